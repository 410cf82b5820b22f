// What was written and isn't confirmed yet. It outlives a reload, and is sent until there is an answer: the same line
// sent twice is one line, because it keeps its id.
import { keep, kept, random } from "./store.js";

export class Outbox {
  constructor(desk, post, told) {
    Object.assign(this, { desk, post, told, tries: 0, busy: false, timer: 0 });
    try { this.waiting = JSON.parse(kept(desk, "outbox") ?? "[]"); } catch { this.waiting = []; }
    addEventListener("online", () => this.flush());
  }

  static id() { return random(15); }

  add(text) {
    const line = { id: Outbox.id(), text };
    this.waiting.push(line);
    this.save();
    this.flush();
    return line;
  }

  drop(id) {
    if (!this.waiting.some((line) => line.id === id)) return;
    this.waiting = this.waiting.filter((line) => line.id !== id);
    this.save();
  }

  save() { keep(this.desk, "outbox", JSON.stringify(this.waiting)); }

  async flush() {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.timer);
    try {
      while (this.waiting.length) await this.one(this.waiting[0]);
      this.tries = 0;
      this.told.stuck(false);
    } catch {
      if (this.tries > 0) this.told.stuck(true);
      const pause = Math.min(30000, 500 * 2 ** this.tries++) * (0.5 + Math.random());
      this.timer = setTimeout(() => this.flush(), pause);
    } finally { this.busy = false; }
  }

  async one(line) {
    const answer = await this.post(line);
    if (answer.status >= 500 || answer.status === 429) throw new Error("later");
    this.drop(line.id);
    if (answer.ok) await this.told.sent(line);
    else this.told.refused(line, (await answer.json().catch(() => ({}))).says ?? "This couldn't be sent.");
  }
}
