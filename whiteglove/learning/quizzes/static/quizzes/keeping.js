// Answers that couldn't be sent yet, kept in this browser under the address they go to: also over a reload.
export class Keeping {
  constructor(attempt) { this.prefix = `quiz ${attempt} `; }

  hold(path, said) { try { localStorage.setItem(this.prefix + path, JSON.stringify(said)); } catch { /* a private window may keep nothing */ } }

  held() { return Object.keys(localStorage).filter((key) => key.startsWith(this.prefix)).map((key) => [key.slice(this.prefix.length), JSON.parse(localStorage.getItem(key))]); }

  of(path) { return JSON.parse(localStorage.getItem(this.prefix + path) ?? "null"); }

  // Only what was sent: a newer answer stays until it has left, too.
  forget(path, sent) { if (!sent || localStorage.getItem(this.prefix + path) === JSON.stringify(sent)) localStorage.removeItem(this.prefix + path); }
}
