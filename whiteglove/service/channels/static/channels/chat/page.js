// The chat in its frame: shows what is said, sends what is written, loses neither.
import { answers, copies, showFirst } from "./asked.js";
import { emojis } from "./emoji.js";
import { Files } from "./files.js";
import { ratings } from "./rating.js";
import { Outbox } from "./outbox.js";
import { Line } from "./line.js";
import { alone, hearSite, subjectOf, tellSite } from "./site.js";
import { secret, keep, kept, lasts } from "./store.js";
import * as talk from "./talk.js";

const { desk, lines: at, seen: seenAt, end: endAt, letters: lettersAt, files: filesAt, copies: copiesAt, ratings: ratingsAt, language, ...says } = document.body.dataset;
const closed = "closed" in document.body.dataset, identified = "identified" in document.body.dataset;
const find = (id) => document.getElementById(`chat-${id}`);
const [text, form, wrong, state] = ["text", "form", "wrong", "state"].map(find);
const usual = lasts() ? "" : says.saysNoStorage;
const name = { token: secret(desk), identity: "" };
let offers = [], last = 0, session = null, pulling = null, again = false, opened = alone, unread = 0, first = true, person = 0, missed = [], away = false, news = {};

function ask(where, options = {}, kind = "application/json") {
  const headers = { Authorization: `Bearer ${name.token}`, "Content-Type": kind, "Accept-Language": document.documentElement.lang };
  if (name.identity) headers["X-Chat-Identity"] = name.identity;
  return fetch(where, { signal: AbortSignal.timeout(20000), ...options, headers, credentials: "omit", cache: "no-store" });
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
    if (answer.status === 401) { state.textContent = said.says; return; }
    if (!answer.ok) throw new Error(`${answer.status}`);
    if (said.session !== session && restart(said.session)) { again = true; continue; }
    const before = missed.length;
    missed = talk.late(said.missed);
    for (let more = missed.length; more > before; more -= 1) count();
    for (const line of said.lines) if (line.number === last + 1) take(line);
    talk.read(said.read);
    news = said;
    showNext();
    find("queue").textContent = queued(said);
    find("bot").textContent = said.bot ? says.saysBot.replace("{}", said.bot) : "";
    talk.offer(said.bot && !said.ended && !outbox.waiting.length ? offers : [], choose);
    if (offers.length) talk.foot();
    if (offerRating(said)) talk.foot();
    offerCopy(last > 0 && talk.answered());
    find("end").hidden = !session || said.ended;
    again ||= said.last > last;
  } while (again);
  noteSeen();
  live.connect();
  first = false;
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
  find("away").textContent = closed ? says.saysAway : !away ? known : said.place ? says.saysAwayWaiting : says.saysNobody;
}

const address = () => (find("email").value || (find("first")?.hidden === false && find("mail")?.value) || "").trim();

function restart(next) {
  const shown = last > 0;
  session = next; last = 0; news = {}; offers = [];
  talk.clear(false);
  return shown;
}

function take(line) {
  last = line.number;
  if (line.id) outbox.drop(line.id);
  talk.show(line);
  offers = line.side === "desk" ? line.offers : [];
  if (line.side === "desk") talk.typing(null);
  if (line.side === "desk") count();
}

function count() { if (!opened && !first) { unread += 1; tellSite("unread", { unread }); } }

function noteSeen() {
  const seen = `${session}.${last}`;
  if (!opened || document.hidden || !last || (!missed.length && kept(desk, "seen") === seen)) return;
  ask(`${seenAt}?upto=${last}&missed=${missed}`, { method: "POST" }).then((answer) => { if (answer.ok) keep(desk, "seen", seen); }).catch(() => {});
}

// --- what is written ---

const outbox = new Outbox(desk, (line) => ask(at, { method: "POST", body: JSON.stringify(line) }), {
  sent: () => pull(),
  refused: (line, why) => {
    talk.remove(line.id);
    text.value = [line.text, text.value].filter(Boolean).join("\n");
    wrong.textContent = why || says.saysRefused;
  },
  stuck: (why) => { state.textContent = why === null ? usual : why || says.saysOffline; },
});

