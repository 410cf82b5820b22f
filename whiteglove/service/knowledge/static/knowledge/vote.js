// <wg-vote>: one press answers "was this helpful?", without leaving the article. The article may be a copy that everybody
// gets, so the form with its token is fetched at the first press.
class Vote extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      // Two presses at once would be two readers.
      if (this.getAttribute("aria-busy") === "true") return;
      const given = new FormData(event.target, event.submitter);
      this.setAttribute("aria-busy", "true");
      // What can't be done here can be done on the page to which the form leads.
      this.say(event.target, given).catch(() => this.elsewhere(event.submitter));
    });
  }

  async say(form, given) {
    if (form.method === "get") {
      await this.show(`${form.action}?${new URLSearchParams(given)}`, {});
      form = this.querySelector("form");
      given = new FormData(form);
    }
    await this.show(form.action, { method: "POST", body: given });
    this.removeAttribute("aria-busy");
    this.querySelector("h2").focus();
  }

  // By the form that is here by now, which may not be the one that was pressed.
  elsewhere(pressed) {
    const form = this.querySelector("form");
    if (pressed?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: pressed.name, value: pressed.value }));
    this.removeAttribute("aria-busy");
    form.submit();
  }

  async show(address, how) {
    const answer = await fetch(address, { ...how, headers: { "X-Part": "vote" } });
    if (!answer.ok && ![422, 429].includes(answer.status)) throw new Error(answer.status);
    this.innerHTML = await answer.text();
  }
}
customElements.define("wg-vote", Vote);
