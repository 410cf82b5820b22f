// <wg-forum-write>: Markdown by buttons, colleagues after an @.
import { Writing } from "../ui/writing.js";

const BEGUN = /(?:^|[\s(>])@([\p{L}\d.]{0,40})$/u;

class ForumWrite extends Writing {
  connectedCallback() {
    this.list = this.querySelector("[role=listbox]");
    this.said = this.querySelector("[data-says][role=status]");
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.setAttribute("aria-controls", this.list.id);
    this.addEventListener("click", (event) => this.pressed(event.target.closest("button")));
    this.field.addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.look(), 120); });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("focusout", (event) => { if (!this.contains(event.relatedTarget)) this.close(); });
    // The field keeps the focus while one presses on a name.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get rows() { return [...this.list.children]; }
  get begun() { return BEGUN.exec(this.field.value.slice(0, this.field.selectionStart)); }

  pressed(button) {
    const { types, handle } = button?.dataset ?? {};
    if (types) this.type(types);
    else if (handle) this.name(button);
    else super.pressed(button);
  }

  type(sign) {
    const { selectionStart: at, value } = this.field;
    this.put((at && !/\s$/.test(value.slice(0, at)) ? " " : "") + sign, at, at);
  }

  async look() {
    const begun = this.begun;
    if (!begun) return this.close();
    const asked = this.asked = {};
    const answer = await fetch(`${this.dataset.people}?q=${encodeURIComponent(begun[1])}`, { headers: { "HX-Request": "true" } }).catch(() => null);
    const found = answer?.ok ? await answer.text() : "";
    if (asked !== this.asked || this.begun?.[1] !== begun[1]) return;
    this.list.innerHTML = found;
    this.rows.forEach((row, n) => { row.id = `${this.list.id}-${n}`; });
    this.list.hidden = !this.rows.length;
    this.choose(this.rows[0]);
    this.said.textContent = this.rows.length ? `${this.rows.length} colleagues` : "";
  }

  close() { clearTimeout(this.timer); this.asked = null; this.list.hidden = true; this.choose(null); }

  choose(row) {
    this.chosen = row;
    for (const one of this.rows) one.setAttribute("aria-selected", String(one === row));
    if (row) this.field.setAttribute("aria-activedescendant", row.id);
    else this.field.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }

  name(row) {
    const begun = this.begun, at = this.field.selectionStart;
    if (begun) this.put(`${row.dataset.handle} `, at - begun[1].length, at);
    this.close();
  }

  key(event) {
    if (this.list.hidden) return;
    const rows = this.rows, step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.choose(rows[(rows.indexOf(this.chosen) + step + rows.length) % rows.length]);
    else if (["Enter", "Tab"].includes(event.key) && this.chosen && !event.ctrlKey && !event.metaKey) this.name(this.chosen);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
customElements.define("wg-forum-write", ForumWrite);

// <button data-quotes="Ada">: what is selected in its post, or all of it, stands in the answer as a quotation.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-quotes]");
  const field = document.querySelector("#answer textarea"), write = field?.closest("wg-forum-write");
  if (!button || !write) return;
  const words = button.closest(".forum-post").querySelector(".forum-words"), chosen = getSelection();
  const inside = !chosen.isCollapsed && words.contains(chosen.anchorNode) && words.contains(chosen.focusNode);
  const lines = (inside ? chosen.toString() : words.innerText).trim().slice(0, 2000).split("\n");
  const before = field.value && !field.value.endsWith("\n") ? "\n\n" : "";
  write.put(`${before}> **${button.dataset.quotes}:**\n>\n${lines.map((line) => `> ${line}`.trimEnd()).join("\n")}\n\n`, field.value.length, field.value.length);
  field.scrollIntoView({ block: "center" });
});

// New answers wait while somebody reads a menu or marks words to quote: they would be taken from under the hand.
let waiting = false;
const busy = () => document.querySelector("#posts wg-menu > button[aria-expanded=true]") || (!getSelection().isCollapsed && document.getElementById("posts")?.contains(getSelection().anchorNode));
document.addEventListener("htmx:beforeSwap", (event) => {
  const own = event.detail.requestConfig?.triggeringEvent?.type === "forum:changed";
  if (event.detail.target?.id !== "posts" || own || !busy()) return;
  event.detail.shouldSwap = false;
  waiting = true;
});
for (const name of ["click", "selectionchange"]) document.addEventListener(name, () => setTimeout(() => {
  if (!waiting || busy()) return;
  waiting = false;
  document.body.dispatchEvent(new CustomEvent("forum:changed"));
}, 300));
