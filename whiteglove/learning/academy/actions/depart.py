"""Somebody leaves, or no longer has a role in which one learns: nothing waits for them any more."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.learning.academy.models import Application, Enrolment, Mentoring, Review, Seat
from whiteglove.learning.academy.models.application import ApplicationState

from .changing import tell
from .enrol import leave
from .workshop import leave_seat

GONE = "Access has ended, or the role changed"


def part(*, person: Person, at: datetime) -> None:
    """Idempotent: it looks at how things are, not at what happened."""
    if person.is_staff_member:
        if person.role == "trainee":
            _no_longer_mentor(person, at)
        return
    _no_longer_mentor(person, at)
    Application.objects.waiting().filter(person=person).update(
        state=ApplicationState.WITHDRAWN, decided_at=at, reason=GONE
    )
    for one in Enrolment.objects.not_ended().filter(person=person, completed_at__isnull=True).select_related("person"):
        leave(enrolment=one, why=GONE, by=None, at=at)
    Review.objects.asked().filter(enrolment__person=person).delete()
    for seat in Seat.objects.standing().filter(person=person, session__starts_at__gt=at).select_related("session"):
        leave_seat(session=seat.session, by=None, at=at, person=person)


def _no_longer_mentor(person: Person, at: datetime) -> None:
    with transaction.atomic():
        for one in Mentoring.objects.standing().filter(mentor=person).select_related("enrolment"):
            one.ended_at = at
            one.save(update_fields=["ended_at"])
            tell("mentoring.ended", one, one.enrolment, None, at, mentor=person.pk)
