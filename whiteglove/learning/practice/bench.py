"""Many practise at once: `bin/bench practice [LEARNERS]`. The goal: a turn takes less than 100 ms (p95).

Each learner serves a simulated customer by chat at the desk, with the words of a good play. Told are what a learner
waits for (the ticket begun, a reply sent) and what the customer takes (reading, playing, filing), one after the other
in this process, in milliseconds.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

TURNS = 3


def main(learners: int) -> int:
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("WHITEGLOVE_DEMO", "1")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from whiteglove.service.desk.bench import show

    took: dict[str, list[tuple[float, float]]] = {"ticket begun": [], "reply sent": [], "turn of the customer": []}
    seats = list(seated(learners, took["ticket begun"]))
    for number in range(TURNS):
        for seat in seats:
            serve(seat, number, took)
    print(f"\n{learners:,} learners, {len(took['turn of the customer']):,} turns")
    for says, times in took.items():
        show(says, times)
    return 0


def seated(learners: int, took: list[tuple[float, float]]) -> Iterator[tuple[Any, list[str]]]:
    """Everybody with a customer of theirs and what they will say."""
    from whiteglove.ground.lib import clock
    from whiteglove.ground.people.actions.join import add_person
    from whiteglove.ground.people.models import Person
    from whiteglove.learning.practice import queries
    from whiteglove.learning.practice.actions.begin import begin_run
    from whiteglove.learning.practice.actions.sit_down import sit_down
    from whiteglove.learning.standards.actions import load_standard
    from whiteglove.learning.standards.reader_in_force import in_force

    load_standard(by=None, at=clock.now())
    in_force()
    names = [f"learner{n}@practice.invalid" for n in range(learners)]
    known = set(Person.objects.filter(email__in=names).values_list("email", flat=True))
    for one in (name for name in names if name not in known):
        add_person(email=one, name=one[:12], role="trainee", at=clock.now(), by=None)
    scenarios = sorted(queries.names())
    for n, person in enumerate(Person.objects.filter(email__in=names).order_by("pk")):
        run = begin_run(by=person, at=clock.now(), scenario=scenarios[n % len(scenarios)], medium="chat", seed=n + 1)
        times, run = timed(lambda run=run, person=person: sit_down(run=run, by=person, at=clock.now()))
        took.append(times)
        yield run, words_of(run)


def words_of(run: Any) -> list[str]:
    from whiteglove.ground.packs import in_force as packs
    from whiteglove.learning.practice.engine.case import values_of
    from whiteglove.learning.practice.engine.words import fill
    from whiteglove.learning.practice.schema import EXPECT, GOOD, PART

    content = packs.content(PART, packs.known(run.revision_id))
    turns = fill(content[EXPECT][run.scenario][GOOD]["turns"], values_of(content[run.scenario], run.seed))
    return [one["say"] for one in turns if one.get("say")]


def serve(seat: tuple[Any, list[str]], number: int, took: dict[str, list[tuple[float, float]]]) -> None:
    from whiteglove.ground.lib import clock
    from whiteglove.learning.practice.actions.go_on import go_on
    from whiteglove.service.desk import actions as desk
    from whiteglove.service.desk.models import Ticket

    run, words = seat
    run.refresh_from_db()
    if not run.is_open or number >= len(words):
        return
    ticket = Ticket.every.get(pk=run.ticket_id)
    about = {"ticket": ticket, "by": run.person, "seen_message_id": ticket.last_inbound_id}
    took["reply sent"].append(timed(lambda: desk.reply(text=words[number], at=clock.now(), **about))[0])
    took["turn of the customer"].append(timed(lambda: go_on(run=run.pk, at=clock.now()))[0])


def timed(call: Callable[[], Any]) -> tuple[tuple[float, float], Any]:
    began, worked = time.perf_counter(), time.thread_time()
    result = call()
    return ((time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000), result


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
