"""Live chat at size: `bin/bench chat [CHATS] [PAGES] [RATE] [--kill]`, by default 4,000 chats, 1,000 pages of people at
the desk and 5 lines a second.

The product runs as `whiteglove serve` on a database of its own; visitors and people at the desk are other processes,
with real requests and sockets (`crowd.py`). First every chat says its first word and is filed; then all sockets are
opened and stay open, each page of the desk at a chat of its own. Once nothing is left to do, lines go one way and the
other at moments chosen by chance, whether those before were heard or not. Told is what passes until the words are on
the screen: from the moment a line was due to the end of the request that fetches it, after the nudge. What the pages at
both ends ask besides is asked too, unmeasured; what pages ask now and then by themselves isn't. Goal: p95 under 150 ms,
nothing lost. With `--kill` the house is killed in the middle instead (`kill.py`).
"""

from __future__ import annotations

import json
import os
import random
import resource
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from bench.asking import PATIENCE, Web
from bench.house import House, furnish, memory, percentile, processor, serving, sessions, settled
from bench.kill import talk_through_a_kill
from bench.pages import free_port

GOAL = 150.0
TURNS = 300
HANDS, BESIDES = 32, 8
CSRF = "b" * 32
TICKET = "/desk/tickets/{}/"
PANEL = "/ui/panels/{}/?ticket={}"
# What a page of the desk asks for besides, once the words are there.
AFTER = ["head/", "context/"]
PANELS = ["ticket.phases/standards.phases", "ticket.sidebar/standards.mood"]


