"""Draw the week's conversations for review."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Membership, Person, Role
from whiteglove.ground.people.policy import require
from whiteglove.learning.quality import queries
from whiteglove.learning.quality.candidates import candidates
from whiteglove.learning.quality.drawing import Drawn, draw
from whiteglove.learning.quality.models import Sample
from whiteglove.service.desk.errors import Refused

FRIDAY = 4


def draw_samples(*, at: datetime, by: Person | None = None) -> list[Sample]:
    """What is missing of this week's quotas. The same again finds nothing left to draw. What waits for somebody who
    reviews no longer can be drawn for another."""
    if by is not None:
        require(by, "quality.review")
    week = monday(at)
    how = queries.rules()["sampling"]
    with transaction.atomic():
        out_of_reach().delete()
        drawn = Sample.objects.filter(week=week)
        rows = list(drawn.values_list("about", "reviewer", "why"))
        had, has, whys = (Counter(row[place] for row in rows) for place in range(3))
        seed = f"{week.isoformat()}-{len(rows)}"
        found = draw(
            candidates(week, at, how), seed=seed, per_person=how["per_person"], per_reviewer=how["per_reviewer"],
            shares=how["shares"], had=had, has=has, drawn=whys, late=is_late(at),
        )  # fmt: skip
        made = Sample.objects.bulk_create(_rows(found, week, seed, at), ignore_conflicts=True)
        if made:
            who = " ".join(sorted({f"person:{one.reviewer}" for one in found}))
            facts = {"count": len(made), "seed": seed}
            record("sample.drawn", subject=f"sample:{week:%Y%m%d}", by=by, at=at, facts=facts, audience=who)
    return made


def out_of_reach() -> QuerySet[Sample]:
    """What waits for somebody who leads no longer, or no longer in the ticket's team."""
    leads = Person.objects.active().filter(role=Role.LEAD)
    near = Membership.objects.filter(person=OuterRef("reviewer"), team=OuterRef("ticket__team"))
    elsewhere = Q(ticket__team__isnull=False) & ~Exists(near)
    return Sample.objects.open().filter(~Q(reviewer__in=leads) | elsewhere)


def _rows(found: Iterable[Drawn], week: date, seed: str, at: datetime) -> list[Sample]:
    with_all = {"week": week, "seed": seed, "at": at}
    return [
        Sample(ticket_id=one.ticket, about_id=one.about, reviewer_id=one.reviewer, why=one.why, **with_all)
        for one in found
    ]


def monday(at: datetime) -> date:
    """Of the week it is where the desk is."""
    today = timezone.localtime(at).date()
    return today - timedelta(days=today.weekday())


def is_late(at: datetime) -> bool:
    """From Friday on, where the desk is: until then each reason's room is kept for what the week may still bring."""
    return timezone.localtime(at).weekday() >= FRIDAY


def skip_sample(*, sample: Sample, by: Person, at: datetime) -> None:
    """Set it aside; `take_up_sample` undoes it."""
    _own(sample, by)
    with transaction.atomic():
        if Sample.objects.open().filter(pk=sample.pk).update(skipped_at=at):
            record("sample.skipped", subject=sample, by=by, at=at, facts={"ticket": sample.ticket_id},
                   audience=f"person:{by.pk}")  # fmt: skip


def take_up_sample(*, sample: Sample, by: Person, at: datetime) -> None:
    _own(sample, by)
    Sample.objects.filter(pk=sample.pk).update(skipped_at=None)


def _own(sample: Sample, by: Person) -> None:
    require(by, "quality.review", sample)
    if sample.reviewer_id != by.pk:
        raise Refused("This was drawn for somebody else.")
