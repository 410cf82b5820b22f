// The chat in its frame: shows what is said, sends what is written, loses neither.
import { answers, copies, showFirst } from "./asked.js";
import { Files } from "./files.js";
import { ratings } from "./rating.js";
import { Outbox } from "./outbox.js";
import { Line } from "./line.js";
import { alone, hearSite, subjectOf, tellSite } from "./site.js";
import { draftOf, keep, keepDraft, kept, lasts, secret } from "./store.js";
import { Told } from "./told.js";
import * as talk from "./talk.js";

const { desk, lines: at, before: beforeAt, seen: seenAt, end: endAt, letters: lettersAt, files: filesAt, copies: copiesAt, ratings: ratingsAt, language, ...says } = document.body.dataset;
const closed = "closed" in document.body.dataset, identified = "identified" in document.body.dataset;
const find = (id) => document.getElementById(`chat-${id}`);
const [text, form, wrong] = ["text", "form", "wrong"].map(find);
const told = new Told(find("state"), { usual: lasts() ? "" : says.saysNoStorage, lost: says.saysLost, kept: says.saysOffline });
const name = { token: secret(desk), identity: "" };
let offers = [], last = 0, session = null, pulling = null, again = false, opened = alone, unread = 0, first = true, person = 0, missed = [], away = false, news = {}, over = "";

async function ask(where, options = {}, kind = "application/json") {
  const asked = name.identity, headers = { Authorization: `Bearer ${name.token}`, "Content-Type": kind, "Accept-Language": document.documentElement.lang };
  if (asked) headers["X-Chat-Identity"] = asked;
  try {
    const answer = await fetch(where, { signal: AbortSignal.timeout(20000), ...options, headers, credentials: "omit", cache: "no-store" });
    if (answer.status < 500) told.came(); else told.failed();
    // The site's word for them is over: it may give a new one, which sends what waits here.
    if (answer.status === 401 && asked && asked === name.identity && asked !== over) { over = asked; tellSite("over"); }
    return answer;
  } catch (why) { told.failed(); throw why; }
}

// --- what was said ---

function pull() {
  if (pulling) { again = true; return pulling; }
  pulling = fetchAll().finally(() => { pulling = null; });
  return pulling;
}

async function fetchAll() {
  do {
    again = false;
    const asked = person, answer = await ask(`${at}?after=${last}`), said = await answer.json().catch(() => ({}));
    // Somebody else signed in meanwhile: what came isn't theirs.
    if (asked !== person) { again = true; continue; }
    if (answer.status === 401) { told.say(said.says); return; }
    if (!answer.ok) throw new Error(`${answer.status}`);
    if (said.session !== session && restart(said.session)) { again = true; continue; }
    const before = missed.length;
    missed = talk.late(said.missed);
    for (let more = missed.length; more > before; more -= 1) count();
    for (const line of said.lines) if (line.number === last + 1) take(line);
    talk.read(said.read);
    if (said.earlier) find("older").hidden = false;
    news = said;
    showNext();
    put("queue", queued(said));
    if (find("bot")) attended(said);
    if (offerRating(said)) talk.foot();
    offerCopy(last > 0 && talk.answered());
    find("end").hidden = !session || said.ended;
    again ||= said.last > last;
  } while (again);
  noteSeen();
  live.connect();
  first = false;
  talk.aloud(true);
}

// Until somebody has answered: how many are before us and how long that takes, or who has joined. Passed on, we wait again.
function queued({ place, by, passed, to, minutes, away, ratable }) {
  if (by) return says.saysJoined.replace("{}", by);
  if (to) return says.saysPassed.replace("{}", to);
  const waits = [passed && says.saysPassedOn, !away && waiting(place), minutes !== null && !ratable && says.saysWait.replace("{}", time(minutes))];
  return waits.filter(Boolean).join(" ");
}

function waiting(place) {
  return place > 1 ? says.saysPlace.replace("{}", place) : place ? says.saysNext : "";
}

function time(minutes) {
  if (!minutes) return says.saysUnderMinute;
  return says.saysAbout.replace("{}", minutes.toLocaleString(document.documentElement.lang, { style: "unit", unit: "minute", unitDisplay: "long" }));
}

