// <wg-suggest>: suggestions under a search field, as a combobox with a listbox. Without it the form finds the same.
class Suggest extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.list = this.querySelector("[role=listbox]");
    this.said = this.querySelector("[role=status]");
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id })) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.load(), 120); });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("focusout", (event) => { if (!this.contains(event.relatedTarget)) this.close(); });
    // The field keeps the focus while one presses on a row.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get rows() { return [...this.list.children]; }

  async load() {
    const words = this.input.value.trim();
    if (words.length < 2) { this.close(); return; }
    const asked = this.asked = {};
    const answer = await fetch(`${this.dataset.from}?q=${encodeURIComponent(words)}`).catch(() => null);
    const found = answer?.ok ? await answer.text() : "";
    if (asked !== this.asked || words !== this.input.value.trim() || !this.contains(document.activeElement)) return;
    this.list.innerHTML = found;
    this.rows.forEach((row, n) => { row.id = `${this.list.id}-${n}`; });
    this.choose(null);
    this.open(this.rows.length > 0);
    this.said.textContent = this.rows.length ? this.dataset.counts.replace("{}", this.rows.length) : "";
  }

  open(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  // What is still on its way opens nothing any more.
  close() { clearTimeout(this.timer); this.asked = null; this.open(false); this.choose(null); }

  choose(row) {
    this.chosen = row;
    for (const one of this.rows) one.setAttribute("aria-selected", String(one === row));
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
    else this.input.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], open = !this.list.hidden;
    if (step && open) {
      // Past either end one is back in the field.
      const stops = [null, ...this.rows];
      this.choose(stops[(stops.indexOf(this.chosen ?? null) + step + stops.length) % stops.length]);
    } else if (step === 1 && this.rows.length) this.open(true);
    else if (event.key === "Escape" && open) this.close();
    else if (event.key === "Enter" && open && this.chosen) this.chosen.querySelector("a").click();
    else return;
    event.preventDefault();
  }
}
customElements.define("wg-suggest", Suggest);
