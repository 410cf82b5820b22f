// <wg-palette>: ⌘K or Ctrl K. Commands of the house, the buttons of this page that have a key, and what the server finds.
import { keyed } from "./hotkeys.js";
import { label, open } from "./dialog.js";

const fits = (text, words) => {
  let at = 0;
  const low = text.toLowerCase();
  return [...words.toLowerCase().replace(/\s/g, "")].every((letter) => (at = low.indexOf(letter, at) + 1) > 0);
};

class Palette extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.input = this.querySelector("input");
    this.list = this.querySelector("[role=listbox]");
    this.querySelector("button").addEventListener("click", () => open(this.dialog));
    this.dialog.addEventListener("dialog:opening", () => this.begin());
    this.input.addEventListener("input", () => { this.show(); clearTimeout(this.timer); this.timer = setTimeout(() => this.load(), 180); this.awaited = true; });
    this.input.addEventListener("keydown", (event) => this.key(event));
  }

  begin() {
    this.input.value = "";
    this.eager = false;
    const first = (one) => (one.closest("[data-palette-first]") ? 0 : 1);
    const mine = keyed().filter((one) => !this.contains(one) && one.matches("button, a")).sort((a, b) => first(a) - first(b));
    // The same key twice (beside a title and in a menu) is one command.
    this.here = [...new Map(mine.map((one) => [one.dataset.key, one])).values()].map((one) => this.choice(one));
    // They need no server: whoever types at once and presses Enter gets them.
    this.list.replaceChildren(...this.here);
    this.show();
    this.load();
  }

  choice(button) {
    const row = Object.assign(document.createElement("button"), { type: "button", className: "choice", tabIndex: -1 });
    row.setAttribute("role", "option");
    row.append(Object.assign(document.createElement("span"), { className: "cut", textContent: label(button) }),
      Object.assign(document.createElement("kbd"), { className: "key", textContent: button.dataset.key.replace("mod+", "⌘/Ctrl ") }));
    row.addEventListener("click", () => { this.dialog.close(); button.click(); });
    return row;
  }

  async load() {
    const words = this.input.value.trim();
    this.awaited = true;
    const answer = await fetch(`${this.list.dataset.from}?q=${encodeURIComponent(words)}`, { headers: { "HX-Request": "true" } }).catch(() => null);
    const found = answer?.ok ? await answer.text() : null;
    if (words !== this.input.value.trim()) return;
    this.awaited = false;
    if (found === null) return;
    this.list.innerHTML = found;
    this.list.prepend(...this.here);
    this.show();
    this.none.hidden = this.rows.length > 0;
    if (this.eager) this.chosen?.click();
  }

  get none() { return this.querySelector(".palette-none"); }

  show() {
    this.none.hidden = true;
    const words = this.input.value.trim();
    for (const row of this.list.children) row.hidden = !("found" in row.dataset) && !fits(row.textContent, words);
    this.choose(this.rows[0]);
  }

  get rows() { return [...this.list.children].filter((row) => !row.hidden); }

  choose(row) {
    this.rows.forEach((one, n) => { one.id ||= `choice-${n}-${Math.random().toString(36).slice(2, 7)}`; one.setAttribute("aria-selected", String(one === row)); });
    this.chosen = row;
    this.input.setAttribute("aria-activedescendant", row?.id ?? "");
    row?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = this.rows;
    if (step) this.choose(rows[(rows.indexOf(this.chosen) + step + rows.length) % rows.length]);
    // Enter before the server has answered means the first thing it finds.
    this.eager = event.key === "Enter" && !this.chosen && this.awaited;
    if (event.key === "Enter") this.chosen?.click();
    if (step || event.key === "Enter") event.preventDefault();
  }
}
customElements.define("wg-palette", Palette);
