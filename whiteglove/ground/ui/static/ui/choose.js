// <wg-choose>: a field that narrows the choices below it while one writes; Enter takes the first one left.
class Choose extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", (event) => { if (event.target.matches("[data-filter]")) this.narrow(event.target.value); });
    this.addEventListener("keydown", (event) => this.key(event));
  }
  get choices() { return [...this.querySelectorAll(".choice")]; }
  get left() { return this.choices.filter((one) => !one.hidden); }

  narrow(words) {
    const low = words.trim().toLowerCase();
    for (const one of this.choices) one.hidden = !one.textContent.toLowerCase().includes(low);
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); this.left[Math.max(0, this.left.indexOf(document.activeElement) + step)]?.focus(); }
    if (event.key === "Enter" && event.target.matches("[data-filter]")) { event.preventDefault(); this.left[0]?.click(); }
  }
}
customElements.define("wg-choose", Choose);
