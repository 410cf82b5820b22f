"""Live chat at size: `bin/bench chat [CHATS] [PAGES]`, 4,000 chats and 1,000 pages of people at the desk by default.

The product runs as `whiteglove serve` on a database of its own; visitors and people at the desk are another process,
with real requests and sockets. First every chat says its first word and is filed; then all sockets are opened and stay
open; then lines go one way and the other at a steady pace. Told is what passes until the words are on the screen: from
the request that says them to the end of the request that fetches them, after the nudge. Goal: p95 under 150 ms.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import random
import resource
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.pages import free_port, sign_in, until_open

GOAL = 150.0
TURNS, PAUSE = 100, 0.2
PATIENCE = 30.0
A_PERSON = 20
HANDS = 16
CSRF = "b" * 32


@dataclass
class Chat:
    """A visitor from a network of their own, and the ticket their chat is filed as."""

    number: int
    token: str
    ticket: int = 0
    said: int = 1

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self.token}", "Content-Type": "application/json",
            "X-Forwarded-For": f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}",
        }  # fmt: skip


class Web:
    """Lasting connections to the house, one a thread; and what sockets hear, for whoever waits for it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.mine = threading.local()
        self.pool = ThreadPoolExecutor(HANDS)
        self.waiting: dict[str, asyncio.Future] = {}
        self.unheard = 0

    def ask(self, method: str, where: str, headers: dict[str, str], body: str = "") -> tuple[int, bytes]:
        # A server closes what is idle for five seconds.
        if getattr(self.mine, "until", 0) < time.monotonic():
            self.mine.browser = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        self.mine.browser.request(method, where, body or None, headers)
        answer = self.mine.browser.getresponse()
        content, self.mine.until = answer.read(), time.monotonic() + 2
        return answer.status, content

    async def asked(self, *what: object) -> bytes:
        status, content = await asyncio.get_running_loop().run_in_executor(self.pool, self.ask, *what)
        assert status in {200, 201}, (what[1], status, content[:200])
        return content

    def expect(self, name: str) -> asyncio.Future:
        self.waiting[name] = asyncio.get_running_loop().create_future()
        return self.waiting[name]

    def heard(self, name: str) -> None:
        if (future := self.waiting.pop(name, None)) and not future.done():
            future.set_result(None)


def main(chats: int = 4000, pages: int = 1000) -> int:
    """Returns 1 when the goal is missed or a word was lost."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory(prefix="whiteglove-bench-") as home:
        port = free_port()
        os.environ |= {
            "WHITEGLOVE_SECRET": "bench", "WHITEGLOVE_HOME": home, "WHITEGLOVE_DEMO": "1",
            "WHITEGLOVE_BEHIND_PROXY": "1", "WHITEGLOVE_URL": f"http://127.0.0.1:{port}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }  # fmt: skip
        if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
            os.environ["DATABASE_URL"] = f"sqlite:///{home}/bench.sqlite3"
        furnish()
        with serving(port, free_port()) as house:
            return asyncio.run(measure(Web(port), house, chats, pages))


def furnish() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from whiteglove.ground.lib import clock
    from whiteglove.ground.people.models import Team
    from whiteglove.service.channels.actions import add_account

    call_command("migrate", verbosity=0)
    subprocess.run([sys.executable, "-m", "whiteglove.front.cli.main", "seed", "--demo"], check=True, stdout=sys.stderr)
    team = Team.objects.filter(memberships__person__email="ada@whiteglove.example").first()
    add_account(by=None, at=clock.now(), kind="chat", name="Bench", address="bench", team=team)


@contextmanager
def serving(port: int, smtp_port: int) -> Iterator[subprocess.Popen]:
    command = [
        sys.executable,
        "-m",
        "whiteglove.front.cli.main",
        "serve",
        "--port",
        str(port),
        "--smtp-port",
        str(smtp_port),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as house:
        try:
            until_open(port)
            yield house
        finally:
            house.kill()


async def measure(web: Web, house: subprocess.Popen, many: int, pages: int) -> int:
    chats = [Chat(number, secrets.token_urlsafe(32)) for number in range(many)]
    began = time.monotonic()
    await asyncio.gather(*(web.asked("POST", "/chat/bench/lines/", one.headers, line(one)) for one in chats))
    kept = time.monotonic() - began
    await asyncio.to_thread(until_filed, chats)
    print(f"{many} chats kept at {many / kept:.0f}/s, filed at {many / (time.monotonic() - began):.0f}/s")
    keys = await asyncio.to_thread(sessions, -(-pages // A_PERSON))
    sockets = [asyncio.create_task(visit(web, one)) for one in chats]
    sockets += [asyncio.create_task(sit(web, keys[number // A_PERSON])) for number in range(pages)]
    await until_quiet(web, many + pages)
    print(f"{many + pages} sockets are open; the house holds {memory(house):.0f} MB")
    to_desk, to_visitor, lost = await talk(web, chats, keys[0])
    print(told("to the desk", to_desk), told("to the visitor", to_visitor), f"lost {lost}", sep="\n")
    return int(bool(lost) or max(percentile(to_desk, 95), percentile(to_visitor, 95)) > GOAL)


def line(chat: Chat) -> str:
    return json.dumps({"id": f"line-{chat.said:08}", "text": f"Line {chat.said} of chat {chat.number}"})


def until_filed(chats: list[Chat]) -> None:
    """And note each one's ticket."""
    from hashlib import sha256

    from whiteglove.service.channels.models import ChatSession

    while ChatSession.objects.filter(ref="").exists():
        time.sleep(0.2)
    refs = dict(ChatSession.objects.values_list("visitor__token_hash", "ref"))
    for one in chats:
        one.ticket = int(refs[sha256(one.token.encode()).hexdigest()].partition(":")[2])


