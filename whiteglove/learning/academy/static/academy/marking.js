// <wg-marks>: j and k walk its sentences, a number marks the one that is walked to. Marks that weren't handed in are kept
// in this browser under data-keeps, and come back with the page.
import { writing } from "../ui/hotkeys.js";

class Marks extends HTMLElement {
  connectedCallback() {
    document.addEventListener("keydown", this);
    this.addEventListener("change", () => this.keep());
    this.closest("form").addEventListener("submit", () => sessionStorage.removeItem(this.place));
    this.bringBack();
  }
  disconnectedCallback() { document.removeEventListener("keydown", this); }

  get place() { return `marks:${this.dataset.keeps}`; }
  get boxes() { return [...this.querySelectorAll("input[type=checkbox]")]; }
  get sentences() { return [...this.querySelectorAll("[data-sentence]")]; }

  keep() {
    sessionStorage.setItem(this.place, JSON.stringify(this.boxes.filter((one) => one.checked).map((one) => one.value)));
  }

  bringBack() {
    const kept = JSON.parse(sessionStorage.getItem(this.place) ?? "null");
    if (kept) for (const box of this.boxes) box.checked = kept.includes(box.value);
  }

  handleEvent(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target) || document.querySelector("dialog[open]")) return;
    if (document.documentElement.dataset.keys === "off") return;
    const step = { j: 1, k: -1 }[event.key];
    if (step) this.walk(step);
    else if (!/^[1-9]$/.test(event.key) || !this.mark(Number(event.key))) return;
    event.preventDefault();
  }

  walk(step) {
    const all = this.sentences;
    const from = all.findIndex((one) => one.contains(document.activeElement));
    const next = all[Math.max(0, Math.min(all.length - 1, from < 0 ? 0 : from + step))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  mark(number) {
    const here = this.sentences.find((one) => one.contains(document.activeElement));
    const box = here?.querySelectorAll("input[type=checkbox]")[number - 1];
    box?.click();
    return Boolean(box);
  }
}
customElements.define("wg-marks", Marks);
