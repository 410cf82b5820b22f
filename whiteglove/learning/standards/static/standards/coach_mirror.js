// Marks drawn over a textarea: the same words, unseen, in the same place, with lines under some of them.
const shift = (marks, from, gone, come) => marks
  .filter(([start, end]) => end <= from || start >= from + gone)
  .map(([start, end, kind]) => (end <= from ? [start, end, kind] : [start - gone + come, end - gone + come, kind]));

export class Mirror {
  constructor(area) {
    this.area = area;
    this.marks = [];
    this.text = area.value;
    this.glass = Object.assign(document.createElement("div"), { className: "coach-mirror", dir: "auto" });
    this.glass.setAttribute("aria-hidden", "true");
    this.words = this.glass.appendChild(document.createElement("div"));
    area.after(this.glass);
    area.addEventListener("scroll", this.follow = () => { this.words.style.translate = `0 ${-area.scrollTop}px`; });
    this.watch = new ResizeObserver(() => this.fit());
    this.watch.observe(area);
  }

  close() { this.watch.disconnect(); this.area.removeEventListener("scroll", this.follow); this.glass.remove(); }

  // Where the text has changed since it was read, marks move along or go.
  typed() {
    const old = this.text, now = this.area.value, most = Math.min(old.length, now.length);
    let from = 0, same = 0;
    while (from < most && old[from] === now[from]) from += 1;
    while (same < most - from && old[old.length - 1 - same] === now[now.length - 1 - same]) same += 1;
    this.show(now, shift(this.marks, from, old.length - from - same, now.length - from - same));
  }

  show(text, marks) {
    this.text = text;
    this.marks = marks;
    const parts = [];
    let at = 0;
    for (const [start, end, kind] of marks) {
      if (start < at || end > text.length) continue;
      const mark = Object.assign(document.createElement("span"), { className: `coach-${kind}-mark`, textContent: text.slice(start, end) });
      parts.push(text.slice(at, start), mark);
      at = end;
    }
    // A last empty line takes its height only with something on it.
    this.words.replaceChildren(...parts, `${text.slice(at)}\u200b`);
    this.fit();
  }

  fit() {
    this.glass.style.inlineSize = `${this.area.clientWidth}px`;
    this.glass.style.insetBlockStart = `${this.area.offsetTop}px`;
    this.glass.style.blockSize = `${this.area.clientHeight}px`;
    this.follow();
  }
}
