"""What a change costs with one wall and with twenty: `bin/bench wall 10000`.

Grows the desk in WHITEGLOVE_HOME (or DATABASE_URL) to the size, then changes a ticket again and again and lets the
walls ask. Processor time in milliseconds, the median of ten.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable

ROUNDS, WALLS = 10, 20


def main(size: int = 10_000) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("WHITEGLOVE_DEMO", "1")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from whiteglove.ground.lib import clock

    from .working_out import figures_of_all

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    grow(size)
    figures_of_all(clock.now())  # the day's beginning is found once
    print(f"working it out   {median(lambda: None, lambda: figures_of_all(clock.now())):6.1f} ms")
    for walls in (1, WALLS):
        print(f"{walls:2} wall(s), a change {asked_by(walls):6.1f} ms")
    return 0


def grow(size: int) -> None:
    from whiteglove.front.cli.seeding import seed
    from whiteglove.service.desk.models import Message, Ticket

    seed(size)
    counts = (Ticket.objects.count(), Ticket.objects.open().count(), Message.objects.count())
    print("{:,} tickets, {:,} open, {:,} messages".format(*counts))


def asked_by(walls: int) -> float:
    from django.test import Client

    from whiteglove.ground.lib import clock
    from whiteglove.ground.people.models import Person
    from whiteglove.service.desk import actions
    from whiteglove.service.desk.models import Ticket

    lee = Person.objects.get(email="lee@whiteglove.example")
    ticket = Ticket.objects.open().filter(team__in=lee.team_ids).first()
    clients = [Client() for _ in range(walls)]
    for client in clients:
        client.force_login(lee, backend="whiteglove.ground.people.recognising.Backend")

    def change() -> None:
        wanted = "low" if Ticket.objects.get(pk=ticket.pk).priority == "high" else "high"
        actions.set_priority(ticket=ticket, by=lee, at=clock.now(), priority=wanted)
        time.sleep(1.05)  # longer than the figures rest

    def ask() -> None:
        for client in clients:
            assert client.get("/wall/now/").status_code == 200

    return median(change, ask)


def median(before: Callable[[], object], measured: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        before()
        began = time.process_time()
        measured()
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
