// Parts of a page that fetch themselves again when something happened (live:…, …:changed) do so at a pace: at once, then
// at most once in `data-pace` milliseconds, and always once more after the last word. While one is on its way another
// waits for it: htmx would queue it at an element that the answer takes away. `throttle:` drops the last word, so it isn't used.
const PACE = 1000, SOON = 150, paced = new Map();

const place = (key, url) => document.getElementById(key) ?? document.querySelector(`[hx-get="${CSS.escape(url)}"]`);
const loading = (element) => element.classList.contains("htmx-request");

function again(key) {
  const state = paced.get(key), element = place(key, state.url);
  if (!element?.hasAttribute("hx-get")) return paced.delete(key);
  if (loading(element)) state.timer = setTimeout(again, SOON, key);
  else {
    state.timer = 0;
    state.next = performance.now() + state.pace;
    htmx.ajax("GET", element.getAttribute("hx-get"), { source: element });
  }
}

document.addEventListener("htmx:confirm", (event) => {
  const { elt: element, triggeringEvent: cause } = event.detail, live = cause?.type.startsWith("live:");
  if (!element.hasAttribute("hx-get") || !(live || cause?.type.endsWith(":changed"))) return;
  const url = element.getAttribute("hx-get"), key = element.id || url, now = performance.now();
  const state = paced.get(key) ?? { next: 0, timer: 0 };
  paced.set(key, Object.assign(state, { url, pace: Number(element.dataset.pace ?? PACE) }));
  const wait = loading(element) ? SOON : live ? state.next - now : 0;
  if (wait <= 0) {
    clearTimeout(state.timer);
    Object.assign(state, { timer: 0, next: now + state.pace });
  } else {
    event.preventDefault();
    state.timer ||= setTimeout(again, Math.max(wait, state.next - now), key);
  }
});
