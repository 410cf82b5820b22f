"""How fast the desk reads at a size: `python -m whiteglove.service.desk.bench 10000`, or `bin/bench desk …`.

Lists, counts, a conversation and searches are asked for in this process. Every line gives the median and the slowest of
twenty (p95) by the clock and the median of the thread's own work, in milliseconds. Pages are in `bench/pages.py`.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

ROUNDS, WARM = 60, 5


def main(sizes: list[int]) -> int:
    """Grow the desk in WHITEGLOVE_HOME (or DATABASE_URL) to each size in turn, and measure there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("WHITEGLOVE_DEMO", "1")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for size in sorted(sizes):
        grow(size)
        measure(size)
    return 0


def grow(size: int) -> None:
    """By the command, because seeding lies above this room."""
    from whiteglove.service.desk.models import Ticket

    if Ticket.objects.count() < size:
        subprocess.run([sys.executable, "-m", "whiteglove.front.cli.main", "seed", "--tickets", str(size)], check=True)


def measure(size: int) -> None:
    from django.db import connection

    from whiteglove.ground.people.models import Person
    from whiteglove.service.desk.models import Ticket

    ada = Person.objects.get(email="ada@whiteglove.example")
    agents = Person.objects.filter(email__startswith="agent").order_by("-memberships__team_id")
    small = agents.first() or ada
    print(f"\n{Ticket.objects.count():,} tickets on {connection.vendor}")
    admin = Person.objects.filter(role="admin").first() or ada
    searches = [*search_calls(ada), *search_calls(small, "a small team: "), *search_calls(admin, "administrator: ")]
    for says, call in [*queue_calls(ada), *ticket_calls(ada), *searches]:
        show(says, timed(call))


Call = Callable[[], object]


def queue_calls(ada) -> list[tuple[str, Call]]:
    from whiteglove.service.desk import queries
    from whiteglove.service.desk.models import VIEWS

    lists = [(f"list {view}", lambda view=view: queries.queue(ada, view)) for view in VIEWS]
    deep = queries.queue(ada, "all", size=2_000).next
    return [
        *lists, ("list all, 2,000 rows in", lambda: queries.queue(ada, "all", deep)),
        ("all counts", lambda: queries.counts(ada)),
    ]  # fmt: skip


def long_ticket(ada):
    """A ticket with twenty messages, made once by writing notes."""
    from whiteglove.ground.lib import clock
    from whiteglove.service.desk import actions
    from whiteglove.service.desk.models import Ticket

    ticket = Ticket.objects.visible_to(ada).filter(message_count__gte=20).order_by("-pk").first()
    if ticket is None:
        ticket = Ticket.objects.visible_to(ada).unfinished().order_by("-pk").first()
        for n in range(20 - ticket.message_count):
            actions.note(ticket=ticket, by=ada, at=clock.now(), text=f"Note {n}: asked the warehouse again.")
    return ticket


def ticket_calls(ada) -> list[tuple[str, Call]]:
    from whiteglove.service.desk import queries

    ticket = long_ticket(ada)
    return [("conversation of 20 messages", lambda: queries.conversation(ticket, ada))]


def search_calls(person, says: str = "") -> list[tuple[str, Call]]:
    from whiteglove.service.desk.search import find

    asked = {
        "rare": "quokka", "common": "order", "two common": "refund order", "common and rare": "order ocarina",
        "phrase": '"on its way"', "common with a filter": "order is:snoozed", "prefix": "deliv*",
        "first letter": "o*",
        "absent": "xylophone", "common, old": "order before:2025-06-01", "number": "#4242",
    }  # fmt: skip
    return [(f"{says}search {name}", lambda typed=typed: find(person, typed)) for name, typed in asked.items()]


Took = list[tuple[float, float]]


def timed(call: Call) -> Took:
    """(milliseconds by the clock, milliseconds of this thread's own work) of each round, without the first few."""
    took = []
    for _ in range(WARM + ROUNDS):
        began, worked = time.perf_counter(), time.thread_time()
        call()
        took.append(((time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000))
    return took[WARM:]


def show(says: str, took: Took) -> None:
    """Own work stands beside the clock: on a busy machine the clock measures the neighbours too."""
    clock, own = ([round_[n] for round_ in took] for n in (0, 1))
    p50, p95, work = statistics.median(clock), statistics.quantiles(clock, n=20)[-1], statistics.median(own)
    print(f"{says:<42} p50 {p50:8.2f}  p95 {p95:8.2f}  own {work:8.2f}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main([int(word) for word in sys.argv[1:]] or [10_000]))
