"""What comes later: a reminder before, a certificate afterwards, how it was; the address of a calendar; leaving."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.gatherings.models import Feed, Feedback, Gathering, Seat
from whiteglove.service.desk.errors import Refused

from .changing import tell, text
from .seat import leave_seat

AHEAD = timedelta(hours=24)
AT_ONCE = 200


def give_feedback(*, gathering: Gathering, useful: int, clear: int, words: str, by: Person, at: datetime) -> None:
    """Once, and nobody knows whose it is: neither the row nor the event names anybody."""
    require(by, "gatherings.see")
    if not (1 <= useful <= 5 and 1 <= clear <= 5):
        raise Refused("Choose one of five for each.")
    with transaction.atomic():
        seat = Seat.objects.select_for_update(of=("self",)).attended().filter(gathering=gathering, person=by).first()
        if seat is None:
            raise Refused("Only those who were there say how it was.")
        if seat.fed_back:
            raise Refused("You have said how it was. Thank you.")
        seat.fed_back = True
        seat.save(update_fields=["fed_back"])
        Feedback.objects.create(gathering=gathering, useful=useful, clear=clear, words=text(words, 1000))
        record("gathering.feedback_given", subject=gathering, by=None, at=at)


def remind(*, at: datetime) -> int:
    """Each who took a seat more than a day before is told once. How many."""
    soon = Gathering.objects.standing().filter(starts_at__gt=at, starts_at__lte=at + AHEAD)
    return sum(_remind(one, at) for one in soon.order_by("starts_at")[:AT_ONCE])


def _remind(gathering: Gathering, at: datetime) -> int:
    with transaction.atomic():
        rows = Seat.objects.select_for_update(of=("self",)).taken().filter(
            gathering=gathering, reminded_at__isnull=True, at__lte=gathering.starts_at - AHEAD
        )  # fmt: skip
        found = list(rows[:AT_ONCE])
        for seat in found:
            seat.reminded_at = at
            seat.save(update_fields=["reminded_at"])
            tell("gathering.reminder_due", seat, None, at)
    return len(found)


def certify(*, at: datetime) -> int:
    """Once it is over, whoever was there has earned a certificate. How many."""
    with transaction.atomic():
        rows = Seat.objects.select_for_update(of=("self",)).attended().filter(
            certified_at__isnull=True, gathering__ends_at__lte=at, gathering__certifies=True
        )  # fmt: skip
        found = list(rows.order_by("id")[:AT_ONCE])
        for seat in found:
            seat.certified_at = at
            seat.save(update_fields=["certified_at"])
            tell("gathering.certificate_due", seat, None, at)
    return len(found)


def renew_feed(*, by: Person, at: datetime) -> Feed:
    """The address so far leads nowhere from now on."""
    require(by, "gatherings.see")
    with transaction.atomic():
        feed, made = Feed.objects.select_for_update(of=("self",)).get_or_create(person=by, defaults={"at": at})
        if not made:
            feed.number, feed.at = feed.number + 1, at
            feed.save(update_fields=["number", "at"])
        record("gathering.feed_renewed", subject=by, by=by, at=at, audience=f"person:{by.pk}")
    return feed


def part(*, person: Person, at: datetime) -> None:
    """Somebody leaves: seats to come are given back, and their calendar's address leads nowhere, also once they are
    back, because its number goes on. It can be done again."""
    if person.is_staff_member:
        return
    Feed.objects.filter(person=person).update(number=F("number") + 1, at=at)
    rows = Seat.objects.standing().filter(person=person, gathering__starts_at__gt=at).select_related("gathering")
    for seat in rows:
        leave_seat(gathering=seat.gathering, by=None, at=at, person=person)
