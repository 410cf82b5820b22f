// The chat in its frame: shows what is said, sends what is written, loses neither.
import { Outbox } from "./outbox.js";
import { Line } from "./line.js";
import { secret, keep, kept } from "./store.js";

const { desk, lines: at, seen: seenAt, end: endAt, letters: lettersAt, origins } = document.body.dataset;
const closed = "closed" in document.body.dataset;
const framed = "framed" in document.body.dataset && parent !== window;
const find = (id) => document.getElementById(`chat-${id}`);
const [log, list, text, form, wrong, state] = ["log", "lines", "text", "form", "wrong", "state"].map(find);
const name = { token: secret(desk), identity: "" };
let last = 0, session = null, pulling = null, again = false, opened = !framed, unread = 0, first = true;

function ask(where, options = {}) {
  const headers = { Authorization: `Bearer ${name.token}`, "Content-Type": "application/json" };
  if (name.identity) headers["X-Chat-Identity"] = name.identity;
  return fetch(where, { ...options, headers, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(20000) });
}

function tellSite(what, more = {}) {
  if (framed) for (const origin of origins.split(" ").filter(Boolean)) {
    try { parent.postMessage({ whiteglove: what, ...more }, origin); } catch { /* not an origin: nobody is told */ }
  }
}

// --- what was said ---

function show(line) {
  const waiting = line.id && document.getElementById(`w-${line.id}`);
  const near = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  const item = waiting || document.getElementById("chat-line").content.firstElementChild.cloneNode(true);
  item.removeAttribute("id");
  item.classList.toggle("chat-mine", line.side === "visitor");
  item.querySelector(".chat-by").textContent = line.side === "visitor" ? "You" : line.name;
  item.querySelector(".chat-text").textContent = line.text;
  item.querySelector(".chat-at").textContent = line.number
    ? new Date(line.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : "Sending…";
  if (!line.number) item.id = `w-${line.id}`;
  if (!waiting || line.number) place(item, line.number);
  if (near || line.side === "visitor") log.scrollTop = log.scrollHeight;
}

function place(item, number) {
  // What isn't sent yet stays below everything that is.
  const unsent = list.querySelector("[id^='w-']");
  if (number && unsent && unsent !== item) list.insertBefore(item, unsent);
  else list.append(item);
}

async function pull() {
  if (pulling) { again = true; return pulling; }
  pulling = fetchAll().finally(() => { pulling = null; });
  return pulling;
}

async function fetchAll() {
  do {
    again = false;
    const answer = await ask(`${at}?after=${last}`);
    if (answer.status === 401) { state.textContent = (await answer.json()).says; return; }
    if (!answer.ok) throw new Error(`${answer.status}`);
    const said = await answer.json();
    if (said.session !== session) { if (restart(said.session)) { again = true; continue; } }
    for (const line of said.lines) if (line.number === last + 1) take(line);
    find("end").hidden = !session || said.ended;
    again ||= said.last > last;
  } while (again);
  noteSeen();
  first = false;
}

function restart(next) {
  const shown = last > 0;
  session = next; last = 0;
  for (const item of [...list.children]) if (!item.id) item.remove();
  return shown;
}

function take(line) {
  last = line.number;
  if (line.id) outbox.drop(line.id);
  show(line);
  if (line.side === "desk" && !opened && !first) { unread += 1; tellSite("unread", { unread }); }
}

function noteSeen() {
  if (!opened || document.hidden || !last || kept(desk, "seen") === `${session}.${last}`) return;
  keep(desk, "seen", `${session}.${last}`);
  ask(`${seenAt}?upto=${last}`, { method: "POST" }).catch(() => {});
}

// --- what is written ---

const outbox = new Outbox(desk, (line) => ask(at, { method: "POST", body: JSON.stringify(line) }), {
  sent: () => { live.connect(); return pull(); },
  refused: (line, says) => {
    document.getElementById(`w-${line.id}`)?.remove();
    text.value = [line.text, text.value].filter(Boolean).join("\n");
    wrong.textContent = says;
  },
  stuck: (yes) => { state.textContent = yes ? "No connection. Your message is kept and sent when it is back." : ""; },
});

async function send() {
  const words = text.value.trim();
  wrong.textContent = "";
  if (!words) { wrong.textContent = "Write something first."; text.focus(); return; }
  if (closed && !session) { await leave(words); return; }
  text.value = "";
  show({ ...outbox.add(words), side: "visitor" });
}

let letter = null;
async function leave(words) {
  const email = find("email").value.trim();
  if (letter?.text !== words || letter?.email !== email) letter = { id: Outbox.id(), text: words, email };
  try {
    const answer = await ask(lettersAt, { method: "POST", body: JSON.stringify(letter) });
    const { says } = await answer.json();
    if (!answer.ok) { wrong.textContent = says; find("email").focus(); return; }
    text.value = "";
    state.textContent = says;
  } catch { wrong.textContent = "No connection. Your words are still here: try again."; }
}

form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
});
find("end").addEventListener("click", async () => {
  await ask(endAt, { method: "POST" }).catch(() => {});
  await pull().catch(() => {});
  state.textContent = "The chat is over. Write again whenever you like.";
  text.focus();
});

// --- the site around it ---

const close = () => tellSite("close");
find("close")?.addEventListener("click", close);
addEventListener("keydown", (event) => { if (event.key === "Escape" && framed) close(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) { noteSeen(); pull().catch(() => {}); } });
addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || !origins.split(" ").includes(origin) || !data?.whiteglove) return;
  if (data.whiteglove === "open") { opened = true; unread = 0; text.focus(); log.scrollTop = log.scrollHeight; noteSeen(); }
  if (data.whiteglove === "closed") opened = false;
  if (data.whiteglove === "identity" && typeof data.token === "string" && data.token !== name.identity) {
    name.identity = data.token;
    restart(null);
    live.connect(true);
    pull().catch(() => {});
  }
});

// Who has written nothing here yet is nobody to the house: no socket, no questions.
const live = new Line(desk, name, { news: () => pull(), known: () => session !== null });
find("letter").hidden = !closed;
outbox.waiting.forEach((line) => show({ ...line, side: "visitor" }));
pull().catch(() => {}).then(() => { live.connect(); outbox.flush(); });
const look = getComputedStyle(document.querySelector(".chat-head"));
tellSite("ready", { ground: look.backgroundColor, ink: look.color, label: `Chat with ${document.querySelector("h1").textContent}` });
