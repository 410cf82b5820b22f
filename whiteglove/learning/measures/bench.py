"""How fast numbers come at a size: `bin/bench measures 10000 100000 1000000`.

The desk in WHITEGLOVE_HOME (or DATABASE_URL) is grown to each size by seeding, counted, and asked for a year. Each
line gives the median and the slowest of twenty (p95) by the clock and the median of the thread's own work, in
milliseconds. Beyond 100,000 tickets the facts alone are multiplied, by SQL, each copy a day later so that days are as
mixed as on a desk of that size, and added up: its tickets, which no number reads, aren't there.
"""

from __future__ import annotations

import os
import sys
import time

from whiteglove.service.desk.bench import grow, show, timed

REAL = 100_000


def main(sizes: list[int]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("WHITEGLOVE_DEMO", "1")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for size in sorted(sizes):
        if size > REAL:
            multiply(size)
        else:
            grow(size)
            count()
        measure()
    return 0


def multiply(size: int) -> None:
    """As many facts as `size` tickets have, out of those there are; then every sum."""
    from django.db import connection
    from django.db.models import Max

    from whiteglove.learning.measures.actions.add_up_anew import add_up_again
    from whiteglove.learning.measures.models import Fact, Spread, Sum

    whole = Fact.objects.filter(sort="stint", first=1).count()
    step = 10 * (Fact.objects.aggregate(most=Max("source"))["most"] or 1)
    own = {"id", "source", "ticket_id", "day", "until_day"}
    columns = ", ".join(f'"{one.column}"' for one in Fact._meta.concrete_fields if one.column not in own)
    later = "date({}, '+{} days')" if connection.vendor == "sqlite" else "{} + {}"
    with connection.cursor() as cursor:
        for turn in range(1, size // whole):
            cursor.execute(
                f"INSERT INTO measures_fact (source, ticket_id, day, until_day, {columns}) "
                f"SELECT source + {turn * step}, ticket_id + {turn * step}, {later.format('day', turn)}, "
                f"{later.format('until_day', turn)}, {columns} FROM measures_fact WHERE source < {step}"
            )
    print(f"\n{size:,} tickets' facts on {connection.vendor}: {Fact.objects.count():,}", flush=True)
    began = time.perf_counter()
    add_up_again()
    print(f"added up in {time.perf_counter() - began:.0f} s: {Sum.objects.count():,} lines, "
          f"{Spread.objects.count():,} of spreads", flush=True)  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def count() -> None:
    """What isn't counted yet, timed."""
    from django.db import connection

    from whiteglove.ground.lib import clock
    from whiteglove.learning.measures.actions.follow import begin, step, sweep
    from whiteglove.learning.measures.models import Fact
    from whiteglove.service.desk.models import Ticket

    begin(clock.now())
    whole = Ticket.objects.count()
    new = whole - Fact.objects.filter(sort="stint", turn=1).count()
    print(f"\n{whole:,} tickets on {connection.vendor}", flush=True)
    began = time.perf_counter()
    while step(clock.now()) is not None or sweep(clock.now()):
        pass
    took = time.perf_counter() - began
    print(f"{new:,} tickets counted in {took:.1f} s ({new / took:,.0f} a second)", flush=True)
    print(f"{Fact.objects.count():,} facts", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure() -> None:
    from whiteglove.ground.people.models import Person
    from whiteglove.learning.measures import aiming, queries
    from whiteglove.learning.measures.actions import recount
    from whiteglove.learning.measures.asking import asked_for
    from whiteglove.learning.measures.metrics import METRICS
    from whiteglove.service.desk.models import Ticket

    admin = Person.objects.filter(role="admin").first()
    agent = Person.objects.filter(email="agent1@whiteglove.example").first() or admin
    some = list(Ticket.objects.order_by("-pk").values_list("pk", flat=True)[:20])
    asks = [
        ("everybody", admin, {"who": "all"}), ("a team", admin, {"who": team_of(admin)}),
        ("a person", agent, {"who": "me"}),
        ("everybody, one kind", admin, {"who": "all", "kind": "billing"}),
        ("everybody, one priority", admin, {"who": "all", "priority": "high"}),
        ("everybody, opening hours", admin, {"who": "all", "hours": "opening"}),
    ]  # fmt: skip
    for says, person, given in asks:
        for period in ("twelve-months", "last-quarter", "last-month"):
            asked = asked_for(person, given | {"period": period})
            show(f"all numbers, {says}, {period}", timed(lambda asked=asked: queries.cards(asked)))
        asked = asked_for(person, given | {"period": "twelve-months"})
        show(f"goals with their past, {says}", timed(lambda asked=asked: aiming.aims(asked)))
    asked = asked_for(admin, {"who": "all", "period": "twelve-months"})
    for key in ("response_compliance", "commitments_kept", "backlog"):
        show(f"rows of {key}", timed(lambda key=key: queries.rows(METRICS[key], asked, admin)))
    for given in ({"kind": "billing"}, {"kind": "feature", "priority": "urgent", "channel": "phone"}):
        few = asked_for(admin, {"who": "all", "period": "twelve-months"} | given)
        says = " ".join(given.values())
        show(f"rows of response_compliance, {says}",
             timed(lambda few=few: queries.rows(METRICS["response_compliance"], few, admin)))  # fmt: skip
    show("counting twenty tickets again", timed(lambda: recount(tickets=some)))


def team_of(admin) -> str:
    from whiteglove.learning.measures.sight import scopes

    return next(one.name for one in scopes(admin) if one.name.startswith("team-"))


if __name__ == "__main__":
    raise SystemExit(main([int(word) for word in sys.argv[1:]] or [10_000]))
