// The sheet of a call. Seconds run from what the server said; Enter keeps a line; what is typed outlives a reload.
const began = new WeakMap();
const clock = (seconds) => {
  const minutes = Math.floor(seconds / 60), hours = Math.floor(minutes / 60), two = (n) => String(n).padStart(2, "0");
  return hours ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
};
const since = (element, from) => {
  if (!began.has(element)) began.set(element, performance.now());
  return Math.floor(Number(from) + (performance.now() - began.get(element)) / 1000);
};

const tick = () => {
  for (const one of document.querySelectorAll("[data-elapsed]")) {
    const seconds = since(one, one.dataset.elapsed), text = clock(seconds);
    if (one.textContent !== text) one.textContent = text;
    if (one.dataset.over) one.classList.toggle("is-over", seconds >= Number(one.dataset.over));
  }
  // The band speaks up once the time without a word is over; a screen reader hears it then.
  for (const band of document.querySelectorAll("[data-elapsed-band]")) {
    const over = since(band, band.dataset.elapsedBand) >= Number(band.dataset.over);
    if (band.hidden === over) band.hidden = !over;
  }
};
setInterval(tick, 500);
document.addEventListener("htmx:oobAfterSwap", tick);
tick();

const form = document.querySelector("#call-write");
if (form) {
  const text = form.elements.text, kept = `call-${document.querySelector("#call").dataset.call}`;
  let sent = null, asked = "";
  const without = (all) => (all.startsWith(sent.text) ? all.slice(sent.text.length).trimStart() : all);
  const renew = () => { form.elements.id.value = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`; };
  text.value ||= localStorage.getItem(kept) ?? "";
  renew();
  text.addEventListener("input", () => {
    if (text.value) localStorage.setItem(kept, text.value);
    else localStorage.removeItem(kept);
  });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!text.value.trim()) return;
    // While a line is on its way, the next one begins below it and follows once that one is kept.
    asked = text.value;
    if (sent?.under_way && !text.value.endsWith("\n")) text.value += "\n";
    form.requestSubmit();
  });
  // What goes is what stood there at the last Enter, if anything is left of it; under its old name only if it is the same
  // line, which didn't arrive.
  form.addEventListener("htmx:configRequest", (event) => {
    if (event.target !== form) return;
    const goes = text.value.startsWith(asked) ? asked : text.value;
    if (!goes.trim()) { event.preventDefault(); return; }
    if (sent && sent.text !== goes) renew();
    sent = { text: goes, under_way: true };
    event.detail.parameters.text = sent.text;
    event.detail.parameters.id = form.elements.id.value;
  });
  form.querySelector("[data-flips]").addEventListener("click", () => {
    const other = [...form.elements.side].find((one) => !one.checked);
    other.checked = true;
    text.focus();
  });
  // What is kept goes out of the field, and nothing else: not what was typed meanwhile, nor a line that couldn't be sent.
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.target !== form || !sent) return;
    sent.under_way = false;
    if (!event.detail.successful) return;
    text.value = without(text.value);
    asked = without(asked);
    sent = null;
    renew();
    text.dispatchEvent(new Event("input"));
    if (document.activeElement === document.body) text.focus();
  });
}

// Enter in the name never takes whoever happens to stand first in the list: it goes there, and a second one takes them.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.id !== "caller-name" || event.isComposing) return;
  event.preventDefault();
  const found = document.querySelector("#caller-found button");
  if (found) found.focus();
  else event.target.form.requestSubmit();
});

// A part that would look the same stays, with what is being typed in it; else what was typed goes over into the new one.
const typed = (place) => [...place.querySelectorAll("textarea, input:not([type=hidden])")].map((one) => [one.id, one.value]);
let carried = [];
document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  const next = detail.fragment.querySelector?.(`#${detail.target.id}`) ?? detail.fragment;
  if (next.dataset?.state !== undefined && next.dataset.state === detail.target.dataset.state) detail.shouldSwap = false;
  else carried.push(...typed(detail.target).filter(([id]) => id.startsWith("wrap-")));
});

document.addEventListener("htmx:oobAfterSwap", (event) => {
  for (const [id, value] of carried.splice(0)) { const one = document.getElementById(id); if (one && value) one.value = value; }
  const lines = event.target.closest?.("#call-lines") ?? document.querySelector("#call-lines");
  lines?.lastElementChild?.scrollIntoView({ block: "nearest" });
  // What was pressed is gone: one goes on writing.
  if (document.activeElement === document.body) form?.elements.text.focus();
});
