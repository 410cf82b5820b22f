// <wg-scorecard>: the keys 1, 2, 3 and n judge the current item, j and k go on to the next and back; words selected in
// the conversation become the current item's quotation.
import { writing } from "../ui/hotkeys.js";

class Scorecard extends HTMLElement {
  connectedCallback() {
    this.items = () => [...this.querySelectorAll("[data-item]")];
    this.button = document.getElementById("quote");
    this.name = this.items().find((one) => !one.querySelector("[aria-pressed=true]"))?.dataset.item ?? this.items()[0]?.dataset.item;
    this.mark();
    this.addEventListener("focusin", (event) => this.choose(event.target.closest("[data-item]")));
    this.addEventListener("htmx:afterSwap", () => this.mark());
    this.addEventListener("click", (event) => { if (event.target.closest(".quality-verdict")) this.judged = true; });
    document.addEventListener("htmx:afterSettle", () => { if (this.judged) { this.judged = false; this.go(1); } });
    document.addEventListener("keydown", (event) => this.press(event));
    document.addEventListener("selectionchange", () => this.offer());
    this.button?.addEventListener("pointerdown", (event) => event.preventDefault());
    this.button?.addEventListener("click", () => this.quote());
  }

  get current() { return this.items().find((one) => one.dataset.item === this.name); }

  choose(item) { if (item && item.dataset.item !== this.name) { this.name = item.dataset.item; this.mark(); } }

  mark() { for (const one of this.items()) one.toggleAttribute("data-current", one.dataset.item === this.name); }

  go(step) {
    const all = this.items(), next = all[all.indexOf(this.current) + step];
    if (!next) return;
    this.name = next.dataset.item;
    this.mark();
    next.scrollIntoView({ block: "nearest" });
    next.querySelector(".quality-verdict")?.focus({ preventScroll: true });
  }

  press(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.documentElement.dataset.keys === "off" || writing(event.target)) return;
    const step = { j: 1, k: -1 }[event.key];
    const button = this.current?.querySelector(`[data-digit="${CSS.escape(event.key)}"]`);
    if (!step && !button) return;
    event.preventDefault();
    if (step) this.go(step); else button.click();
  }

  // Whole words of one message: what was selected by three clicks ends in the next one.
  picked() {
    const chosen = getSelection(), words = chosen?.toString().trim();
    const node = words && chosen.rangeCount ? chosen.getRangeAt(0).startContainer : null;
    const from = (node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.closest("[data-message]");
    const start = from?.textContent.indexOf(words) ?? -1;
    return start < 0 ? null : { words, message: from.dataset.message, start };
  }

  offer() {
    if (!this.button) return;
    this.button.hidden = !this.picked() || !this.current;
    if (!this.button.hidden) this.button.textContent = `Quote it for: ${this.current.querySelector("h3").textContent}`;
  }

  quote() {
    const picked = this.picked(), item = this.current;
    if (!picked || !item) return;
    const values = { quote: picked.words, message: picked.message, start: picked.start };
    if (!item.querySelector("[aria-pressed=true]")) values.verdict = "partly";
    window.htmx.ajax("POST", item.querySelector("form").action, { target: item, swap: "outerHTML", values });
    getSelection().removeAllRanges();
  }
}

customElements.define("wg-scorecard", Scorecard);
