// <wg-coach>: reads along when typing pauses, and whispers under the text. What is typed goes to our own server alone.
import { Mirror } from "./coach_mirror.js";

const PAUSE = 250, LONGEST = 20000;
const token = () => JSON.parse(document.body.getAttribute("hx-headers"));

class Coach extends HTMLElement {
  connectedCallback() {
    this.area = this.closest("form")?.querySelector("textarea");
    if (!this.area) return;
    this.words = this.querySelector(".coach-words");
    this.voice = this.querySelector("[role=status]");
    this.mirror = new Mirror(this.area);
    this.typed = () => { this.mirror.typed(); clearTimeout(this.timer); this.timer = setTimeout(() => this.read(), PAUSE); };
    this.area.addEventListener("input", this.typed);
    this.area.addEventListener("focus", () => { if (!this.words.childElementCount) this.read(); }, { once: true });
    document.body.addEventListener("coach:changed", this.again = () => this.read());
    this.addEventListener("click", (event) => this.pressed(event.target.closest("button")));
    if (this.area.value.trim()) this.read();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.area?.removeEventListener("input", this.typed);
    document.body.removeEventListener("coach:changed", this.again);
    this.mirror?.close();
  }

  async read() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const text = this.area.value, asking = this.asking = new AbortController();
    if (this.rests || text.length > LONGEST) return this.hush();
    const body = new URLSearchParams([["text", text], ["caret", this.area.selectionStart]]);
    const answer = await fetch(this.dataset.from, { method: "POST", body, headers: token(), signal: asking.signal }).catch(() => null);
    if (!answer?.ok) return;
    const html = await answer.text().catch(() => null);  // taken back while it came
    if (html === null || asking.signal.aborted || this.area.value !== text) return;
    this.words.innerHTML = html;
    const line = this.words.firstElementChild;
    this.rests = Boolean(line.querySelector('[data-rests="0"]'));
    this.mirror.show(text, JSON.parse(line.dataset.marks));
    this.say(line);
  }

  // Heard once for each fault, not at each pause.
  say(line) {
    const fault = line.querySelector("[data-fault]"), key = fault?.dataset.fault ?? "";
    if (key === this.said) return;
    this.said = key;
    const other = fault?.querySelector("[data-puts]");
    this.voice.textContent = fault ? `${fault.querySelector(".coach-why").textContent}${other ? ` Alt I puts: ${other.dataset.puts}` : ""}` : "";
  }

  hush() { this.mirror.show(this.area.value, []); }

  pressed(button) {
    if (!button) return;
    const { puts, start, end, masks, lets, rests } = button.dataset;
    if (puts !== undefined) this.put(Number(start), Number(end), puts);
    if (masks) this.mask(JSON.parse(masks));
    if (lets) { this.area.focus(); htmx.ajax("POST", this.dataset.letBe, { source: document.body, values: { key: lets }, swap: "none" }); }
    if (rests !== undefined) this.turn(rests);
  }

  // As if typed, so that Ctrl Z brings the words back.
  put(start, end, text) {
    if (this.area.value !== this.mirror.text) return;
    this.area.focus();
    this.area.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, text)) {
      this.area.setRangeText(text, start, end, "end");
      this.area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.read();
  }

  // All numbers in one step, so that one Ctrl Z takes it back.
  mask(swaps) {
    const from = swaps[0][0], to = swaps.at(-1)[1];
    let text = this.area.value.slice(from, to);
    for (const [start, end, masked] of swaps.toReversed()) text = text.slice(0, start - from) + masked + text.slice(end - from);
    this.put(from, to, text);
  }

  async turn(rests) {
    await fetch(this.dataset.switch, { method: "POST", body: new URLSearchParams({ rests }), headers: token() });
    this.rests = false;
    this.hush();
    await this.read();
    this.words.querySelector(".coach-switch")?.focus();
  }
}
customElements.define("wg-coach", Coach);
