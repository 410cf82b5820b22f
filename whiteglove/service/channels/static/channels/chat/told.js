// The line above the conversation. What hinders it is said before what is being sent, and that before what was said last.
export class Told {
  constructor(place, { usual, lost, kept }) {
    Object.assign(this, { place, usual, lost, kept, failures: 0, stuck: "", sent: "", said: "" });
    addEventListener("offline", () => this.failed());
  }

  // Every answer of the house, and every want of one. A single slip on the way isn't worth a word.
  came() { if (this.failures) { this.failures = 0; this.show(); } }

  failed() { this.failures += 1; this.show(); }

  // Why words wait (null when none does), which file is on its way, what the house or the page says.
  waits(why) { this.stuck = why === null ? "" : why || this.kept; this.show(); }

  sending(words) { this.sent = words; this.show(); }

  say(words) { this.said = words; this.show(); }

  get broken() { return this.failures > 1 || navigator.onLine === false; }

  show() {
    const now = this.stuck || (this.broken ? this.lost : "") || this.sent || this.said || this.usual;
    if (this.place.textContent !== now) this.place.textContent = now;
  }
}
