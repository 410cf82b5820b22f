"""Many practise at once: `bin/bench practice [LEARNERS] [MINUTES] [DESK] [ENDED]`, by default 1,000 for 5 minutes, none
of ten at the desk, each with 20 runs that have ended. The goal: a turn is answered in less than 100 ms (p95).

The product runs as `whiteglove serve` on a database of its own. Every learner has a page open, with its socket, and
serves one simulated customer after the other by chat, with the words of good plays: DESK of ten at the desk, the others
on the plain page. They take 30 to 60 seconds over each answer, as people do. After each word to it a page of the desk
asks for whatever of it says that it does (`hx-trigger="live:…"`, its lazy panels too), unmeasured. Told are, from the
moment an answer was due:

  reply             sent at the desk, to the end of its request
  customer's word   to the socket's word that they have spoken, beyond the seconds they take to write
  on the page       to the end of the request that fetches it, beyond them
  plain turn        sent on the plain page, to the end of the request that holds what the customer says
"""

from __future__ import annotations

import heapq
import os
import random
import re
import resource
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from bench.asking import Web
from bench.chat import BESIDES, CSRF, HANDS, TICKET, Crowd
from bench.house import furnish, memory, percentile, processor, serving, settled
from bench.pages import free_port, sign_in

GOAL = 100.0
THINKS = (30.0, 60.0)
TAG = re.compile(r"<[a-z-]+[^>]*\shx-get=[^>]*>")
WHERE, WHEN = re.compile(r'hx-get="([^"]*)"'), re.compile(r'hx-trigger="([^"]*)"')
MESSAGE = re.compile(rb'data-message="(\d+)"')


@dataclass
class Learner:
    """`parts`: what their page asks for after a word about the ticket, and about the run."""

    number: int
    person: Any
    key: str
    plain: bool = True
    run: Any = None
    words: list[str] = field(default_factory=list)
    ticket: int = 0
    turn: int = 0
    inbound: int = 0
    parts: dict[str, list[str]] = field(default_factory=dict)
    sent: float = 0.0
    waits: bool = False

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Cookie": f"sessionid={self.key}; csrftoken={CSRF}", "X-CSRFToken": CSRF, "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip


class Heard:
    """Stands in the crowd where an event would: somebody's socket has heard that their customer spoke."""

    def __init__(self, then: Callable[[float], None]) -> None:
        self.then = then

    def set(self) -> None:
        self.then(time.perf_counter())


