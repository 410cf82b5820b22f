// Files in a chat: chosen, dropped or pasted; sent by themselves, and fetched with the secret.
import { random } from "./store.js";

// Some ten minutes: a tunnel is no reason to choose a file again.
const TRIES = 44, LONGEST = 15000;

export class Files {
  constructor(ask, at, who, { sent, wrong, sending }) {
    Object.assign(this, { ask, at, who, told: { sent, wrong, sending } });
  }

  // Each in turn, so that they stand in the order they were given; none once somebody else signed in.
  async send(files) {
    const who = this.who();
    for (const file of files) {
      if (who !== this.who()) break;
      this.told.sending(file.name);
      const refused = await this.one(file, who);
      if (who !== this.who()) break;
      if (refused === null) await this.told.sent();
      else this.told.wrong(refused, file.name);
    }
    this.told.sending("");
  }

  // null when it is there; the same id again is the same file, so a lost answer doubles nothing.
  async one(file, who) {
    const where = `${this.at}?${new URLSearchParams({ id: random(15), name: file.name || "file" })}`;
    for (let tries = 0; tries < TRIES && who === this.who(); tries += 1) {
      try {
        const answer = await this.ask(where, { method: "POST", body: file, signal: AbortSignal.timeout(120000) }, "application/octet-stream");
        if (answer.ok) return null;
        if (answer.status < 500) return (await answer.json().catch(() => ({}))).says ?? "";
      } catch { /* no connection: tried again below */ }
      await new Promise((done) => {
        setTimeout(done, Math.min(LONGEST, 1000 * 2 ** tries));
        addEventListener("online", done, { once: true });
      });
    }
    return "";
  }

  async fetch(file) {
    const answer = await this.ask(`${this.at}${file.id}/`, { signal: AbortSignal.timeout(120000) }).catch(() => null);
    if (!answer?.ok) { this.told.wrong("", file.name); return; }
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(await answer.blob()), download: file.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // What is dropped on the page or pasted into it.
  listen(page) {
    const take = (event, source) => {
      const files = [...(source?.files ?? [])];
      // Tables and texts bring a picture of themselves along: pasted, they are words.
      if (!files.length || (event.type === "paste" && ["text/plain", "text/html"].every((one) => source.types.includes(one)))) return;
      event.preventDefault();
      this.send(files);
    };
    page.addEventListener("paste", (event) => take(event, event.clipboardData));
    page.addEventListener("drop", (event) => take(event, event.dataTransfer));
    page.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
  }
}
