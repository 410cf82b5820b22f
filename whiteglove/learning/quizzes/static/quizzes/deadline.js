// <wg-deadline data-left="1200">: what remains, by the server's clock: seconds from when the page was made, not a time of day.
// Says when five minutes and one minute are left, and `deadline:over` when there are none.
const SOON = 120;

class Deadline extends HTMLElement {
  connectedCallback() {
    this.left = Number(this.dataset.left);
    this.ticking = setInterval(() => this.tick(), 1000);
    this.tick();
  }

  disconnectedCallback() { clearInterval(this.ticking); }

  // Each answer that is saved brings the server's word on it.
  get left() { return Math.max(0, Math.round((this.ends - performance.now()) / 1000)); }
  set left(seconds) { this.ends = performance.now() + seconds * 1000; }

  tick() {
    const left = this.left, minutes = Math.floor(left / 60), two = (number) => String(number).padStart(2, "0");
    this.querySelector("[data-clock]").textContent = minutes >= 60 ? `${Math.floor(minutes / 60)} h ${two(minutes % 60)}` : `${minutes}:${two(left % 60)}`;
    this.classList.toggle("is-soon", left <= SOON);
    if (left === 300 || left === 60) this.querySelector("[data-warns]").textContent = left === 60 ? "One minute left." : "Five minutes left.";
    if (left > 0) return;
    clearInterval(this.ticking);
    this.dispatchEvent(new CustomEvent("deadline:over", { bubbles: true }));
  }
}
customElements.define("wg-deadline", Deadline);
