"""Somebody leaves, or no longer has a role in which one learns: nothing of theirs waits for anybody any more."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.learning.journeys.models import Appeal, Application, Evidence

from .changing import tell
from .proofs import erase


def part(*, person: Person, at: datetime) -> None:
    """Idempotent. What was decided and reached stays, for the day they come back."""
    if person.is_staff_member:
        return
    with transaction.atomic():
        gone = [Appeal.objects.open(), Application.objects.waiting()]
        found = sum(rows.filter(person=person).delete()[0] for rows in gone)
        found += erase(Evidence.objects.waiting().filter(person=person))
        if found:
            tell("journey.left", person, person.pk, None, at)


def forget(*, person: Person, at: datetime) -> None:
    """Of somebody who left: what they wrote, and what was said of it, is gone; which levels they reached stays."""
    if person.is_staff_member:
        return
    with transaction.atomic():
        gone = [Appeal.objects.all(), Application.objects.all()]
        found = sum(rows.filter(person=person).delete()[0] for rows in gone)
        if found + erase(Evidence.objects.filter(person=person)):
            tell("journey.forgotten", person, person.pk, None, at)
