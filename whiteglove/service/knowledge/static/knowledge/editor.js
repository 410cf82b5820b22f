// <wg-editor>: Markdown by buttons and keys, pictures by paste, drop or choice.
import { Writing } from "../ui/writing.js";

class Editor extends Writing {
  connectedCallback() {
    this.addEventListener("click", (event) => this.pressed(event.target.closest("button")));
    this.addEventListener("change", (event) => { if (event.target.matches("[data-picture]")) this.take(event, event.target); });
    this.addEventListener("paste", (event) => this.take(event, event.clipboardData));
    this.addEventListener("drop", (event) => { this.mark(false); this.take(event, event.dataTransfer); });
    this.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) { event.preventDefault(); this.mark(true); } });
    this.addEventListener("dragleave", () => this.mark(false));
    this.addEventListener("keydown", (event) => { if (event.key === "Tab" && event.target === this.field && this.list(event)) event.preventDefault(); });
    this.addEventListener("input", (event) => { if (event.target.name === "title") document.querySelector(".article-title").textContent = event.target.value; });
    this.flush = () => { if (document.hidden) this.keep(); };
    document.addEventListener("visibilitychange", this.flush);
    this.addEventListener("input", () => { this.dirty = true; });
    this.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) this.dirty = false; });
  }

  disconnectedCallback() { this.keep(); document.removeEventListener("visibilitychange", this.flush); }

  get form() { return this.querySelector("form"); }
  mark(on) { this.toggleAttribute("data-drop", on); }

  // Tab indents a line of a list, and only there: elsewhere it leaves the field, as everywhere.
  list(event) {
    const { selectionStart: at, value } = this.field, start = value.lastIndexOf("\n", at - 1) + 1;
    if (event.shiftKey || !/^\s*([-*]|\d+\.)\s/.test(value.slice(start, at))) return false;
    this.put("  ", start, start);
    this.field.setSelectionRange(at + 2, at + 2);
    return true;
  }

  async take(event, source) {
    const files = [...(source?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!files.length) return;
    event.preventDefault();
    for (const file of files) {
      const body = new FormData();
      body.set("picture", file);
      const answer = await fetch(this.dataset.pictures, { method: "POST", body, headers: JSON.parse(document.body.getAttribute("hx-headers")) });
      const said = await answer.json().catch(() => ({ error: "The picture didn't arrive. Try again." }));
      if (said.markdown) this.put(`${said.markdown}\n`, this.field.selectionStart, this.field.selectionEnd);
      else document.body.dispatchEvent(new CustomEvent("ui:toasts", { detail: { toasts: [{ text: said.error, level: "error" }] } }));
    }
    if (event.target.matches("[data-picture]")) event.target.value = "";
  }

  // The last words before the page goes away; the ordinary way waits for a pause in typing.
  keep() {
    if (!this.dirty || !this.form) return;
    fetch(location.pathname, { method: "POST", body: new URLSearchParams(new FormData(this.form)), keepalive: true, headers: { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true" } });
    this.dirty = false;
  }
}
customElements.define("wg-editor", Editor);
