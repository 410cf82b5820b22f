"""How long the levels of a team take: `bin/bench careers [PEOPLE] [EACH]`, 200 people and 60 facts of each sort.

Fills the desk in WHITEGLOVE_HOME (or DATABASE_URL) with people, a year of facts, reviews, practice and contributions,
and undoes all of it afterwards. Own processor time in milliseconds, the median of fifteen.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta

ROUNDS = 15


def main(people: int = 200, each: int = 60) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import transaction

    from whiteglove.front.cli import setup

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    setup.load_packs(setup.HERE / "packs", lambda *words: None)
    with transaction.atomic():
        measured(people, each)
        transaction.set_rollback(True)


def measured(people: int, each: int) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from whiteglove.ground.lib import clock
    from whiteglove.learning.careers import queries
    from whiteglove.learning.careers.actions.remember import remember

    lead, now = filled(people, each), clock.now()
    found, team = queries.in_force(), list(queries.people_of(lead)[:200])
    with CaptureQueriesContext(connection) as seen:
        queries.standings(found, team, now, lead)
    print(f"{len(team)} people, {len(seen)} statements")
    connection.force_debug_cursor = False
    print(f"levels of all {median(lambda: queries.standings(found, team, now, lead)):8.1f} ms")
    print(f"remembered       {median(lambda: remember(by=lead, at=now)):8.1f} ms")
    client = Client()
    client.force_login(lead, backend="whiteglove.ground.people.recognising.Backend")
    for path in (
        "/capabilities/team/",
        "/capabilities/team/?role=representative&sort=gaps",
        f"/capabilities/people/{team[0].pk}/",
    ):
        print(f"{path[-32:]:32} {median(lambda path=path: client.get(path)):8.1f} ms")


def filled(people: int, each: int):
    """A team with what a year brings, and its lead."""
    from django.db import connection
    from django.utils import timezone

    from whiteglove.ground.lib import clock
    from whiteglove.ground.people.models import Membership, Person, Team
    from whiteglove.learning.coaching.models import Suggestion

    now, chance = clock.now(), random.Random(7)
    team = Team.objects.create(slug="bench-of-careers", name="Bench of careers")
    made = [Person(name=f"Agent {n:03}", email=f"bench-{n}@whiteglove.example", role="agent") for n in range(people)]
    lead = Person(name="Lead", email="bench-lead@whiteglove.example", role="lead")
    Person.objects.bulk_create([*made, lead])
    everybody = list(Person.objects.filter(email__startswith="bench-"))
    Membership.objects.bulk_create([Membership(person=one, team=team) for one in everybody])
    agents = [one for one in everybody if one.role == "agent"]
    days = [timezone.localtime(now - timedelta(days=n)).replace(hour=12) for n in range(365)]
    facts(agents, each, team.pk, days, chance)
    Suggestion.objects.bulk_create(
        [Suggestion(title="Shorter", by=chance.choice(agents), at=chance.choice(days)) for _ in range(5 * people)]
    )
    reviewed(agents, next(one for one in everybody if one.role == "lead"), team, days, chance)
    with connection.cursor() as cursor:
        # A server learns how large tables are soon after rows are committed; these never are.
        cursor.execute("ANALYZE")
    return Person.objects.get(email="bench-lead@whiteglove.example")


def facts(agents: list, each: int, team: int, days: list, chance: random.Random) -> None:
    from whiteglove.learning.careers import queries
    from whiteglove.learning.careers.framework import METRIC
    from whiteglove.learning.measures.actions.add_up_anew import add_up_month
    from whiteglove.learning.measures.metrics import METRICS
    from whiteglove.learning.measures.models import Fact

    named = (one.of[0] for each in queries.in_force().capabilities.values() for one in each.indicators
             if one.source == METRIC)  # fmt: skip
    sorts, rows = sorted({sort for name in named for sort in METRICS[name].sorts}), []
    for sort in sorts:
        for number in range(each * len(agents)):
            at, value = chance.choice(days), chance.choice((3, 4, 5, 5))
            flags = {name: int(chance.random() < 0.8) for name in ("met", "first", "first_contact", "stands")}
            rows.append(Fact(sort=sort, source=number, at=at, day=at.date(), person=agents[number % len(agents)].pk,
                             team=team, channel=chance.choice(("email", "chat", "phone")), kind="billing", timed=1,
                             value=value, square=value**2, **flags))  # fmt: skip
    Fact.objects.bulk_create(rows, batch_size=2000)
    for month in sorted({day.date().replace(day=1) for day in days}):
        add_up_month(month)
    print(f"{len(rows):,} facts of {len(sorts)} sorts")


def reviewed(agents: list, lead, team, days: list, chance: random.Random) -> None:
    """Twenty reviews of each, of all items that capabilities ask for."""
    from whiteglove.ground.packs.models import Revision
    from whiteglove.learning.careers import queries
    from whiteglove.learning.careers.framework import CARD
    from whiteglove.learning.quality.models import Review, Verdict
    from whiteglove.service.customers.models import Customer
    from whiteglove.service.desk.models import Ticket

    items = sorted({name for each in queries.in_force().capabilities.values() for one in each.indicators
                    if one.source == CARD for name in one.of})  # fmt: skip
    ticket = Ticket.objects.create(customer=Customer.objects.create(name="Cleo"), team=team, subject="Bench",
                                   opened_at=days[0], changed_at=days[0])  # fmt: skip
    about = {"ticket": ticket, "reviewer": lead, "revision": Revision.objects.latest("pk"), "card": "conversation"}
    given = Review.objects.bulk_create([
        Review(about=one, begun_at=at, given_at=at, **about) for one in agents for at in chance.choices(days, k=20)
    ])  # fmt: skip
    Verdict.objects.bulk_create([
        Verdict(review=one, item=item, verdict=chance.choice(("met", "met", "partly")))
        for one in given for item in items
    ], batch_size=2000)  # fmt: skip


def median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - began))
    return statistics.median(taken[1:])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
