// <wg-toasts>: a word after the deed, for ten seconds or as long as it can be undone; it waits while one points at it or has it focused.
const STAY = 10;

class Toasts extends HTMLElement {
  connectedCallback() {
    document.body.addEventListener("ui:toasts", (event) => event.detail.toasts.forEach((one) => this.say(one)));
    this.addEventListener("click", (event) => this.pressed(event));
    for (const toast of this.children) this.watch(toast);
  }

  say({ text, level, undo }) {
    const toast = document.createElement("div");
    toast.className = `toast${level === "error" ? " toast-negative" : ""}`;
    toast.append(Object.assign(document.createElement("span"), { className: "toast-text", textContent: text }));
    toast.dataset.seconds = undo?.seconds ?? STAY;
    if (undo) toast.append(this.button("Undo", { undo: undo.url, method: undo.method }));
    const close = this.button("×", { dismiss: "" });
    close.classList.add("button-quiet", "button-icon");
    close.setAttribute("aria-label", "Dismiss");
    toast.append(close);
    this.append(toast);
    while (this.children.length > 3) this.firstElementChild.remove();
    this.watch(toast);
  }

  button(text, data) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: text });
    Object.assign(button.dataset, data);
    return button;
  }

  watch(toast) {
    let left = (Number(toast.dataset.seconds) || STAY) * 1000, since = 0, timer = 0;
    const go = () => { since = performance.now(); timer = setTimeout(() => toast.remove(), left); };
    const rest = () => { clearTimeout(timer); left = Math.max(1000, left - (performance.now() - since)); };
    for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, rest);
    for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, go);
    go();
  }

  pressed(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.undo) htmx.ajax(button.dataset.method, button.dataset.undo, { source: document.body, swap: "none" });
    button.closest(".toast").remove();
  }
}
customElements.define("wg-toasts", Toasts);

export const say = (text, level = "info") => document.querySelector("wg-toasts")?.say({ text, level });
