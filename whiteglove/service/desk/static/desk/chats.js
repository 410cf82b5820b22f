// The running chats above the panes: the one that is open is marked, a number opens another without leaving the page.
const strip = document.querySelector("#chats");
const open = () => document.querySelector("#ticket")?.dataset.id;

const mark = () => {
  for (const tab of strip?.querySelectorAll("[data-chat]") ?? []) {
    if (tab.dataset.chat === open()) { tab.setAttribute("aria-current", "page"); tab.querySelector(".chat-unread")?.remove(); }
    else tab.removeAttribute("aria-current");
  }
};

strip?.addEventListener("click", (event) => {
  const tab = event.target.closest("[data-chat]");
  if (!tab || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const url = tab.getAttribute("href");
  htmx.ajax("GET", url, { target: "#ticket", swap: "outerHTML" }).then(() => { history.pushState({ htmx: true }, "", url); mark(); });
});

document.addEventListener("htmx:afterSwap", (event) => { if (event.target === strip || event.target.id === "ticket" || event.detail.target?.id === "ticket") mark(); });

// Asked again a moment after something happened, once however much did; never so that the last thing is missed.
const SOON = 700;
let timer = 0;
const again = () => { timer ||= setTimeout(() => { timer = 0; if (strip) htmx.trigger(strip, "chats:again"); }, SOON); };
for (const name of ["live:ticket", "live:reload", "desk:changed"]) document.body.addEventListener(name, again);
// What has been read counts no more.
document.addEventListener("htmx:afterRequest", (event) => { if (event.target.matches?.("wg-talk")) again(); });
