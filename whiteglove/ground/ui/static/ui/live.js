// <wg-live>: hears "ticket 42 changed" and tells the page: DOM events live:ticket and live:ticket:42 on <body>, from which
// partials refetch themselves. After a gap it asks for everything since its last cursor. Nothing else travels here.
const FIRST = 500, LONGEST = 30_000, PATIENCE = 5000, A_PAGE = 30;

class Live extends HTMLElement {
  connectedCallback() {
    this.wait = FIRST;
    this.cursor = this.dataset.since ?? "";
    this.open();
    document.body.addEventListener("live:here", (event) => this.here(event.detail));
    addEventListener("online", () => this.again(0));
    addEventListener("pagehide", () => { this.gone = true; this.socket?.close(); });
  }

  open() {
    const url = new URL("/live/", location.href);
    url.protocol = url.protocol.replace("http", "ws");
    if (this.cursor) url.searchParams.set("since", this.cursor);
    this.socket = new WebSocket(url);
    this.socket.onopen = () => { this.wait = FIRST; this.show(false); this.say("live:open"); if (this.place) this.send(this.place); };
    this.socket.onmessage = (event) => this.heard(JSON.parse(event.data));
    this.socket.onclose = (event) => this.closed(event.code);
  }

  // Signed out elsewhere: the next click says so. Anything else is tried again; after a while the reader is told.
  closed(code) {
    this.say("live:closed");
    if (this.gone || code === 4401) return;
    this.unsure ??= setTimeout(() => this.show(true), PATIENCE);
    this.again(code === 4429 ? LONGEST : this.wait);
  }

  show(broken) {
    clearTimeout(this.unsure);
    this.unsure = broken ? this.unsure : undefined;
    this.hidden = !broken;
  }

  again(wait) {
    if (this.gone || this.socket.readyState < 2) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), wait + Math.random() * wait / 2);
    this.wait = Math.min(LONGEST, this.wait * 2);
  }

  heard(word) {
    if (word.cursor) this.cursor = word.cursor;
    if (word.reload || word.type === "reload") return this.say("live:reload", word);
    if (word.presence) return this.say(`live:presence:${word.presence}`, word);
    if (!word.subject) return;
    this.say(`live:${word.subject}`, word);
    this.lists(`live:${word.subject.split(":")[0]}`, word);
  }

  // Lists ask again at once for what concerns this page or its person, and where few pages are open. Among a thousand,
  // each takes its turn: all of them asking at once would keep the house from everything else.
  lists(name, word) {
    if (word.near || !word.among) return this.say(name, word);
    this.turns ??= {};
    const wait = Math.min(LONGEST, word.among * A_PAGE) * (0.5 + Math.random() / 2);
    this.turns[name] ??= setTimeout(() => { delete this.turns[name]; this.say(name, word); }, wait);
  }

  here(place) { this.place = place; this.send(place); }

  send(word) { if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(word)); }

  say(name, detail = {}) { document.body.dispatchEvent(new CustomEvent(name, { detail })); }
}
customElements.define("wg-live", Live);
