// A few emoji, put where one writes. Screen readers call each by its name in their own language.
const FEW = "😀 😂 😊 😍 😉 😎 😐 😕 😢 😭 😡 😱 😅 👍 👎 👋 🙏 👏 👌 💪 🎉 ❤️ ⭐ 📦".split(" ");

export function emojis(text, button, box) {
  const turn = (open) => {
    box.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  const put = (one) => {
    turn(false);
    text.setRangeText(one, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  };
  // One stop for the tab key; the arrows go on from there.
  const go = (one) => {
    for (const each of box.children) each.tabIndex = each === one ? 0 : -1;
    one.focus();
  };
  box.append(...FEW.map((one) => Object.assign(document.createElement("button"), { type: "button", className: "button button-quiet chat-emoji", textContent: one, tabIndex: -1, onclick: () => put(one) })));
  button.addEventListener("click", () => {
    turn(box.hidden);
    if (!box.hidden) go(box.firstElementChild);
  });
  box.addEventListener("keydown", (event) => {
    const all = [...box.children], here = all.indexOf(document.activeElement);
    const row = all.filter((one) => one.offsetTop === all[0].offsetTop).length, way = getComputedStyle(box).direction === "rtl" ? -1 : 1;
    const steps = { ArrowRight: way, ArrowLeft: -way, ArrowDown: row, ArrowUp: -row, Home: -here, End: all.length - 1 - here };
    if (event.key === "Escape") { event.stopPropagation(); turn(false); button.focus(); }
    if (!(event.key in steps)) return;
    event.preventDefault();
    go(all[here + steps[event.key]] ?? all[here]);
  });
  for (const one of [box, button]) {
    one.addEventListener("focusout", ({ relatedTarget: to }) => { if (to && to !== button && !box.contains(to)) turn(false); });
  }
}
