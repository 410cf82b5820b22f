// The conversation as it is shown: lines in their order, what isn't sent yet below them.
const log = document.getElementById("chat-log"), list = document.getElementById("chat-lines");
const blank = document.getElementById("chat-line").content.firstElementChild;
const NEAR = 120;
const sending = document.body.dataset.saysSending;

export function show(line) {
  const near = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  const waiting = line.id && document.getElementById(`w-${line.id}`);
  const item = waiting || blank.cloneNode(true), mine = line.side === "visitor";
  item.classList.toggle("chat-mine", mine);
  item.querySelector(".chat-by").textContent = mine ? document.body.dataset.saysYou : line.name;
  item.querySelector(".chat-text").textContent = line.text;
  item.querySelector(".chat-at").textContent = line.number ? timeOf(line.at) : sending;
  if (line.number) { item.removeAttribute("id"); item.dataset.number = line.number; } else item.id = `w-${line.id}`;
  if (!waiting || line.number) place(item, line.number);
  if (near || mine) foot();
}

export function foot() { log.scrollTop = log.scrollHeight; }

export function remove(id) { document.getElementById(`w-${id}`)?.remove(); }

// Another conversation, or another person: what isn't sent yet stays, unless it is another's.
export function clear(all) {
  for (const item of [...list.children]) if (all || !item.id) item.remove();
}

function place(item, number) {
  const unsent = list.querySelector("[id^='w-']");
  if (number && unsent && unsent !== item) list.insertBefore(item, unsent);
  else list.append(item);
}

function timeOf(at) {
  return new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}
