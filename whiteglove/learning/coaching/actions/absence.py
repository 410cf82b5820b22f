"""Somebody says when they are away: what is planned in those days moves."""

from datetime import date, datetime, timedelta

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.models import Absence, Pairing
from whiteglove.service.desk.errors import Refused

from .plan import days_ahead, mend


def note_absence(*, person: Person, first: date, last: date, by: Person, at: datetime) -> Absence:
    """Whole days, both included."""
    require(by, "coaching.see")
    if by.pk != person.pk:
        require(by, "coaching.pair", person)
    if last < first or (last - first).days > 400 or last < at.date() - timedelta(days=1):
        raise Refused("An absence lasts from a first day to a last one, to come, of at most a year.")
    with transaction.atomic():
        made = Absence.objects.create(person=person, first=first, last=last, by=by, at=at)
        _tell("absence.noted", made, by, at)
    return made


def withdraw_absence(*, absence: Absence, by: Person, at: datetime) -> None:
    require(by, "coaching.see")
    if by.pk != absence.person_id:
        require(by, "coaching.pair", absence.person)
    with transaction.atomic():
        if Absence.objects.standing().filter(pk=absence.pk).update(undone_at=at):
            _tell("absence.withdrawn", absence, by, at)


def make_way(*, person: int, at: datetime) -> int:
    """Move or skip what is planned with somebody who is away then. Returns how many."""
    programme = queries.programme()
    if programme is None:
        return 0
    pairings = Pairing.objects.standing().select_related("agent", "lead")
    return mend(days=days_ahead(pairings, at, programme), at=at, only=person)


def _tell(name: str, row: Absence, by: Person, at: datetime) -> None:
    facts = {"person": row.person_id, "first": row.first, "last": row.last}
    record(name, subject=row, by=by, at=at, facts=facts, audience=f"person:{row.person_id}")
