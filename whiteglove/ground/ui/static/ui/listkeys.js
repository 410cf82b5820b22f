// <wg-list>: j and k (or the arrows) walk its rows, Enter opens. The row is focused, so a screen reader follows.
import { writing } from "./hotkeys.js";

class List extends HTMLElement {
  connectedCallback() { document.addEventListener("keydown", this); }
  disconnectedCallback() { document.removeEventListener("keydown", this); }

  get rows() { return [...this.querySelectorAll("[data-row]")]; }

  handleEvent(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target) || document.querySelector("dialog[open]")) return;
    const inside = this.contains(event.target);
    const off = document.documentElement.dataset.keys === "off";
    const step = { j: off ? 0 : 1, k: off ? 0 : -1, ArrowDown: inside ? 1 : 0, ArrowUp: inside ? -1 : 0 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.walk(step);
  }

  walk(step) {
    const rows = this.rows;
    const at = rows.indexOf(document.activeElement);
    const from = at >= 0 ? at : rows.findIndex((row) => row.getAttribute("aria-current") === "true");
    const next = rows[Math.max(0, Math.min(rows.length - 1, from < 0 ? 0 : from + step))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
    if (next === rows.at(-1)) this.dispatchEvent(new CustomEvent("list:end", { bubbles: true }));
  }
}
customElements.define("wg-list", List);
