// An address as the server compares it: lower case, its domain as the wire knows it.
function keyOf(address) {
  const [, local, domain] = address.toLowerCase().match(/^(.*)@(.*)$/);
  try { return `${local}@${new URL(`http://${domain}`).hostname}`; } catch { return `${local}@${domain}`; }
}

const addressesIn = (list) => list.split(/[,;\n]/).map((one) => (one.match(/<([^<>]*)>/)?.[1] ?? one).trim()).filter((one) => /^[^\s@]+@[^\s@]+$/.test(one));

// <wg-composer>: two sheets, reply and note; files by drop and paste; drafts that never die; a held reply sent all the same;
// addresses that are new to the ticket are named before anything goes there.
class Composer extends HTMLElement {
  connectedCallback() {
    this.look();
    this.addEventListener("click", (event) => this.pressed(event));
    this.addEventListener("paste", (event) => this.take(event, event.clipboardData));
    this.addEventListener("drop", (event) => { this.mark(event, false); this.take(event, event.dataTransfer); });
    this.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) { event.preventDefault(); this.mark(event, true); } });
    this.addEventListener("dragleave", (event) => this.mark(event, false));
    this.addEventListener("input", (event) => { this.typed(event.target); });
    this.addEventListener("htmx:beforeRequest", (event) => this.before(event));
    this.addEventListener("htmx:afterRequest", (event) => this.after(event));
    this.flush = () => { if (document.hidden) this.keep(); };
    document.addEventListener("visibilitychange", this.flush);
  }

  disconnectedCallback() { this.keep(); document.removeEventListener("visibilitychange", this.flush); }

  typed(field) {
    if (["text", "to", "cc"].includes(field.name)) this.dirty = field.form.elements.text;
    clearTimeout(this.looks);
    if (["to", "cc"].includes(field.name)) this.looks = setTimeout(() => this.look(), 300);
  }

  // Whom it goes to, in a line, and who of them has never been on this ticket.
  look() {
    const sheet = this.querySelector("#sheet-reply"), news = sheet?.querySelector(".sheet-unknown");
    if (!news) return;
    const { to, cc } = sheet.elements, known = new Set(news.dataset.known.split(" "));
    const found = [...new Set([to, cc].flatMap((field) => addressesIn(field.value)).filter((one) => !known.has(keyOf(one))))];
    news.hidden = !found.length;
    news.querySelector("strong").textContent = found.join(", ");
    sheet.querySelector(".sheet-to summary").textContent = `to ${to.value.trim() || "nobody yet"}${cc.value.trim() && ` · cc ${cc.value.trim()}`}`;
  }

  add(offer) {
    const field = offer.form.elements[offer.dataset.adds];
    field.value = [field.value.trim().replace(/[,;]$/, ""), offer.value].filter(Boolean).join(", ");
    offer.closest(".sheet-new").remove();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    this.look();
    field.form.elements.text.focus();
  }

  pressed(event) {
    const offer = event.target.closest("[data-adds]");
    if (offer) { this.add(offer); return; }
    const tab = event.target.closest("[data-sheet]:is(button)"), held = event.target.closest("[data-seen], [data-cards]");
    if (tab) this.turn(tab.dataset.sheet);
    if (!held) return;
    const form = this.querySelector("#sheet-reply"), { seen, version, cards } = held.dataset;
    if (seen) form.elements.seen.value = seen;
    if (version) form.elements.seen_version.value = version;
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

  // While the words are being sent they aren't kept as a draft as well.
  before(event) {
    const from = event.target;
    if (from.matches("form.sheet")) { this.sending = true; htmx.trigger(from.elements.text, "htmx:abort"); }
    if (from.matches("textarea") && this.sending) event.preventDefault();
  }

  after(event) {
    const from = event.target;
    if (from.matches("form.sheet")) this.sent(from, event.detail.successful);
    if (from.matches("input[type=file]")) from.value = "";
    if (from.matches("textarea") && event.detail.successful && this.dirty === from) this.dirty = null;
  }

  sent(form, gone) {
    this.sending = false;
    this.dirty = gone ? null : form.elements.text;
    this.keep();
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
