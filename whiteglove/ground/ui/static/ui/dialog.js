// <button data-opens="#id"> opens a dialog, data-closes inside closes it; focus returns where it came from.
// A form inside that htmx has sent well closes its dialog too, unless it has data-stays. A click on the ground behind closes.
// What keeps itself up to date has data-while-open, and goes with the dialog: nobody sees it any more.
let from = null;

export const open = (dialog, by = document.activeElement) => {
  if (!dialog || dialog.open) return;
  from = by;
  dialog.dispatchEvent(new CustomEvent("dialog:opening", { bubbles: true }));
  dialog.showModal();
  (dialog.querySelector("[autofocus]") ?? dialog.querySelector("input:not([type=hidden]), select, textarea, button"))?.focus();
};

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) open(document.querySelector(opener.dataset.opens), opener);
  if (event.target.closest("[data-closes]") || event.target.matches("dialog.dialog")) event.target.closest("dialog")?.close();
});

// An answer may bring a dialog with it, or end it: HX-Trigger-After-Swap {"dialog:open": {"dialog": "#verb"}}.
document.addEventListener("dialog:open", (event) => open(document.querySelector(event.detail.dialog)));
document.addEventListener("dialog:close", (event) => document.querySelector(event.detail.dialog)?.close());

document.addEventListener("close", (event) => {
  if (!event.target.matches("dialog")) return;
  event.target.querySelectorAll("[data-while-open]").forEach((one) => one.remove());
  const back = from?.closest(".menu") ? from.closest("wg-menu")?.querySelector("button") : from;
  if (back?.isConnected) back.focus();
}, true);

document.addEventListener("htmx:afterRequest", (event) => {
  const sent = event.detail.requestConfig?.verb !== "get" && event.detail.successful && event.detail.xhr.status < 400;
  if (sent && !event.target.closest("[data-stays]")) event.target.closest("dialog[open]")?.close();
});

// The help lists the keys that are really on this page.
document.addEventListener("dialog:opening", async (event) => {
  const list = event.target.querySelector(".keys-list");
  if (!list) return;
  const { keyed } = await import("./hotkeys.js");
  const extra = document.querySelector("wg-list") ? [["j", "Next in the list"], ["k", "Previous in the list"]] : [];
  const seen = new Map([...extra, ...keyed().map((one) => [one.dataset.key, label(one)])]);
  list.replaceChildren(...[...seen].flatMap(([keys, says]) => [line("dt", says), line("dd", keys.replace("mod", "⌘/Ctrl"))]));
});

// What arrives after the dialog opened gets the focus, if nothing inside has it yet.
document.addEventListener("htmx:afterSettle", (event) => {
  const dialog = event.target.closest?.("dialog[open]");
  if (!dialog || dialog.contains(document.activeElement) && document.activeElement !== dialog) return;
  event.target.querySelector("[autofocus], input:not([type=hidden]), select, textarea, button:not([data-closes])")?.focus();
});

const line = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

export const label = (element) => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd, svg").forEach((one) => one.remove());
  return element.dataset.says ?? element.getAttribute("aria-label") ?? (copy.textContent.trim().replace(/\s+/g, " ") || element.title);
};
