// What was written and isn't confirmed yet. It outlives a reload, and is sent until there is an answer: the same line
// sent twice is one line, because it keeps its id. Each line is kept by itself, so that two tabs never overwrite each
// other's, and under whom the site had signed in, so that nobody else sends it.
import { every, forget, keep, random } from "./store.js";

export class Outbox {
  constructor(desk, post, told) {
    Object.assign(this, { desk, post, told, who: "", waiting: [], tries: 0, busy: null, timer: 0 });
    addEventListener("online", () => this.flush());
  }

  static id() { return random(15); }

  // From now on it is `who` who writes here; what they left unsent goes on being sent.
  begin(who) {
    this.who = who;
    this.waiting = every(this.desk, "out.").map(([, value]) => read(value)).filter((line) => line?.who === who);
    this.waiting.sort((one, other) => one.written - other.written);
    return this.waiting;
  }

  add(said) {
    const line = { ...said, id: Outbox.id(), who: this.who, written: Date.now() };
    this.waiting.push(line);
    keep(this.desk, `out.${line.id}`, JSON.stringify(line));
    this.flush();
    return line;
  }

  drop(id) {
    forget(this.desk, `out.${id}`);
    this.waiting = this.waiting.filter((line) => line.id !== id);
  }

  // The one under way, where there is one: who asks knows afterwards what is still waiting.
  flush() {
    this.busy ??= this.sendAll().finally(() => { this.busy = null; });
    return this.busy;
  }

  async sendAll() {
    clearTimeout(this.timer);
    try {
      while (this.waiting.length) await this.one(this.waiting[0]);
      this.tries = 0;
      this.told.stuck(null);
    } catch (why) {
      if (this.tries > 0) this.told.stuck(why.says ?? "");
      const pause = Math.min(30000, 500 * 2 ** this.tries++) * (0.5 + Math.random());
      this.timer = setTimeout(() => this.flush(), pause);
    }
  }

  async one(line) {
    const who = this.who;
    const answer = await this.post({ ...line, who: undefined, written: undefined });
    if (answer.status >= 500) throw new Error("later");
    if (answer.status === 429 || answer.status === 401) throw await answer.json();
    this.drop(line.id);
    if (who !== this.who) return;
    if (answer.ok) await this.told.sent(line);
    else this.told.refused(line, (await answer.json().catch(() => ({}))).says ?? "");
  }
}

function read(value) {
  try { return JSON.parse(value); } catch { return null; }
}
