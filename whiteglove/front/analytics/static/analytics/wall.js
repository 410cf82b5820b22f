// <wg-wall>: fetches its figures when something happened, every other second at most, and once more after the last of it. It
// asks for nothing by itself; while the socket is gone it says since when, and catches up when it is back.
const PAUSE = 2000, PATIENCE = 5000, MINUTE = 15_000;
const EVENTS = ["live:ticket", "live:reading", "live:person", "live:chat", "live:reload", "live:open"];

// The same words as times.py.
const span = (seconds) => {
  const minutes = Math.max(0, Math.floor(seconds / 60));
  if (minutes < 1) return "under a minute";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, "0")}`;
  const days = Math.floor(hours / 24);
  return hours % 24 ? `${days} d ${hours % 24} h` : `${days} d`;
};

class Wall extends HTMLElement {
  connectedCallback() {
    this.hears = () => this.soon();
    for (const name of EVENTS) document.body.addEventListener(name, this.hears);
    this.lost = () => { this.waits ??= setTimeout(() => this.stale(true), PATIENCE); };
    this.left = () => { this.away = true; this.lost(); };
    this.back = () => { this.away = false; };
    document.body.addEventListener("live:closed", this.left);
    document.body.addEventListener("live:open", this.back, true);
    this.querySelector("[data-fills]").addEventListener("click", () => this.fill());
    this.ticks = setInterval(() => this.tick(), MINUTE);
  }

  disconnectedCallback() {
    for (const name of EVENTS) document.body.removeEventListener(name, this.hears);
    document.body.removeEventListener("live:closed", this.left);
    document.body.removeEventListener("live:open", this.back, true);
    clearInterval(this.ticks);
    clearTimeout(this.resting);
    clearTimeout(this.waits);
  }

  soon() {
    if (this.resting) { this.more = true; return; }
    this.more = false;
    this.refetch();
    this.resting = setTimeout(() => { this.resting = 0; if (this.more) this.soon(); }, PAUSE);
  }

  async refetch() {
    const answer = await fetch(this.dataset.from, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!this.isConnected) return;
    if (!answer?.ok || answer.redirected) { this.lost(); return; }
    const now = this.querySelector("#wall-now"), focused = now.contains(document.activeElement) && document.activeElement.getAttribute("href");
    now.innerHTML = await answer.text();
    if (focused) now.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
    if (!this.away) this.stale(false);  // figures on their way when the socket went don't make the wall live
  }

  stale(is) {
    clearTimeout(this.waits);
    this.waits = undefined;
    this.toggleAttribute("data-old", is);
    this.querySelector("[data-live]").hidden = is;
    this.querySelector("[data-stale]").hidden = !is;
    this.querySelector("[data-stale] b").textContent = this.querySelector("#wall-at").textContent;
  }

  tick() {
    for (const time of this.querySelectorAll("time[data-since]")) time.textContent = span((Date.now() - Date.parse(time.dateTime)) / 1000);
  }

  fill() { if (document.fullscreenElement) document.exitFullscreen(); else this.requestFullscreen(); }
}
customElements.define("wg-wall", Wall);
