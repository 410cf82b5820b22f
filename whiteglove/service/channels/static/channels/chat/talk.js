// The conversation as it is shown: lines in their order, what isn't sent yet below them.
const log = document.getElementById("chat-log"), list = document.getElementById("chat-lines");
const before = document.getElementById("chat-earlier");
const blank = document.getElementById("chat-line").content.firstElementChild;
const NEAR = 120;
const typist = document.getElementById("chat-typing");
const { saysSending: sending, saysYou: you, saysSeen: seen, saysTyping: writes, saysEarlier: earlier } = document.body.dataset;
const FORGETS = 25000;
let timer = 0;

export function show(line) {
  const near = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  const waiting = line.id && document.getElementById(`w-${line.id}`);
  const item = waiting || blank.cloneNode(true), mine = line.side === "visitor";
  item.classList.toggle("chat-mine", mine);
  // Who wrote it knows it; that it waits, has arrived and was seen changes it thrice.
  if (mine) item.setAttribute("aria-live", "off");
  item.querySelector(".chat-by").textContent = mine ? you : line.name;
  item.querySelector(".chat-text").textContent = line.text;
  if (line.automatic) import("./bot.js").then((bot) => bot.dress(item, line));
  item.querySelector(".chat-files").replaceChildren(...(line.files ?? []).map(fileOf));
  item.querySelector(".chat-at").textContent = line.number ? timeOf(line.at) : sending;
  if (line.number) { item.removeAttribute("id"); item.dataset.number = line.number; } else item.id = `w-${line.id}`;
  if (!waiting || line.number) place(item, line.number);
  if (near || mine) foot();
}

// Read out to those who hear the page: what others say from now on, and never what stood here before. What is read out is
// decided a moment after the first lines were put in.
let voice = 0;
export function aloud(yes) {
  if (yes) { voice ||= setTimeout(() => log.setAttribute("aria-live", "polite"), 500); return; }
  voice = clearTimeout(voice);
  log.setAttribute("aria-live", "off");
}

// Answers to an earlier conversation that came too late for it: above this one, each once. Returns what is to be seen yet.
export function late(lines) {
  for (const line of lines) {
    if (document.getElementById(`e-${line.line}`)) continue;
    before.append(itemOf(line, `${line.name} · ${earlier}`));
  }
  return lines.filter((line) => !line.seen).map((line) => line.line);
}

// A line of an earlier conversation, under this name.
export function itemOf(line, by) {
  const item = blank.cloneNode(true);
  item.id = `e-${line.line}`;
  item.querySelector(".chat-by").textContent = by;
  item.querySelector(".chat-text").textContent = line.text;
  if (line.automatic) import("./bot.js").then((bot) => bot.dress(item, { ...line, name: by }));
  item.querySelector(".chat-files").replaceChildren(...line.files.map(fileOf));
  item.querySelector(".chat-at").textContent = timeOf(line.at);
  return item;
}

function fileOf(file) {
  const name = Object.assign(document.createElement("bdi"), { textContent: file.name });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button chat-file", onclick: () => fetchFile(file) });
  button.append(name, ` ${sizeOf(file.size)}`);
  return button;
}

// Who fetches a file shows the secret, so it is no link.
let fetchFile = () => {};
export function filesBy(fetching) { fetchFile = fetching; }

function sizeOf(bytes) {
  const [unit, many] = bytes < 1e6 ? ["kilobyte", Math.max(1, bytes / 1e3)] : ["megabyte", bytes / 1e6];
  return many.toLocaleString(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: unit === "megabyte" ? 1 : 0 });
}

export function foot() { log.scrollTop = log.scrollHeight; }

export function remove(id) { document.getElementById(`w-${id}`)?.remove(); }

export function answered() { return Boolean(list.querySelector(".chat-line[data-number]:not(.chat-mine)")); }

// Another conversation, or another person: what isn't sent yet stays, unless it is another's.
export function clear(all) {
  for (const item of [...list.children]) if (all || !item.id) item.remove();
  before.replaceChildren();
}

function place(item, number) {
  const unsent = number ? list.querySelector("[id^='w-']") : null;
  // One that stands where it belongs isn't moved: whoever is at a button in it stays there.
  if (item.isConnected && item.nextElementSibling === unsent) return;
  if (unsent) list.insertBefore(item, unsent);
  else list.append(item);
}

function timeOf(at) {
  return new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}

// Up to which line of ours somebody has read: said at the last of them.
export function read(upto) {
  const mine = [...list.querySelectorAll(".chat-mine[data-number]")].filter((item) => Number(item.dataset.number) <= upto);
  for (const mark of list.querySelectorAll(".chat-seen")) if (mark.closest("li") !== mine.at(-1)) mark.remove();
  if (!mine.length || mine.at(-1).querySelector(".chat-seen")) return;
  mine.at(-1).querySelector(".chat-at").append(Object.assign(document.createElement("span"), { className: "chat-seen", textContent: ` · ${seen}` }));
}

// Who writes to us; nobody any longer when nothing was heard for a while.
export function typing(name) {
  clearTimeout(timer);
  const words = name ? writes.replace("{}", name) : "";
  if (typist.textContent !== words) typist.textContent = words;
  if (name) timer = setTimeout(() => typing(null), FORGETS);
}
