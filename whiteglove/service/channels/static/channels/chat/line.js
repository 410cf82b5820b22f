// The wire to the house: a socket that says when something is new, or asking now and then where none gets through.
const SELDOM = 25000, OFTEN = 4000, LONGEST = 60000, PAUSE = 6000, PATIENCE = 10000, TURNS = 12;

export class Line {
  constructor(desk, name, { news, known, typing, failed, waits = () => false }) {
    Object.assign(this, { desk, name, news, known, typing, failed, waits, turn: 0, silence: 0, socket: null, tries: 0, timer: 0, failures: 0, wrote: false, pause: 0 });
    this.ask();
  }

  connect(anew = false) {
    if (anew) this.socket?.close();
    else if (this.socket) return;
    this.socket = null;
    if (!this.known()) return;
    clearTimeout(this.timer);
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}/chat/live/`);
    this.socket = socket;
    let opened = false;
    socket.onopen = () => { opened = true; this.wrote = false; socket.send(JSON.stringify({ desk: this.desk, ...this.name })); };
    socket.onmessage = ({ data }) => this.heard(JSON.parse(data));
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.socket = null;
      this.typing(null);
      if (!opened) this.failed();
      this.later();
    };
  }

  heard(said) {
    this.tries = 0;
    clearTimeout(this.silence);
    if ("alive" in said) return;
    if ("typing" in said) this.typing(said.typing);
    else this.news().catch(() => {});
  }

  // Says that somebody writes here, once until they pause or send.
  writing(now) {
    clearTimeout(this.pause);
    if (now) this.pause = setTimeout(() => this.writing(false), PAUSE);
    if (now === this.wrote || this.socket?.readyState !== WebSocket.OPEN) return;
    this.wrote = now;
    this.socket.send(JSON.stringify({ typing: now }));
  }

  // A socket that says nothing in time is dead, whatever the browser thinks: a new one fetches what was missed.
  probe() {
    const socket = this.socket;
    socket.send(JSON.stringify({ alive: true }));
    clearTimeout(this.silence);
    this.silence = setTimeout(() => { if (this.socket === socket) { this.socket = null; this.typing(null); socket.close(); this.later(); } }, PATIENCE);
  }

  later() {
    const pause = Math.min(LONGEST, 1000 * 2 ** this.tries++) * (0.5 + Math.random());
    this.timer = setTimeout(() => this.connect(), pause);
  }

  // Even with a socket, because a word that gets lost on the way must not stay lost. Who waits for
  // somebody asks for all that is new; everybody else mostly whether the socket still lives, which costs the house next to nothing.
  ask() {
    const open = this.socket?.readyState === WebSocket.OPEN;
    const pause = Math.min(LONGEST, (open ? SELDOM : OFTEN) * 2 ** this.failures) * (0.75 + Math.random() / 2);
    setTimeout(async () => {
      try {
        this.turn += 1;
        if (open && !this.waits() && this.turn % TURNS) this.probe();
        else if (this.known() && !(document.hidden && !open)) await this.news();
        this.failures = 0;
      } catch { this.failures = Math.min(4, this.failures + 1); }
      this.ask();
    }, pause);
  }
}
