// What was said in earlier conversations, fetched when somebody asks for it: above all else, each under its day.
import { aloud, itemOf } from "./talk.js";

const log = document.getElementById("chat-log"), list = document.getElementById("chat-earlier"), button = document.getElementById("chat-older");
const { saysYou: you } = document.body.dataset;

// `still` says whether whoever asked is still the one who is here.
export async function look(ask, where, session, still) {
  const first = list.querySelector("[data-place]");
  button.disabled = true;
  try {
    const answer = await ask(`${where}?before=${first?.dataset.place ?? `${session}.1`}`);
    if (!answer.ok) return;
    const { lines, more } = await answer.json();
    if (still() !== session) return;
    put(lines, first);
    button.hidden = !more;
    if (!more) log.focus();
  } finally { button.disabled = false; }
  if (!button.hidden) button.focus();
}

// What one has asked to read isn't read out from its beginning, and what one was reading stays where it is.
function put(lines, first) {
  const stays = log.querySelector(".chat-line"), top = stays?.getBoundingClientRect().top;
  aloud(false);
  if (first?.dataset.place.split(".")[0] === String(lines.at(-1)?.session)) first.previousElementSibling?.remove();
  let day = 0;
  const items = lines.flatMap((line) => {
    document.getElementById(`e-${line.line}`)?.remove();
    const begins = line.session !== day;
    day = line.session;
    return begins ? [dayOf(line.at), placed(line)] : [placed(line)];
  });
  list.prepend(...items);
  if (stays?.isConnected) log.scrollTop += stays.getBoundingClientRect().top - top;
  aloud(true);
}

function dayOf(at) {
  return Object.assign(document.createElement("li"), { className: "chat-day", textContent: new Date(at).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" }) });
}

function placed(line) {
  const mine = line.side === "visitor", item = itemOf(line, mine ? you : line.name);
  item.dataset.place = `${line.session}.${line.number}`;
  item.classList.toggle("chat-mine", mine);
  return item;
}