// The same words put in again would be read out again.
function put(where, words) { if (find(where).textContent !== words) find(where).textContent = words; }

// Whether the next words begin a conversation.
const begins = () => !session || news.ended;

// What one begins with; how the last one was comes before that. Where nobody is there it is said before anybody waits,
// and an address is asked for, which makes it an email.
function showNext() {
  const said = begins() && news.ratable && !text.value ? {} : news, asks = begins() && "session" in said;
  showFirst(asks);
  away = said.away && (begins() || !said.reached);
  find("letter").hidden = !(closed || away) || (!closed && asks && Boolean(find("mail")));
  const known = said.away && said.place ? says.saysAwayReached : "";
  put("away", closed ? says.saysAway : !away ? known : said.place ? says.saysAwayWaiting : says.saysNobody);
}

const address = () => (find("email").value || (find("first")?.hidden === false && find("mail")?.value) || "").trim();

function restart(next) {
  const shown = last > 0;
  session = next; last = 0; news = {}; offers = [];
  find("older").hidden = true;
  talk.clear(false);
  return shown;
}

function take(line) {
  last = line.number;
  if (line.id) outbox.drop(line.id);
  talk.show(line);
  offers = line.side === "desk" ? line.offers : [];
  if (line.side !== "desk") return;
  talk.typing(null);
  count();
}

function count() { if (!opened && !first) { unread += 1; tellSite("unread", { unread }); } }

function noteSeen() {
  const seen = `${session}.${last}`;
  if (!opened || document.hidden || !last || (!missed.length && kept(desk, "seen") === seen)) return;
  ask(`${seenAt}?chat=${session}&upto=${last}&missed=${missed}`, { method: "POST" }).then((answer) => { if (answer.ok) keep(desk, "seen", seen); }).catch(() => {});
}

// --- what is written ---

const outbox = new Outbox(desk, (line) => ask(at, { method: "POST", body: JSON.stringify(line) }), {
  sent: () => pull(),
  refused: (line, why) => {
    talk.remove(line.id);
    write([line.text, text.value].filter(Boolean).join("\n"));
    wrong.textContent = why || says.saysRefused;
  },
  stuck: (why) => told.waits(why),
});

function write(words) {
  text.value = words;
  keepDraft(desk, outbox.who, words);
}

async function send() {
  const email = begins() || find("letter").hidden ? "" : address();
  const words = text.value.trim() || email;
  wrong.textContent = "";
  if (!words) { wrong.textContent = says.saysEmpty; text.focus(); return; }
  if (begins() && (closed || (away && address()))) { await leave(words); return; }
  write("");
  told.say("");
  offer([]);
  live.writing(false);
  talk.show({ ...outbox.add({ ...answers(), ...(email ? { email } : {}), language, text: words }), side: "visitor" });
  showFirst(false);
}

// What the bot offers is said like anything else.
function choose(words) {
  offer([]);
  talk.show({ ...outbox.add({ language, text: words }), side: "visitor" });
  text.focus();
}

function offer(words) {
  offers = words;
  if (find("offers")) import("./bot.js").then((bot) => { bot.offer(words, choose); if (words.length) talk.foot(); });
}

// Fetched when they are first wanted.
async function fetchEmoji() {
  const found = await import("./emoji.js").catch(() => null), [button, box] = [find("emoji"), find("emojis")];
  if (!found || box.childElementCount) return;
  button.removeEventListener("click", fetchEmoji);
  found.emojis(text, button, box);
  button.click();
}

function attended({ bot, ended }) {
  put("bot", bot ? says.saysBot.replace("{}", bot) : "");
  offer(bot && !ended && !outbox.waiting.length ? offers : []);
}

const files = new Files(ask, filesAt, () => subjectOf(name.identity), {
  sent: () => pull(),
  sending: (file) => told.sending(file && says.saysSendingFile.replace("{}", file)),
  wrong: (why, file) => { wrong.textContent = `${file}: ${why || says.saysRefused}`; },
});
if (closed) find("attach").hidden = true; else files.listen(document);
talk.filesBy((file) => files.fetch(file));
find("files").addEventListener("change", ({ target }) => { files.send([...target.files]); target.value = ""; });