@dataclass
class Chat:
    """A visitor from a network of their own, the ticket their chat is filed as, and whose page it is open on."""

    number: int
    token: str
    ticket: int = 0
    said: int = 1
    inbound: int = 0
    key: str = ""

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self.token}", "Content-Type": "application/json",
            "X-Forwarded-For": f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}",
        }  # fmt: skip

    @property
    def desk(self) -> dict[str, str]:
        return {
            "Cookie": f"sessionid={self.key}; csrftoken={CSRF}", "X-CSRFToken": CSRF, "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip


class Crowd:
    """The process that holds the sockets, and who waits for what it hears."""

    def __init__(self, port: int) -> None:
        command = [sys.executable, "-m", "bench.crowd", str(port)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.waiting: dict[str, threading.Event] = {}
        self.open, self.lost = threading.Event(), 0
        threading.Thread(target=self.listen, daemon=True).start()

    def add(self, **wanted: object) -> None:
        self.process.stdin.write(json.dumps(wanted) + "\n")

    def begin(self) -> None:
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        if not self.open.wait(600):
            raise TimeoutError("The sockets didn't open.")

    def expect(self, name: str) -> threading.Event:
        self.waiting[name] = threading.Event()
        return self.waiting[name]

    def listen(self) -> None:
        for line in self.process.stdout:
            name = line.split()[0]
            if name == "open":
                self.open.set()
            elif name == "lost":
                self.lost += 1
            elif waiting := self.waiting.pop(name, None):
                waiting.set()


def main(chats: int = 4000, pages: int = 1000, rate: float = 5, kill: bool = False) -> int:
    """Returns 1 when the goal is missed or a word was lost."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory(prefix="whiteglove-bench-") as home:
        port = free_port()
        furnish(home, port)
        with serving(port) as house:
            return measure(Web(port), house, chats, pages, rate, kill)


def measure(web: Web, house: House, many: int, pages: int, rate: float, kill: bool = False) -> int:
    chats = [Chat(number, secrets.token_urlsafe(32)) for number in range(many)]
    began = time.monotonic()
    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(lambda one: web.ask("POST", "/chat/bench/lines/", one.headers, line(one)), chats))
    kept = time.monotonic() - began
    note_tickets(chats)
    print(f"{many} chats kept at {many / kept:.0f}/s, filed at {many / (time.monotonic() - began):.0f}/s")
    crowd = Crowd(web.port)
    gather(crowd, chats, pages)
    settled()
    print(f"{many + pages} sockets are open; the house holds {memory(house):.0f} MB")
    if kill:
        return int(talk_through_a_kill(web, house, chats, pages, rate) > 0)
    who = {"the house": house.pid, "the sockets' other ends": crowd.process.pid, "those who ask": os.getpid()}
    before, began = {name: processor(pid) for name, pid in who.items()}, time.monotonic()
    to_desk, to_visitor, lost = talk(web, crowd, chats[:pages], rate)
    spent = time.monotonic() - began
    used = [f"{name} {(processor(pid) - before[name]) / spent:.0%}" for name, pid in who.items()]
    print(f"{2 * TURNS / spent:.1f} lines a second; of one core: {', '.join(used)}")
    print(told("to the desk", to_desk), told("to the visitor", to_visitor), sep="\n")
    print(f"lost {lost}; sockets lost {crowd.lost}")
    crowd.process.kill()
    return int(bool(lost) or max(percentile(to_desk, 95), percentile(to_visitor, 95)) > GOAL)


def line(chat: Chat) -> str:
    return json.dumps({"id": f"line-{chat.said:08}", "text": f"Line {chat.said} of chat {chat.number}"})


def note_tickets(chats: list[Chat]) -> None:
    """Once all are filed."""
    from whiteglove.service.channels.models import ChatSession
    from whiteglove.service.desk.models import Ticket

    while ChatSession.objects.filter(ref="").exists():
        time.sleep(0.2)
    refs = dict(ChatSession.objects.values_list("visitor__token_hash", "ref"))
    newest = dict(Ticket.objects.filter(channel="chat").values_list("pk", "last_inbound_id"))
    for one in chats:
        one.ticket = int(refs[sha256(one.token.encode()).hexdigest()].partition(":")[2])
        one.inbound = newest[one.ticket]


def gather(crowd: Crowd, chats: list[Chat], pages: int) -> None:
    """Everybody's socket: of each visitor, and of each page at the desk, which has one chat open."""
    keys = sessions(pages)
    for one in chats:
        hello = json.dumps({"desk": "bench", "token": one.token})
        crowd.add(name=f"v{one.number}", path="/chat/live/", says=[hello], hears='"line"')
    for number in range(pages):
        chat = chats[number % len(chats)]
        chat.key = keys[number]
        said = json.dumps({"here": f"ticket:{chat.ticket}", "writing": False})
        hears = f'"name": "ticket.customer_wrote", "subject": "ticket:{chat.ticket}"'
        crowd.add(name=f"p{chat.number}", path="/live/", cookie=f"sessionid={chat.key}", says=[said], hears=hears)
    crowd.begin()


def talk(web: Web, crowd: Crowd, chats: list[Chat], rate: float) -> tuple[list[float], list[float], int]:
    """Milliseconds of each line to the desk and to its visitor, and how many never came."""
    ways = [("desk", to_the_desk), ("visitor", to_the_visitor)] * TURNS
    found: dict[str, list[float]] = {"desk": [], "visitor": []}
    with ThreadPoolExecutor(HANDS) as hands, ThreadPoolExecutor(BESIDES) as besides:
        order, asked, due = random.sample(chats, len(chats)), [], time.perf_counter()
        for number, (name, way) in enumerate(ways):
            due += random.expovariate(rate)
            time.sleep(max(0.0, due - time.perf_counter()))
            said = partial(way, web, crowd, order[number % len(order)], due, besides)
            asked.append((name, hands.submit(said)))
        for name, one in asked:
            if (took := one.result()) is not None:
                found[name].append(took)
    return found["desk"], found["visitor"], len(ways) - len(found["desk"]) - len(found["visitor"])


Besides = ThreadPoolExecutor


def to_the_desk(web: Web, crowd: Crowd, chat: Chat, due: float, besides: Besides) -> float | None:
    chat.said += 1
    told = crowd.expect(f"p{chat.number}")
    web.ask("POST", "/chat/bench/lines/", chat.headers, line(chat))
    besides.submit(web.ask, "GET", f"/chat/bench/lines/?after={chat.said - 1}", chat.headers)
    if not told.wait(PATIENCE):
        return None
    here = TICKET.format(chat.ticket)
    shown = web.ask("GET", f"{here}conversation/", chat.desk)
    took = (time.perf_counter() - due) * 1000
    assert f"Line {chat.said} of chat {chat.number}".encode() in shown
    chat.inbound = int(shown.rpartition(b"data-message=")[2].strip(b"\"'").split(b'"')[0])
    besides.submit(web.ask, "POST", f"{here}presence/", chat.desk, f"seen={chat.inbound}")
    look_around(web, chat, besides)
    return took


def to_the_visitor(web: Web, crowd: Crowd, chat: Chat, due: float, besides: Besides) -> float | None:
    words, told = f"Answer {secrets.token_hex(4)}", crowd.expect(f"v{chat.number}")
    said = f"kind=reply&text={words.replace(' ', '+')}&seen={chat.inbound}"
    web.ask("POST", f"{TICKET.format(chat.ticket)}messages/", chat.desk, said)
    if not told.wait(PATIENCE):
        return None
    shown = web.ask("GET", f"/chat/bench/lines/?after={chat.said}", chat.headers)
    took = (time.perf_counter() - due) * 1000
    assert words.encode() in shown
    chat.said = json.loads(shown)["last"]
    besides.submit(web.ask, "POST", f"/chat/bench/seen/?upto={chat.said}", chat.headers, "{}")
    besides.submit(web.ask, "GET", f"{TICKET.format(chat.ticket)}conversation/", chat.desk)
    look_around(web, chat, besides)
    return took


def look_around(web: Web, chat: Chat, besides: Besides) -> None:
    """What its page at the desk asks besides the words."""
    here = TICKET.format(chat.ticket)
    panels = (PANEL.format(one, chat.ticket) for one in PANELS)
    for where in [*(here + part for part in AFTER), *panels, "/desk/chats/mine/"]:
        besides.submit(web.ask, "GET", where, chat.desk)


def told(which: str, values: list[float]) -> str:
    p50, p95 = percentile(values, 50), percentile(values, 95)
    slowest = max(values, default=0)
    return f"{which}: {len(values)} lines, p50 {p50:.0f} ms, p95 {p95:.0f} ms, slowest {slowest:.0f} ms"


Way = Callable[[Web, Crowd, Chat, float, Besides], "float | None"]

if __name__ == "__main__":
    given = [one for one in sys.argv[1:] if one != "--kill"]
    sys.exit(main(*map(int, given[:2]), *map(float, given[2:3]), kill="--kill" in sys.argv))