def sessions(many: int) -> list[str]:
    """Ada's first, then people of her team."""
    from whiteglove.ground.people.models import Membership, Person

    ada = Person.objects.get(email="ada@whiteglove.example")
    team = ada.memberships.first().team
    people = [Person(email=f"bench{n}@whiteglove.example", name=f"Person {n}", role="agent") for n in range(many - 1)]
    for person in people:
        person.set_unusable_password()
    Person.objects.bulk_create(people)
    Membership.objects.bulk_create([Membership(person=person, team=team) for person in people])
    return [sign_in(person) for person in [ada, *people]]


async def visit(web: Web, chat: Chat) -> None:
    """A visitor's socket: hears that a line is new."""
    async for said in socket(web, "/chat/live/", {}, {"desk": "bench", "token": chat.token}):
        if "line" in said:
            web.heard(f"visitor {chat.number}")


async def sit(web: Web, key: str) -> None:
    """A page at the desk: hears that a ticket has changed."""
    async for said in socket(web, "/live/", {"Cookie": f"sessionid={key}"}):
        if said.get("name") == "ticket.customer_wrote":
            web.heard(said["subject"])


async def socket(web: Web, path: str, headers: dict, first: dict | None = None):
    import websockets

    origin = f"http://127.0.0.1:{web.port}"
    await asyncio.sleep(random.random() * 20)
    url = f"ws://127.0.0.1:{web.port}{path}"
    async with websockets.connect(
        url, origin=origin, additional_headers=headers, compression=None, open_timeout=60, ping_interval=None
    ) as there:
        if first:
            await there.send(json.dumps(first))
        opened = False
        async for text in there:
            if not opened:
                opened, web.unheard = True, web.unheard + 1
            yield json.loads(text)


async def until_quiet(web: Web, many: int) -> None:
    """Until every socket has heard its first word, and a little longer."""
    end = time.monotonic() + 300
    while web.unheard < many:
        if time.monotonic() > end:
            raise TimeoutError(f"{web.unheard} of {many} sockets are open.")
        await asyncio.sleep(0.2)
    await asyncio.sleep(3)


async def talk(web: Web, chats: list[Chat], ada: str) -> tuple[list[float], list[float], int]:
    """Milliseconds of each line to the desk and to its visitor, and how many never came."""
    to_desk, to_visitor, lost = [], [], 0
    for chat in random.choices(chats, k=TURNS):
        for way, found in ((to_the_desk, to_desk), (to_the_visitor, to_visitor)):
            try:
                found.append(await asyncio.wait_for(way(web, chat, ada), PATIENCE))
            except TimeoutError:
                lost += 1
            await asyncio.sleep(PAUSE)
    return to_desk, to_visitor, lost


async def to_the_desk(web: Web, chat: Chat, ada: str) -> float:
    chat.said += 1
    told, began = web.expect(f"ticket:{chat.ticket}"), time.perf_counter()
    await web.asked("POST", "/chat/bench/lines/", chat.headers, line(chat))
    await told
    shown = await web.asked("GET", f"/desk/tickets/{chat.ticket}/conversation/", {"Cookie": f"sessionid={ada}"})
    assert f"Line {chat.said} of chat {chat.number}".encode() in shown
    return (time.perf_counter() - began) * 1000


async def to_the_visitor(web: Web, chat: Chat, ada: str) -> float:
    words, seen = f"Answer {secrets.token_hex(4)}", await asyncio.to_thread(last_inbound, chat.ticket)
    headers = {
        "Cookie": f"sessionid={ada}; csrftoken={CSRF}", "X-CSRFToken": CSRF, "HX-Request": "true",
        "Content-Type": "application/x-www-form-urlencoded",
    }  # fmt: skip
    told, began = web.expect(f"visitor {chat.number}"), time.perf_counter()
    where = f"/desk/tickets/{chat.ticket}/messages/"
    await web.asked("POST", where, headers, f"kind=reply&text={words.replace(' ', '+')}&seen={seen}")
    await told
    shown = await web.asked("GET", f"/chat/bench/lines/?after={chat.said}", chat.headers)
    chat.said = json.loads(shown)["last"]
    assert words.encode() in shown
    return (time.perf_counter() - began) * 1000


def last_inbound(ticket: int) -> int:
    from whiteglove.service.desk.models import Ticket

    return Ticket.objects.get(pk=ticket).last_inbound_id


def memory(house: subprocess.Popen) -> float:
    """Resident megabytes."""
    pages = Path(f"/proc/{house.pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else float("inf")


def told(which: str, values: list[float]) -> str:
    p50, p95 = percentile(values, 50), percentile(values, 95)
    slowest = max(values, default=0)
    return f"{which}: {len(values)} lines, p50 {p50:.0f} ms, p95 {p95:.0f} ms, slowest {slowest:.0f} ms"


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
