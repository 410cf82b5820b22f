// <wg-visitor data-subject="ticket:42">: whether the visitor of a chat has it open, and writes. At the desk's presence they
// are somebody whose number is negative. The line is there before the words are, so nothing moves.
class Visitor extends HTMLElement {
  connectedCallback() {
    this.heard = (event) => this.show((event.detail.people ?? []).filter((one) => one.id < 0));
    document.body.addEventListener(`live:presence:${this.dataset.subject}`, this.heard);
    this.show(Visitor.at === this.dataset.subject ? Visitor.here : []);
  }

  disconnectedCallback() { document.body.removeEventListener(`live:presence:${this.dataset.subject}`, this.heard); }

  show(here) {
    Visitor.at = this.dataset.subject;
    Visitor.here = here;
    const writes = here.find((one) => one.writing);
    this.textContent = writes ? ` · ${writes.name} is writing…` : here.length ? ` · ${here[0].name} is here` : "";
  }
}
customElements.define("wg-visitor", Visitor);
