// <wg-composer>: two sheets, reply and note; files by drop and paste; drafts that never die; a held reply sent all the same.
class Composer extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.pressed(event));
    this.addEventListener("paste", (event) => this.take(event, event.clipboardData));
    this.addEventListener("drop", (event) => { this.mark(event, false); this.take(event, event.dataTransfer); });
    this.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) { event.preventDefault(); this.mark(event, true); } });
    this.addEventListener("dragleave", (event) => this.mark(event, false));
    this.addEventListener("input", (event) => { if (["text", "to", "cc"].includes(event.target.name)) this.dirty = event.target.form.elements.text; });
    this.addEventListener("htmx:afterRequest", (event) => this.after(event));
    this.flush = () => { if (document.hidden) this.keep(); };
    document.addEventListener("visibilitychange", this.flush);
  }

  disconnectedCallback() { this.keep(); document.removeEventListener("visibilitychange", this.flush); }

  pressed(event) {
    const tab = event.target.closest("[data-sheet]:is(button)"), held = event.target.closest("[data-seen], [data-cards]");
    if (tab) this.turn(tab.dataset.sheet);
    if (!held) return;
    const form = this.querySelector("#sheet-reply"), { seen, cards } = held.dataset;
    if (seen) form.elements.seen.value = seen;
    if (cards) form.elements.cards.value = cards;
    this.querySelector("#held").replaceChildren();
    if ("sendsAnyway" in held.dataset || (cards && cards !== "ask")) form.requestSubmit(this.wanted?.isConnected ? this.wanted : form.querySelector(".button-primary"));
    else form.elements.text.focus();
  }

  turn(kind) {
    for (const sheet of this.querySelectorAll(".sheet")) sheet.hidden = sheet.dataset.kind !== kind;
    this.querySelector(`#sheet-${kind} textarea`)?.focus();
  }

  take(event, source) {
    const form = event.target.closest("form"), files = [...(source?.files ?? [])];
    if (!form || !files.length) return;
    event.preventDefault();
    const input = form.querySelector("input[type=file]"), bag = new DataTransfer();
    files.forEach((file) => bag.items.add(file));
    input.files = bag.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  mark(event, on) { event.target.closest("form")?.toggleAttribute("data-drop", on); }

  after(event) {
    const from = event.target;
    if (from.matches("input[type=file]")) from.value = "";
    if (from.matches("textarea") && event.detail.successful && this.dirty === from) this.dirty = null;
  }

  // The last words before the page goes away; the ordinary way waits for a pause in typing.
  keep() {
    if (!this.dirty) return;
    const form = this.dirty.form, body = new URLSearchParams([["kind", form.dataset.kind], ["text", this.dirty.value], ["seen", form.elements.seen.value]]);
    for (const party of ["to", "cc"]) if (form.elements[party]) body.set(party, form.elements[party].value);
    fetch(this.dataset.draft, { method: "POST", body, keepalive: true, headers: JSON.parse(document.body.getAttribute("hx-headers")) });
    this.dirty = null;
  }
}
customElements.define("wg-composer", Composer);

document.addEventListener("submit", (event) => {
  const composer = event.target.closest("wg-composer");
  if (composer) { composer.wanted = event.submitter; composer.dirty = null; }
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches(".sheet-text")) { event.target.blur(); document.querySelector("#talk")?.focus(); }
});