const offerCopy = copies(ask, copiesAt, {
  says: (said) => { told.say(said); wrong.textContent = ""; },
  wrong: (why) => { wrong.textContent = why || says.saysStillHere; },
});

const offerRating = ratings(ask, ratingsAt, {
  says: (said) => { told.say(said); wrong.textContent = ""; },
  wrong: (why) => { wrong.textContent = why || says.saysStillHere; },
});

let letter = null;
async function leave(words) {
  const email = address(), said = { ...answers(), text: words, email };
  if (JSON.stringify(letter?.said) !== JSON.stringify(said)) letter = { id: Outbox.id(), said };
  try {
    const answer = await ask(lettersAt, { method: "POST", body: JSON.stringify({ id: letter.id, ...said }) });
    const { says: heard } = await answer.json();
    if (!answer.ok) { wrong.textContent = heard; (find("letter").hidden ? find("mail") : find("email")).focus(); return; }
    write("");
    told.say(heard);
  } catch { wrong.textContent = says.saysStillHere; }
}

find("older").addEventListener("click", async () => {
  const asked = person, older = await import("./older.js").catch(() => told.failed());
  await older?.look(ask, beforeAt, session, () => asked === person && session).catch(() => {});
});
find("emoji").addEventListener("click", fetchEmoji);
form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
text.addEventListener("keydown", (event) => {
  // 229: in Safari the Enter that ends an input method comes after its end.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) { event.preventDefault(); send(); }
});
text.addEventListener("input", () => {
  keepDraft(desk, outbox.who, text.value);
  live.writing(text.value !== "");
  if (begins()) showNext();
});
find("end").addEventListener("click", async () => {
  wrong.textContent = "";
  // What was written in this chat belongs to it, and comes before its end.
  await outbox.flush();
  const answer = outbox.waiting.length ? null : await ask(endAt, { method: "POST" }).catch(() => null);
  if (!answer?.ok) { wrong.textContent = says.saysNotEnded; return; }
  await pull().catch(() => {});
  told.say(says.saysOver);
  text.focus();
});

// --- the site around it ---

// Somebody is here: nobody the site knows, or whom it vouches for. What the one before them read goes out of sight.
function begin(token) {
  person += 1;
  name.identity = token;
  talk.clear(true);
  restart(null);
  first = true;
  talk.aloud(false);
  const before = outbox.who;
  for (const line of outbox.begin(subjectOf(token))) talk.show({ ...line, side: "visitor" });
  // Who signs in goes on with what they began; nobody else does.
  if (person > 1 && before !== outbox.who) text.value = before ? "" : text.value;
  write(text.value || draftOf(desk, outbox.who));
  live.connect(true);
  pull().catch(() => {}).then(() => outbox.flush());
}

const close = () => tellSite("close");
find("close")?.addEventListener("click", close);
addEventListener("keydown", (event) => { if (event.key === "Escape" && !alone) close(); });
// Back in reach, or out of the cache of pages one has left: what came meanwhile is there at once.
const back = () => { live.connect(true); pull().catch(() => {}); };
addEventListener("online", back);
addEventListener("pageshow", (event) => { if (event.persisted) back(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) { noteSeen(); pull().catch(() => {}); } });
hearSite({
  open: () => { opened = true; unread = 0; if (!session) pull().catch(() => {}); text.focus(); talk.foot(); noteSeen(); },
  closed: () => { opened = false; },
  identity: ({ token }) => { if (typeof token === "string" && token !== name.identity) begin(token); },
});

// Who has written nothing here yet is nobody to the house: no socket, no questions.
const live = new Line(desk, name, { news: () => pull(), known: () => session !== null, typing: talk.typing, failed: () => told.failed(), waits: () => Boolean(news.place || news.by) });
showNext();
if (!identified) begin("");
const look = getComputedStyle(document.querySelector(".chat-head"));
tellSite("ready", { ground: look.backgroundColor, ink: look.color, label: says.saysLabel, unread: says.saysUnread });
told.show();
