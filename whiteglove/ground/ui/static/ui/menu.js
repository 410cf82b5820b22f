// <wg-menu><button aria-expanded="false">…</button><div class="menu" hidden>…</div></wg-menu>
class Menu extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    this.addEventListener("keydown", this);
    this.addEventListener("focusout", this);
  }
  get button() { return this.querySelector(":scope > button"); }
  get menu() { return this.querySelector(":scope > .menu"); }
  get items() { return [...this.menu.querySelectorAll("a, button, input")].filter((one) => !one.disabled); }

  handleEvent(event) { this[event.type](event); }

  click(event) {
    if (this.button.contains(event.target)) this.toggle(this.menu.hidden);
    else if (event.target.closest(".menu :is(a, button)") && !event.target.closest("[data-stays]")) this.toggle(false);
  }

  keydown(event) {
    if (event.key === "Escape" && !this.menu.hidden) { event.stopPropagation(); this.toggle(false); this.button.focus(); }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    if (this.menu.hidden) return this.toggle(true);
    const items = this.items, at = items.indexOf(document.activeElement);
    items[(at + step + items.length) % items.length]?.focus();
  }

  focusout(event) { if (event.relatedTarget && !this.contains(event.relatedTarget)) this.toggle(false); }

  toggle(open) {
    this.menu.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) (this.menu.querySelector("[autofocus]") ?? this.items[0])?.focus();
  }
}
customElements.define("wg-menu", Menu);

document.addEventListener("pointerdown", (event) => {
  for (const menu of document.querySelectorAll("wg-menu"))
    if (!menu.contains(event.target) && menu.menu && !menu.menu.hidden) menu.toggle(false);
});
