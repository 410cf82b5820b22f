// <wg-talk>: refetches its lines and puts in only what is new or different, so nothing being read moves, closes or loses
// its selection. At the foot it follows; anywhere else a chip says that something came.
const LEAVES = 5000, PAUSE = 150;

class Talk extends HTMLElement {
  connectedCallback() {
    this.again = () => this.soon();
    this.topics = [`live:ticket:${this.dataset.ticket}`, `live:reading:${this.dataset.ticket}`, "live:reload", "desk:changed"];
    for (const name of this.topics) document.body.addEventListener(name, this.again);
    this.addEventListener("scroll", () => { if (this.atFoot) this.quiet(); }, { passive: true });
    this.addEventListener("load", () => { if (this.follows) this.foot(); }, true);
    this.chip?.addEventListener("click", () => { this.foot(); this.quiet(); });
    this.texts = new Map([...this.items].map((one) => [one.id, one.outerHTML]));
    this.follows = true;
    this.awaitLeaving();
    this.foot();
    this.seen();
  }

  disconnectedCallback() {
    for (const name of this.topics) document.body.removeEventListener(name, this.again);
    clearTimeout(this.resting);
  }

  // The first word is fetched at once; what follows within a moment is fetched together.
  soon() {
    if (this.resting) { this.more = true; return; }
    this.more = false;
    this.refetch();
    this.resting = setTimeout(() => { this.resting = 0; if (this.more) this.soon(); }, PAUSE);
  }

  get items() { return this.querySelectorAll(".lines > li"); }
  get chip() { return document.querySelector("#talk-chip"); }
  get atFoot() { return this.scrollHeight - this.scrollTop - this.clientHeight < 48; }
  foot() { this.scrollTop = this.scrollHeight; }

  async refetch() {
    const answer = await fetch(this.dataset.from, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok || !this.isConnected) return;
    const fresh = document.createElement("template");
    fresh.innerHTML = await answer.text();
    this.follows = this.atFoot;
    this.weave([...fresh.content.querySelectorAll(".lines > li")]);
  }

  weave(fresh) {
    const list = this.querySelector(".lines"), came = [];
    const standing = new Set(fresh.map((one) => one.id));
    const first = fresh[0] && document.getElementById(fresh[0].id);
    for (const old of this.items) if (!standing.has(old.id) && first && first.compareDocumentPosition(old) & 4) old.remove();
    let before = null;
    for (const one of fresh) {
      const old = document.getElementById(one.id), text = one.outerHTML;
      if (!old) { if (before) before.after(one); else list.append(one); came.push(one); }
      else if (this.texts.get(one.id) !== text) { this.keepOpen(old, one); old.replaceWith(one); htmx.process(one); }
      before = document.getElementById(one.id);
      this.texts.set(one.id, text);
    }
    this.awaitLeaving();
    if (came.length) { htmx.process(list); this.announce(came.filter((one) => "inbound" in one.dataset)); }
  }

  // What is on its way leaves without a word of its own: look again a moment later.
  awaitLeaving() {
    clearTimeout(this.leaving);
    if (this.querySelector("[data-leaves]")) this.leaving = setTimeout(() => this.isConnected && this.refetch(), LEAVES);
  }

  keepOpen(old, fresh) {
    const was = old.querySelectorAll("details");
    fresh.querySelectorAll("details").forEach((one, n) => { one.open = Boolean(was[n]?.open); });
  }

  announce(came) {
    if (this.follows) { this.foot(); this.seen(); return; }
    if (!came.length || !this.chip) return;
    this.waiting = (this.waiting ?? 0) + came.length;
    this.chip.querySelector("span").textContent = `${this.waiting} new message${this.waiting > 1 ? "s" : ""}`;
    this.chip.hidden = false;
  }

  quiet() { if (this.chip) this.chip.hidden = true; if (this.waiting) this.seen(); this.waiting = 0; }

  // What has been on the screen counts as read: a reply may follow it, and colleagues may know.
  seen() {
    if (document.hidden) return document.addEventListener("visibilitychange", () => this.seen(), { once: true });
    const last = [...this.querySelectorAll("[data-inbound]")].pop()?.dataset.message;
    document.querySelectorAll('#composer [name="seen"]').forEach((one) => { if (Number(last ?? 0) > Number(one.value)) one.value = last; });
    htmx.ajax("POST", this.dataset.presence, { source: this, swap: "none", values: {} });
  }
}
customElements.define("wg-talk", Talk);

// The original of a message in a frame that can do nothing.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-frames]");
  if (!button) return;
  const body = (document.getElementById(button.dataset.into) ?? button.closest(".said"))?.querySelector(".said-body");
  const frame = Object.assign(document.createElement("iframe"), { className: "mail-frame", src: button.dataset.frames, title: "The message as its sender drew it", loading: "lazy" });
  frame.setAttribute("sandbox", "allow-popups allow-popups-to-escape-sandbox");
  body?.querySelector(".mail-frame")?.remove();
  body?.querySelector(":scope > .mail")?.setAttribute("hidden", "");
  body?.append(frame);
  button.closest(".said-held")?.remove();
});
