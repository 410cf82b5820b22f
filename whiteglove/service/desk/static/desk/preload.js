// A ticket one points at, and the next one in the list, are fetched before they are asked for. Kept for a few seconds,
// and dropped as soon as anything about the ticket changes: what opens is never older than what a click would bring.
const KEEP = 15_000, HOVER = 80;
const kept = new Map();

const fetched = async (url) => {
  const answer = await fetch(url, { headers: { "HX-Request": "true", "HX-Target": "ticket" } }).catch(() => null);
  return answer?.ok && !answer.redirected ? answer.text() : null;
};

const fresh = (link) => {
  const one = kept.get(link?.dataset.row);
  return one && one.url === link.href && performance.now() - one.at < KEEP ? one : null;
};

const preload = (link) => {
  const open = document.querySelector("#ticket")?.dataset.id;
  if (!link?.isConnected || link.dataset.row === open || fresh(link) || navigator.connection?.saveData) return;
  kept.set(link.dataset.row, { url: link.href, at: performance.now(), panes: fetched(link.href) });
};

let timer = 0;
for (const name of ["mouseover", "focusin"]) document.addEventListener(name, (event) => {
  const link = event.target.closest?.("[data-row]");
  clearTimeout(timer);
  if (link) timer = setTimeout(() => preload(link), HOVER);
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const link = event.target.closest?.("[data-row]"), one = link && fresh(link);
  if (link) clearTimeout(timer);
  if (!one) return;
  event.preventDefault();
  kept.clear();
  kept.opening = link.dataset.row;
  one.panes.then((panes) => {
    if (kept.opening !== link.dataset.row) return;
    if (!panes) return location.assign(link.href);
    history.replaceState({ htmx: true }, "", location.href);
    history.pushState({ htmx: true }, "", link.href);
    htmx.swap("#ticket", panes, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 });
  });
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "ticket") return;
  const row = document.querySelector(`[data-row="${CSS.escape(event.target.dataset.id ?? "")}"]`);
  setTimeout(() => preload(row?.closest("li").nextElementSibling?.querySelector("[data-row]")), 300);
});

document.body.addEventListener("live:ticket", (event) => kept.delete(event.detail.subject?.split(":")[1]));
for (const name of ["live:reload", "live:closed", "desk:changed"]) document.body.addEventListener(name, () => kept.clear());
