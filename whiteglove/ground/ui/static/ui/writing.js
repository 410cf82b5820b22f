// A text with buttons that shape it as Markdown: data-wraps, data-begins, data-links. What they change is an input like any other.
export class Writing extends HTMLElement {
  get field() { return this.querySelector("textarea"); }

  pressed(button) {
    const { wraps, begins } = button?.dataset ?? {};
    if (wraps) this.wrap(wraps, wraps, "words");
    else if (begins) this.begin(begins);
    else if (button && "links" in button.dataset) this.wrap("[", "](https://)", "words");
  }

  wrap(before, after, words) {
    const { selectionStart: from, selectionEnd: to, value } = this.field, chosen = value.slice(from, to) || words;
    this.put(before + chosen + after, from, to);
    this.field.setSelectionRange(from + before.length, from + before.length + chosen.length);
  }

  begin(mark) {
    const { selectionStart: from, selectionEnd: to, value } = this.field, start = value.lastIndexOf("\n", from - 1) + 1;
    this.put(value.slice(start, to).split("\n").map((line) => mark + line).join("\n"), start, to);
  }

  put(text, from, to) {
    this.field.focus();
    this.field.setRangeText(text, from, to, "end");
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
