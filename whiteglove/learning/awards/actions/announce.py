"""Write the results down, once and for good; and what happens when somebody leaves."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.learning.awards import queries
from whiteglove.learning.awards.judging import AWARDED, NOBODY
from whiteglove.learning.awards.models import Category, Cycle, Judge, Nomination, Win

from .changing import locked
from .judge import dismiss
from .nominate import withdraw


def announce_due(*, at: datetime) -> int:
    """Whatever round's time has come. How many."""
    due = list(Cycle.objects.due(at).order_by("results_at", "id")[:20])
    return sum(_announce(one, at) for one in due)


def _announce(cycle: Cycle, at: datetime) -> bool:
    with transaction.atomic():
        row = locked(cycle.pk)
        if row.announced_at or row.called_off_at or row.results_at > at:
            return False
        row.announced_at = at
        row.save(update_fields=["announced_at"])
        for category in row.categories.select_related("cycle").order_by("id"):
            _write(category, at)
        record("award_cycle.announced", subject=row, by=None, at=at, facts={"name": row.name})
    return True


def _write(category: Category, at: datetime) -> None:
    counting = queries.counting(category)
    for one in counting:
        one.counted = True
        one.save(update_fields=["counted"])
    found = queries.outcome(category, counting)
    category.outcome = found.how
    category.save(update_fields=["outcome"])
    nominees = dict(Nomination.objects.filter(category=category).values_list("pk", "nominee_id"))
    for one in found.marks if found.how in (AWARDED, NOBODY) else ():
        won = one.nomination in found.winners
        made = Win.objects.create(nomination_id=one.nomination, place=one.place, mean=round(one.mean, 4), won=won,
                                  spread=round(one.spread, 4), judges=one.judges, at=at)  # fmt: skip
        if won:
            person = nominees[one.nomination]
            facts = {"person": person, "nomination": one.nomination, "category": category.pk}
            record("award.granted", subject=made, by=None, at=at, facts=facts, audience=f"person:{person}")


def part(*, person: Person, at: datetime) -> None:
    """Somebody leaves: they are out of what is open, and nobody outside reads of their awards. Idempotent."""
    if person.is_staff_member:
        return
    open_ones = {"cycle__announced_at__isnull": True, "cycle__called_off_at__isnull": True}
    inside = {f"category__{name}": value for name, value in open_ones.items()}
    for one in Nomination.objects.not_ended().filter(nominee=person, **inside):
        withdraw(nomination=one, by=None, at=at)
    for one in Judge.objects.standing().filter(person=person, category__cycle__judged_by__gt=at, **inside):
        dismiss(judge=one, by=None, at=at)
    Nomination.objects.filter(nominee=person, shown_at__isnull=False).update(shown_at=None)
