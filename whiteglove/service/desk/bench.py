"""How fast the desk is at a size: `python -m whiteglove.service.desk.bench 10000 100000`, or `bin/bench desk …`.

Pages are asked for in this process through Django's test client, so what is measured is the product's own time:
routing, permission, statements, template. Every line gives the median and the slowest of twenty (p95), in milliseconds,
the thread's own work, and its ratio to a bare Django page with 25 rows and one statement, measured beside it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

ROUNDS, WARM = 60, 5
BARE = "<table>{% for row in rows %}<tr><td>{{ row.id }}</td><td>{{ row.subject }}</td></tr>{% endfor %}</table>"


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
    bare = timed(bare_page())
    show("bare page, 25 rows, one statement", bare, bare)
    searches = [*search_calls(ada), *search_calls(small, "a small team: ")]
    for says, call in [*queue_calls(ada), *ticket_calls(ada), *searches]:
        show(says, timed(call), bare)


Call = Callable[[], object]


def queue_calls(ada) -> list[tuple[str, Call]]:
    from whiteglove.service.desk import queries
    from whiteglove.service.desk.models import VIEWS

    browser = browse(ada)
    pages = [("queue page", lambda: fetched(browser, "/desk/"))]
    lists = [(f"  list {view}", lambda view=view: queries.queue(ada, view)) for view in VIEWS]
    deep = queries.queue(ada, "all", size=2_000).next
    return [
        *pages, *lists, ("  list all, 2,000 rows in", lambda: queries.queue(ada, "all", deep)),
        ("  all counts", lambda: queries.counts(ada)),
    ]  # fmt: skip


def ticket_calls(ada) -> list[tuple[str, Call]]:
    """The page of a ticket with twenty messages, made once by writing notes."""
    from whiteglove.ground.lib import clock
    from whiteglove.service.desk import actions, queries
    from whiteglove.service.desk.models import Ticket

    ticket = Ticket.objects.visible_to(ada).filter(message_count__gte=20).order_by("-pk").first()
    if ticket is None:
        ticket = Ticket.objects.visible_to(ada).unfinished().order_by("-pk").first()
        for n in range(20 - ticket.message_count):
            actions.note(ticket=ticket, by=ada, at=clock.now(), text=f"Note {n}: asked the warehouse again.")
    browser = browse(ada)
    return [
        ("ticket page, 20 messages", lambda: fetched(browser, f"/desk/tickets/{ticket.pk}/")),
        ("  conversation", lambda: queries.conversation(ticket, ada)),
    ]


def search_calls(person, says: str = "") -> list[tuple[str, Call]]:
    from whiteglove.service.desk.search import find

    asked = {
        "rare": "quokka", "common": "order", "two common": "refund order", "common and rare": "order ocarina",
        "phrase": '"on its way"', "common with a filter": "order is:snoozed", "prefix": "deliv*",
        "absent": "xylophone", "common, old": "order before:2025-06-01", "number": "#4242",
    }  # fmt: skip
    return [(f"{says}search {name}", lambda typed=typed: find(person, typed)) for name, typed in asked.items()]


def browse(person):
    from django.test import Client

    browser = Client()
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def fetched(browser, address: str) -> object:
    answer = browser.get(address, headers={"host": "127.0.0.1"})
    assert answer.status_code == 200, (address, answer.status_code)
    return answer


def bare_page() -> Call:
    from django.http import HttpResponse
    from django.template import Context, Engine
    from django.test import RequestFactory

    from whiteglove.service.desk.models import Ticket

    page, factory = Engine().from_string(BARE), RequestFactory()

    def view(request):
        return HttpResponse(page.render(Context({"rows": Ticket.objects.order_by("-pk")[:25]})))

    return lambda: view(factory.get("/"))


Took = list[tuple[float, float]]


def timed(call: Call) -> Took:
    """(milliseconds by the clock, milliseconds of this thread's own work) of each round, without the first few."""
    took = []
    for _ in range(WARM + ROUNDS):
        began, worked = time.perf_counter(), time.thread_time()
        call()
        took.append(((time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000))
    return took[WARM:]


def show(says: str, took: Took, bare: Took) -> None:
    """The ratio is of the thread's own work: on a busy machine the clock measures the neighbours too."""
    clock, own = ([round_[n] for round_ in took] for n in (0, 1))
    p50, p95, work = statistics.median(clock), statistics.quantiles(clock, n=20)[-1], statistics.median(own)
    ratio = work / statistics.median(one for _, one in bare)
    print(f"{says:<42} p50 {p50:8.2f}  p95 {p95:8.2f}  own {work:8.2f}  {ratio:6.2f} x bare", flush=True)


if __name__ == "__main__":
    raise SystemExit(main([int(word) for word in sys.argv[1:]] or [10_000]))
