// <wg-spoken>: a practice call with one's voice, where the browser can. It reads aloud what the customer says, and writes down
// what one says while its button is held (or from one short press to the next); the words stay in the field, to be changed
// before they are sent. Browsers may send the sound to their maker, we neither send nor keep any.
const LINES = ".practice-them p.pre, .said-inbound .mail", SHORT = 350, ALOUD = "practice-aloud";
const Hearing = window.SpeechRecognition ?? window.webkitSpeechRecognition, voice = window.speechSynthesis;
let heard = null;  // how many lines have been said, so that a page which draws itself anew says none twice

const kept = () => { try { return localStorage.getItem(ALOUD) === "yes"; } catch { return false; } };
const keep = (on) => { try { localStorage.setItem(ALOUD, on ? "yes" : "no"); } catch { /* it holds for this page then */ } };

const holds = (event) => event.key === " " || event.key === "Enter";

class Spoken extends HTMLElement {
  connectedCallback() {
    this.area = this.closest("form")?.querySelector("textarea");
    this.aloud = this.querySelector("[data-aloud]");
    this.listen = this.querySelector("[data-listens]");
    this.note = this.querySelector("[role=status]");
    this.aloud.hidden = !voice;
    this.listen.hidden = !Hearing;
    this.querySelector("[data-deaf]").hidden = Boolean(Hearing);
    this.querySelector("[data-mute]").hidden = Boolean(voice);
    this.show(this.aloud, kept() && Boolean(voice));
    this.aloud.addEventListener("click", () => this.turn());
    this.listen.addEventListener("pointerdown", (event) => { if (event.button === 0) this.press(); });
    for (const name of ["pointerup", "pointercancel"]) this.listen.addEventListener(name, () => this.release());
    this.listen.addEventListener("keydown", (event) => { if (holds(event)) { event.preventDefault(); if (!event.repeat) this.press(); } });
    this.listen.addEventListener("keyup", (event) => { if (holds(event)) this.release(); });
    this.listen.addEventListener("blur", () => this.stop());
    this.area?.addEventListener("input", this.typed = (event) => { if (event.isTrusted) this.stop(); });
    heard ??= this.lines.length - (this.on ? 1 : 0);
    this.watch = new MutationObserver(() => this.say());
    this.watch.observe(document.querySelector("#talk, wg-talk") ?? document.body, { childList: true, subtree: true });
    this.say();
  }

  disconnectedCallback() {
    this.watch?.disconnect();
    this.area?.removeEventListener("input", this.typed);
    this.stop();
  }

  get lines() { return [...document.querySelectorAll(LINES)]; }
  get on() { return this.aloud.getAttribute("aria-pressed") === "true"; }
  show(button, on) { button.setAttribute("aria-pressed", String(on)); }

  turn() {
    this.show(this.aloud, !this.on);
    keep(this.on);
    if (!this.on) return voice.cancel();
    heard = Math.min(heard, this.lines.length - 1);
    this.say();
  }

  // What came since, and never over one's own words.
  say() {
    const lines = this.lines, fresh = lines.slice(heard ?? 0);
    heard = Math.max(heard ?? 0, lines.length);
    if (!this.on || this.hears) return;
    for (const line of fresh) {
      const words = new SpeechSynthesisUtterance(line.textContent.trim());
      words.lang = this.dataset.language;
      voice.speak(words);
    }
  }

  press() {
    if (this.hears) return this.stop();
    this.since = performance.now();
    this.fresh = true;
    voice?.cancel();
    this.note.textContent = "";
    this.before = this.area.value.trimEnd();
    const hears = this.hears = new Hearing();
    Object.assign(hears, { lang: this.dataset.language, continuous: true, interimResults: true });
    hears.onresult = (event) => this.write([...event.results].map((one) => one[0].transcript.trim()).join(" "));
    hears.onerror = (event) => { this.note.textContent = this.dataset[{ "not-allowed": "forbidden", "service-not-allowed": "forbidden", "audio-capture": "forbidden", network: "unreachable" }[event.error]] ?? ""; };
    hears.onend = () => { if (this.hears === hears) { this.hears = null; this.show(this.listen, false); this.area?.focus(); } };
    this.show(this.listen, true);
    try { hears.start(); } catch { this.stop(); }
  }

  // A short press listens until the next; a long one until it is let go.
  release() {
    if (this.hears && this.fresh && performance.now() - this.since > SHORT) this.stop();
    this.fresh = false;
  }

  stop() { this.hears?.stop(); }

  write(words) {
    this.area.value = this.before ? `${this.before} ${words}` : words;
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
customElements.define("wg-spoken", Spoken);
