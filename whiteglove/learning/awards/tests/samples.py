"""What this room puts into the house whose every door is knocked at."""

from datetime import timedelta

from tests.house.samples import AT, Samples
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.awards.models import Category, Cycle, Judge, Nomination

from .little import CRITERIA, STATEMENT

# Nominations belong to two people, judging to one: here the administrator of the house.
TEAM_BOUND = {f"awards:{name}" for name in ("nomination", "answer", "judging", "score", "conflict")}


def furnish(samples: Samples, support: Team) -> None:
    admin = Person.objects.get(email="admin@whiteglove.example")
    lee = Person.objects.get(email="lee@whiteglove.example")
    fatou = Person.objects.get(email="fatou@whiteglove.example")
    now = clock.now()
    cycle = Cycle.objects.create(
        name="this-year", title="Awards", by=lee, at=AT, opens_at=AT, closes_at=now - timedelta(days=1),
        judged_by=now + timedelta(days=300), results_at=now + timedelta(days=301),
    )  # fmt: skip
    category = Category.objects.create(cycle=cycle, name="calm", title="Calm", criteria=CRITERIA)
    row = Nomination.objects.create(
        category=category, nominee=fatou, by=fatou, at=AT, statement=STATEMENT, agreed_at=AT
    )
    judge = Judge.objects.create(category=category, person=admin, by=lee, at=AT)
    samples.parts |= {
        "awards:cycle": "this-year", "awards:category": "calm", "awards:nomination:pk": row.pk,
        "awards:answer:pk": row.pk, "awards:pk": judge.pk, "awards:nomination": row.pk,
    }  # fmt: skip
