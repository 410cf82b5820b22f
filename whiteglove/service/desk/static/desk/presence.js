// <wg-presence data-subject="ticket:42">: says here who we are looking at and whether we write, and shows who else does.
class Presence extends HTMLElement {
  connectedCallback() {
    this.subject = this.dataset.subject;
    this.heard = (event) => this.show(event.detail.people ?? []);
    // Who chats is told that we write to them: a note to the team isn't that.
    const words = "chat" in this.dataset ? ".sheet-reply .sheet-text" : ".sheet-text";
    this.typed = (event) => { if (event.target.matches?.(words)) this.writing(); };
    this.went = (event) => { if (event.target.matches?.(".sheet-reply")) this.tell(false); };
    document.body.addEventListener(`live:presence:${this.subject}`, this.heard);
    document.addEventListener("input", this.typed);
    document.addEventListener("submit", this.went);
    if (Presence.at !== this.subject) Presence.others = [];
    Presence.at = this.subject;
    this.show(Presence.others ?? []);
    this.tell(false);
  }

  disconnectedCallback() {
    document.body.removeEventListener(`live:presence:${this.subject}`, this.heard);
    document.removeEventListener("input", this.typed);
    document.removeEventListener("submit", this.went);
    clearTimeout(this.timer);
  }

  tell(writing) { this.on = writing; document.body.dispatchEvent(new CustomEvent("live:here", { detail: { here: this.subject, writing } })); }

  writing() {
    if (!this.on) this.tell(true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(false), 8000);
  }

  show(people) {
    Presence.others = people;
    const others = people.filter((one) => one.id > 0 && String(one.id) !== this.dataset.me);
    const names = (some) => some.map((one) => one.name).join(" and ");
    const leads = new Set((this.dataset.leads ?? "").split(" "));
    for (const one of others) if (leads.has(String(one.id))) one.name = one.name.replace(/( \(lead\))?$/, " (lead)");
    const writers = others.filter((one) => one.writing);
    const says = writers.length ? `${names(writers)} ${writers.length > 1 ? "are" : "is"} writing here` : others.length ? `${names(others)} ${others.length > 1 ? "are" : "is"} reading this too` : "";
    this.hidden = !says;
    this.classList.toggle("band-warning", writers.length > 0);
    this.querySelector("span").textContent = says;
  }
}
customElements.define("wg-presence", Presence);