async function send() {
  const email = begins() || find("letter").hidden ? "" : address();
  const words = text.value.trim() || email;
  wrong.textContent = "";
  if (!words) { wrong.textContent = says.saysEmpty; text.focus(); return; }
  if (begins() && (closed || (away && address()))) { await leave(words); return; }
  text.value = "";
  offers = [];
  talk.offer([], choose);
  live.writing(false);
  talk.show({ ...outbox.add({ ...answers(), ...(email ? { email } : {}), language, text: words }), side: "visitor" });
  showFirst(false);
}

// What the bot offers is said like anything else.
function choose(words) {
  offers = [];
  talk.offer([], choose);
  talk.show({ ...outbox.add({ language, text: words }), side: "visitor" });
  text.focus();
}

const files = new Files(ask, filesAt, {
  sent: () => pull(),
  sending: (file) => { state.textContent = file ? says.saysSendingFile.replace("{}", file) : usual; },
  wrong: (why) => { wrong.textContent = why || says.saysRefused; },
});
if (closed) find("attach").hidden = true; else files.listen(document);
talk.filesBy((file) => files.fetch(file));
find("files").addEventListener("change", ({ target }) => { files.send([...target.files]); target.value = ""; });

const offerCopy = copies(ask, copiesAt, {
  says: (said) => { state.textContent = said; },
  wrong: (why) => { wrong.textContent = why || says.saysStillHere; },
});

const offerRating = ratings(ask, ratingsAt, {
  says: (said) => { state.textContent = said; wrong.textContent = ""; },
  wrong: (why) => { wrong.textContent = why || says.saysStillHere; },
});

let letter = null;
async function leave(words) {
  const email = address(), said = { ...answers(), text: words, email };
  if (JSON.stringify(letter?.said) !== JSON.stringify(said)) letter = { id: Outbox.id(), said };
  try {
    const answer = await ask(lettersAt, { method: "POST", body: JSON.stringify({ id: letter.id, ...said }) });
    const { says: told } = await answer.json();
    if (!answer.ok) { wrong.textContent = told; (find("letter").hidden ? find("mail") : find("email")).focus(); return; }
    text.value = "";
    state.textContent = told;
  } catch { wrong.textContent = says.saysStillHere; }
}

emojis(text, find("emoji"), find("emojis"));
form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
});
text.addEventListener("input", () => {
  live.writing(text.value !== "");
  if (begins()) showNext();
});
find("end").addEventListener("click", async () => {
  await ask(endAt, { method: "POST" }).catch(() => {});
  await pull().catch(() => {});
  state.textContent = says.saysOver;
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
  for (const line of outbox.begin(subjectOf(token))) talk.show({ ...line, side: "visitor" });
  live.connect(true);
  pull().catch(() => {}).then(() => outbox.flush());
}

const close = () => tellSite("close");
find("close")?.addEventListener("click", close);
addEventListener("keydown", (event) => { if (event.key === "Escape" && !alone) close(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) { noteSeen(); pull().catch(() => {}); } });
hearSite({
  open: () => { opened = true; unread = 0; if (!session) pull().catch(() => {}); text.focus(); talk.foot(); noteSeen(); },
  closed: () => { opened = false; },
  identity: ({ token }) => { if (typeof token === "string" && token !== name.identity) begin(token); },
});

// Who has written nothing here yet is nobody to the house: no socket, no questions.
const live = new Line(desk, name, { news: () => pull(), known: () => session !== null, typing: talk.typing });
showNext();
if (!identified) begin("");
const look = getComputedStyle(document.querySelector(".chat-head"));
tellSite("ready", { ground: look.backgroundColor, ink: look.color, label: says.saysLabel, unread: says.saysUnread });
state.textContent = usual;