class School:
    """Everybody at once, until time is over."""

    def __init__(self, web: Web, crowd: Crowd, learners: list[Learner]) -> None:
        self.web, self.crowd, self.learners = web, crowd, learners
        self.took: dict[str, list[float]] = defaultdict(list)
        self.asked: Counter[str] = Counter()
        self.troubles: Counter[str] = Counter()
        self.due: list[tuple[float, int]] = []
        self.lock = threading.Lock()

    def play(self, seconds: float) -> None:
        began = time.perf_counter()
        for one in self.learners:
            self.later(one, began + random.uniform(0, THINKS[1]))
        with ThreadPoolExecutor(HANDS) as self.hands, ThreadPoolExecutor(BESIDES) as self.besides:
            while (now := time.perf_counter()) < began + seconds:
                while (one := self.next(now)) is not None:
                    self.hands.submit(self.guarded, self.answer, *one)
                time.sleep(0.005)

    def next(self, now: float) -> tuple[Learner, float] | None:
        with self.lock:
            if not self.due or self.due[0][0] > now:
                return None
            due, number = heapq.heappop(self.due)
        return self.learners[number], due

    def later(self, one: Learner, at: float | None = None) -> None:
        with self.lock:
            heapq.heappush(self.due, (at or time.perf_counter() + random.uniform(*THINKS), one.number))

    def guarded(self, work: Callable[..., None], one: Learner, *about: Any) -> None:
        try:
            work(one, *about)
        except Exception as error:
            self.troubles[f"{type(error).__name__}: {error}"[:160]] += 1
            self.later(one)

    def answer(self, one: Learner, due: float) -> None:
        if one.waits:  # nothing came for all that time
            self.troubles["a customer said nothing"] += 1
            one.waits = False
        if one.turn >= len(one.words):
            self.begin_anew(one)
        elif one.plain:
            self.answer_plainly(one, due)
        else:
            self.reply(one, due)

    def answer_plainly(self, one: Learner, due: float) -> None:
        one.turn += 1
        said = urlencode({"turn": one.turn, "said": one.words[one.turn - 1]})
        shown = self.web.ask("POST", f"/practice/runs/{one.run.pk}/play/", one.headers, said)
        self.took["plain turn"].append((time.perf_counter() - due) * 1000)
        if b"practice-over" in shown:
            one.turn = len(one.words)
        self.later(one)

    def reply(self, one: Learner, due: float) -> None:
        from whiteglove.learning.practice.pace import answers_in

        takes = answers_in("chat", one.run.seed, one.turn).total_seconds()
        one.waits = True
        self.crowd.waiting[f"p{one.number}"] = Heard(lambda at: self.spoke(one, due + takes, at))
        said = urlencode({"kind": "reply", "text": one.words[one.turn], "seen": one.inbound})
        self.web.ask("POST", f"{TICKET.format(one.ticket)}messages/", one.headers, said)
        self.took["reply"].append((time.perf_counter() - due) * 1000)
        one.turn += 1
        self.look_around(one, "ticket", "run", "reading", "talk")
        self.later(one, time.perf_counter() + takes + THINKS[1] + 30)  # in case they never answer

    def spoke(self, one: Learner, expected: float, at: float) -> None:
        if not one.waits:
            return
        one.waits = False
        self.took["customer's word"].append(max(0.0, at - expected) * 1000)
        self.hands.submit(self.guarded, self.see, one, expected)

    def see(self, one: Learner, expected: float) -> None:
        here = TICKET.format(one.ticket)
        shown = self.web.ask("GET", f"{here}conversation/", one.headers)
        self.took["on the page"].append(max(0.0, time.perf_counter() - expected) * 1000)
        one.inbound = max(map(int, MESSAGE.findall(shown)), default=one.inbound)
        self.besides.submit(self.web.ask, "POST", f"{here}presence/", one.headers, f"seen={one.inbound}")
        self.look_around(one, "ticket", "run", "reading")
        with self.lock:
            self.due = [each for each in self.due if each[1] != one.number]
            heapq.heapify(self.due)
        self.later(one)

    def look_around(self, one: Learner, *subjects: str) -> None:
        """What their page asks for by itself."""
        for where in [each for subject in subjects for each in one.parts.get(subject, ())]:
            self.asked["beside"] += 1
            self.besides.submit(self.web.ask, "GET", where, one.headers)

    def begin_anew(self, one: Learner) -> None:
        """They leave whom they have, and take the next."""
        leaves = f"/practice/runs/{one.run.pk}/left/" if one.plain else f"/practice/desk/{one.run.pk}/leaving/"
        self.web.ask("POST", leaves, one.headers)
        names = scenarios()
        name = names[(names.index(one.run.scenario) + 1) % len(names)]
        said = urlencode({"medium": "chat"} | ({"plain": "1"} if one.plain else {}))
        self.web.ask("POST", f"/practice/customers/{name}/runs/", one.headers, said)
        take_up(self.web, one)
        self.later(one)


def scenarios() -> list[str]:
    from whiteglove.learning.practice import queries

    return sorted(queries.names())


def take_up(web: Web, one: Learner) -> None:
    """The run they began last, with its page open."""
    from whiteglove.learning.practice.models import Run

    one.run, one.turn = Run.objects.of(one.person).open().order_by("-id").first(), 0
    one.words, one.ticket = words_of(one.run), one.run.ticket_id or 0
    if one.plain:
        web.ask("GET", f"/practice/runs/{one.run.pk}/play/", one.headers)
        return
    page = web.ask("GET", TICKET.format(one.ticket), {**one.headers, "HX-Request": "false"}).decode()
    one.inbound = max(map(int, MESSAGE.findall(page.encode())), default=0)
    page += "".join(web.ask("GET", where, one.headers).decode() for where in parts_of(page, "load"))
    words = {"ticket": ("live:ticket:", "live:ticket "), "run": ("live:run:",), "reading": ("live:reading:",)}
    one.parts = {name: list(dict.fromkeys(where for word in some for where in parts_of(page, word)))
                 for name, some in words.items()}  # fmt: skip
    one.parts["talk"] = [f"{TICKET.format(one.ticket)}conversation/"]


def parts_of(page: str, word: str) -> list[str]:
    """Each once, whatever part of the page it stands in; “live:reload” is no “load”."""
    tags = [tag for tag in TAG.findall(page) for when in WHEN.findall(tag)
            if any(one.strip().startswith(word) for one in when.split(","))]  # fmt: skip
    return list(dict.fromkeys(WHERE.findall(tag)[0].replace("&amp;", "&") for tag in tags))


def where(address: str) -> str:
    return re.sub(r"\d+", "…", address)


