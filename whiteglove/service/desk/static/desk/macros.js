// <wg-macros>: find a macro while typing; arrows show what it would put in and do, Enter uses it. A slash at the beginning of
// a line of the reply opens it. Its words go where the caret was, beside all that is typed; what isn't known is a blank.
const BLANK = /⟨(name|agent|company|number|subject|link)⟩/g;
const field = () => document.querySelector("#text-reply");
let slashed = false;

class Macros extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("click", (event) => this.pressed(event));
    this.addEventListener("input", () => { this.eager = false; });
    this.addEventListener("htmx:afterSettle", () => { if (this.eager && this.found) this.use(); });
  }

  get input() { return this.querySelector("input"); }
  get found() { return this.querySelector("#macro-found").dataset.q === this.input.value.trim(); }

  get rows() { return [...this.querySelectorAll("[data-macro]")]; }
  get chosen() { return this.querySelector('[data-macro][aria-selected="true"]'); }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], rows = this.rows;
    if (step && rows.length) this.choose(rows[(rows.indexOf(this.chosen) + step + rows.length) % rows.length]);
    if (event.key === "Enter" && event.target.matches("input")) this.enter();
    if (step || (event.key === "Enter" && event.target.matches("input"))) event.preventDefault();
  }

  pressed(event) {
    const row = event.target.closest("[data-macro]");
    if (row === this.chosen || event.target.closest("[data-uses]")) { this.use(); return; }
    if (row) this.choose(row);
  }

  choose(row) {
    for (const one of this.rows) one.setAttribute("aria-selected", String(one === row));
    this.input.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => htmx.ajax("GET", row.dataset.macro, { source: this, target: "#macro-preview", swap: "innerHTML" }), 60);
  }

  // Enter before the server has answered means the first thing it finds.
  enter() { this.eager = !this.found; if (this.found) this.use(); }

  use() {
    this.eager = false;
    if (!this.chosen) return;
    const language = this.querySelector(".macro-shown")?.dataset.language ?? "";
    const url = this.chosen.dataset.macro;
    this.closest("dialog").close();
    htmx.ajax("POST", url, { source: "#macros-waiting", target: "#macros-waiting", swap: "innerHTML", values: { language } });
  }
}
customElements.define("wg-macros", Macros);

// Words beside what is there: the slash that asked goes, nothing else does, and Ctrl Z takes them out again.
function put(words) {
  const text = field();
  if (!text) return;
  text.focus();
  const end = text.selectionEnd, slash = slashed && text.value[end - 1] === "/";
  const start = slash ? end - 1 : end;
  slashed = false;
  const before = text.value.slice(0, start), after = text.value.slice(end);
  const whole = (before.trim() && !before.endsWith("\n\n") ? (before.endsWith("\n") ? "\n" : "\n\n") : "") + words + (after.trim() && !after.startsWith("\n") ? "\n\n" : "");
  text.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, whole)) {
    text.setRangeText(whole, start, end, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  blanks();
  next(start);
}

// What is to be filled in stands under the reply; each leads to its place.
function blanks() {
  const text = field(), line = document.querySelector("#blanks");
  if (!text || !line) return;
  const found = [...new Set([...text.value.matchAll(BLANK)].map((one) => one[1]))];
  line.hidden = !found.length;
  document.querySelector("#blanks-list").replaceChildren(...found.map((name) => Object.assign(document.createElement("button"), { type: "button", className: "button button-small", textContent: name, onclick: () => next(0, name) })));
}

function next(from, name = "") {
  const text = field(), found = [...text.value.matchAll(BLANK)].filter((one) => !name || one[1] === name);
  const one = found.find((each) => each.index >= from) ?? found[0];
  if (!one) return;
  text.focus();
  text.setSelectionRange(one.index, one.index + one[0].length);
}

document.addEventListener("input", (event) => {
  const text = event.target;
  if (text.id !== "text-reply") return;
  blanks();
  const at = text.selectionStart, typed = event.inputType === "insertText" && event.data === "/";
  if (!typed || document.documentElement.dataset.keys === "off" || (at > 1 && text.value[at - 2] !== "\n")) return;
  document.querySelector("#macro-button")?.click();
  slashed = true;
});
document.addEventListener("click", (event) => { if (event.target.closest("#macro-button")) slashed = false; });

document.addEventListener("htmx:afterSettle", (event) => {
  const words = event.target.id === "macros-waiting" && event.target.querySelector("[data-puts]");
  if (words) { words.remove(); put(words.dataset.puts); }
  if (event.target.querySelector?.("#text-reply")) blanks();
});

// Back to the reply, and to the very place, whatever opened it.
document.addEventListener("close", (event) => {
  if (event.target.id !== "macros") return;
  event.target.replaceChildren();
  setTimeout(() => { field()?.focus(); }, 0);
}, true);
