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
    this.input.addEventListener("input", () => { this.show(); clearTimeout(this.timer); this.timer = setTimeout(() => this.load(), 180); });
    this.input.addEventListener("keydown", (event) => this.key(event));
  }

  begin() {
    this.input.value = "";
    const first = (one) => (one.closest("[data-palette-first]") ? 0 : 1);
    const mine = keyed().filter((one) => !this.contains(one) && one.matches("button, a")).sort((a, b) => first(a) - first(b));
    // The same key twice (beside a title and in a menu) is one command.
    this.here = [...new Map(mine.map((one) => [one.dataset.key, one])).values()].map((one) => this.choice(one));
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
    const answer = await fetch(`${this.list.dataset.from}?q=${encodeURIComponent(words)}`, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok || words !== this.input.value.trim()) return;
    this.list.innerHTML = await answer.text();
    this.list.prepend(...this.here);
    this.show();
    this.none.hidden = this.rows.length > 0;
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
    if (event.key === "Enter") this.chosen?.click();
    if (step || event.key === "Enter") event.preventDefault();
  }
}
customElements.define("wg-palette", Palette);