def words_of(run: Any) -> list[str]:
    """What a good play says to them."""
    from whiteglove.ground.packs import in_force as packs
    from whiteglove.learning.practice.engine.case import values_of
    from whiteglove.learning.practice.engine.words import fill
    from whiteglove.learning.practice.schema import EXPECT, GOOD, PART

    content = packs.content(PART, packs.known(run.revision_id))
    turns = fill(content[EXPECT][run.scenario][GOOD]["turns"], values_of(content[run.scenario], run.seed))
    return [one["say"] for one in turns if one.get("say")]


def enrolled(many: int, desk: int, ended: int) -> list[Learner]:
    """Trainees, each signed in, with a customer to serve and runs that are over."""
    from whiteglove.ground.lib import clock
    from whiteglove.ground.people.models import Person
    from whiteglove.learning.practice.actions.begin import begin_run
    from whiteglove.learning.practice.actions.sit_down import sit_down
    from whiteglove.learning.practice.models import Run

    people = [Person(email=f"learner{n}@whiteglove.example", name=f"Learner {n}", role="trainee") for n in range(many)]
    for person in people:
        person.set_unusable_password()
    made = enumerate(Person.objects.bulk_create(people))
    learners = [Learner(n, one, sign_in(one), plain=n % 10 >= desk) for n, one in made]
    names = scenarios()
    for one in learners:
        about = {"scenario": names[one.number % len(names)], "medium": "chat", "seed": one.number + 1}
        run = begin_run(by=one.person, at=clock.now(), **about)
        if ended:
            over = {"mood": 50, "patience": 3, "began_at": clock.now(), "ended_at": clock.now(), "ending": "met"}
            over |= {"score": 80, "passed": True, "revision_id": run.revision_id, "result": {}, **about}
            Run.objects.bulk_create([Run(person=one.person, **over) for _ in range(ended)])
        if not one.plain:
            sit_down(run=run, by=one.person, at=clock.now())
    return learners


def main(many: int = 1000, minutes: float = 5, desk: int = 0, ended: int = 20) -> int:
    """Returns 1 when the goal is missed or something went wrong."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory(prefix="whiteglove-bench-") as home:
        port = free_port()
        furnish(home, port)
        learners = enrolled(many, desk, ended)
        with serving(port) as house:
            web, crowd = Web(port), Crowd(port)
            settled()
            for one in learners:
                take_up(web, one)
                crowd.add(name=f"p{one.number}", path="/live/", cookie=f"sessionid={one.key}", says=[],
                          hears='"name": "ticket.customer_wrote"')  # fmt: skip
            asked = sorted({where(one) for each in learners[0].parts.values() for one in each})
            print("after a word a page of the desk asks for", *asked) if asked else None
            crowd.begin()
            warm(web, learners)
            school = School(web, crowd, learners)
            who = {"the house": house.pid, "the sockets' other ends": crowd.process.pid, "who asks": os.getpid()}
            before, began = {name: processor(pid) for name, pid in who.items()}, time.monotonic()
            school.play(minutes * 60)
            spent = time.monotonic() - began
            used = [f"{name} {(processor(pid) - before[name]) / spent:.0%}" for name, pid in who.items()]
            print(f"{many} learners for {minutes:g} minutes; the house holds {memory(house):.0f} MB")
            crowd.process.kill()
            return told(school, spent, used, crowd.lost)


def warm(web: Web, learners: list[Learner]) -> None:
    """The house has made its reader: a first turn waits for that."""
    one = next((each for each in learners if each.plain), None)
    if one is None:
        return
    web.ask("POST", f"/practice/runs/{one.run.pk}/play/", one.headers, urlencode({"turn": 1, "said": one.words[0]}))
    one.turn = 1


def told(school: School, spent: float, used: list[str], lost: int) -> int:
    turns = len(school.took["reply"]) + len(school.took["plain turn"])
    print(f"{turns / spent:.1f} turns and {school.asked['beside'] / spent:.0f} other requests a second; "
          f"of one core: {', '.join(used)}")  # fmt: skip
    for name, values in school.took.items():
        if not values:
            continue
        p50, p95 = percentile(values, 50), percentile(values, 95)
        print(f"{name}: {len(values)}, p50 {p50:.0f} ms, p95 {p95:.0f} ms, slowest {max(values, default=0):.0f} ms")
    for what, times in school.troubles.most_common(8):
        print(f"{times} times: {what}")
    print(f"sockets lost {lost}")
    late = max(percentile(values, 95) for name in ("reply", "plain turn") if (values := school.took[name]))
    return int(late > GOAL or bool(lost) or bool(school.troubles))


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(*map(int, given[:1]), *map(float, given[1:2]), *map(int, given[2:4])))
