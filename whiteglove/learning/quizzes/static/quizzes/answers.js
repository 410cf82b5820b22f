// <wg-answers>: answers leave as they are given. What can't leave is kept and sent as soon as there is a connection.
// Without this file every button of the page still saves.
import { Keeping } from "./keeping.js";
import "./deadline.js";

const TYPED = 700, AGAIN = 5000, LAST = 1500, OURS = new Set(["csrfmiddlewaretoken", "go"]);
const SAID = { saved: "Saved.", saving: "Saving …", waits: "No connection. Your answers are kept in this browser and sent as soon as it is back." };

const fields = (form) => [...new FormData(form)].filter(([name]) => !OURS.has(name));
const path = (form) => new URL(form.action).pathname;

class Answers extends HTMLElement {
  connectedCallback() {
    this.keeping = new Keeping(this.dataset.attempt);
    this.timers = new Map(); this.sending = new Map(); this.gone = new AbortController();
    this.token = this.querySelector("[name=csrfmiddlewaretoken]").value;
    for (const type of ["input", "change", "submit", "click", "deadline:over"]) this.addEventListener(type, this);
    for (const [where, type] of [[window, "online"], [window, "pagehide"], [document, "visibilitychange"]]) where.addEventListener(type, this, { signal: this.gone.signal });
    for (const form of this.forms) this.restore(form, this.keeping.of(path(form)));
    this.again = setInterval(() => this.sendWaiting(), AGAIN);
    this.sendWaiting();
  }

  disconnectedCallback() { this.gone.abort(); clearInterval(this.again); }

  get forms() { return [...this.querySelectorAll("form[data-place]")]; }

  handleEvent(event) {
    const form = event.target.closest?.("form[data-place]");
    if (event.type === "deadline:over") return this.finish();
    if (event.type === "pagehide") return this.sendTyped();
    if (event.type === "online" || event.type === "visibilitychange") return this.sendWaiting();
    if (event.type === "submit" && event.target.matches("[data-hands-in]")) return this.handIn(event);
    if (event.type === "submit" && form) { event.preventDefault(); return this.leave(form, event.submitter?.value ?? "stay"); }
    if (event.type === "click") return event.target.matches("[data-clear]") && this.clear(form);
    if (form) this.changed(form, event.type === "change" ? 0 : TYPED);
  }

  restore(form, said) {
    if (!said) return;
    const values = (name) => said.filter(([each]) => each === name).map(([, value]) => value);
    for (const one of form.elements) {
      if (!one.name || OURS.has(one.name)) continue;
      if (["radio", "checkbox"].includes(one.type)) one.checked = values(one.name).includes(one.value); else one.value = values(one.name)[0] ?? "";
    }
  }

  changed(form, wait) {
    this.keeping.hold(path(form), fields(form));
    clearTimeout(this.timers.get(form));
    this.timers.set(form, setTimeout(() => { this.timers.delete(form); this.send(path(form), fields(form)); }, wait));
  }

  clear(form) {
    for (const one of form.querySelectorAll("input:checked")) one.checked = false;
    this.changed(form, 0);
  }

  sendTyped() { for (const form of this.timers.keys()) this.send(path(form), fields(form)); }
  sendWaiting() { if (!document.hidden) for (const [to, said] of this.keeping.held()) if (!this.sending.has(to)) this.send(to, said); }

  // One after the other for each question, so that an older answer never arrives last.
  async send(to, said, go = "stay") {
    const now = this.ask(to, said, go, this.sending.get(to));
    this.sending.set(to, now);
    const told = await now;
    if (this.sending.get(to) === now) this.sending.delete(to);
    return told;
  }

  async ask(to, said, go, before) {
    await before;
    this.tell("saving");
    try {
      const headers = { Accept: "application/json", "X-CSRFToken": this.token }, body = new URLSearchParams([...said, ["go", go]]);
      const answer = await fetch(to, { method: "POST", body, headers, keepalive: String(body).length < 50_000 });
      if (!answer.ok && answer.status !== 409) throw new Error(`answered ${answer.status}`);
      const told = await answer.json();
      this.keeping.forget(to, answer.ok && said);
      this.tell("saved");
      if (answer.ok) this.mark(to, told); else location.assign(told.next);
      return answer.ok && told;
    } catch { this.tell("waits"); return null; }
  }

  mark(to, told) {
    const deadline = this.querySelector("wg-deadline"), place = this.forms.find((form) => path(form) === to)?.dataset.place;
    if (deadline && told.left !== null) deadline.left = told.left;
    const number = place && this.querySelector(`[data-number="${place}"]`);
    if (!number) return;
    number.classList.toggle("is-answered", told.answered);
    this.querySelector("[data-done]").textContent = this.querySelectorAll("[data-number].is-answered").length;
    number.querySelector("[data-state]").textContent = `, ${told.answered ? "answered" : "open"}${number.classList.contains("is-flagged") ? ", flagged" : ""}`;
  }

  async leave(form, go) {
    clearTimeout(this.timers.get(form)); this.timers.delete(form);
    this.keeping.hold(path(form), fields(form));
    const told = await this.send(path(form), fields(form), go);
    if (!told || go === "stay") return;
    const to = new URL(told.next, location.href), here = to.pathname === location.pathname && to.search === location.search;
    if (!here) return location.assign(to);
    history.replaceState(null, "", to);
    location.reload();
  }

  handIn(event) {
    if (!this.keeping.held().length) return;
    event.preventDefault();
    this.sendWaiting();
    setTimeout(() => (this.keeping.held().length ? this.tell("waits") : event.target.submit()), LAST);
  }

  // What is being typed leaves first; the server gives it half a minute of grace.
  async finish() {
    this.sendTyped();
    await Promise.all(this.sending.values());
    try { location.assign((await fetch(this.dataset.over, { method: "POST", headers: { "X-CSRFToken": this.token } })).url); }
    catch { this.tell("waits"); setTimeout(() => this.finish(), AGAIN); }
  }

  tell(what) {
    const place = this.querySelector("[data-kept]");
    if (place.textContent !== SAID[what]) place.textContent = SAID[what];
    place.classList.toggle("quiz-waits", what === "waits");
  }
}
customElements.define("wg-answers", Answers);
