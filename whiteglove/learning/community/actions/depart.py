"""Somebody leaves: nothing of theirs is public any more, and nobody waits for them."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.community.models import Mentorship, Request, RequestState

from .mentor import end
from .offer import close_offer
from .publish import withdraw


def part(*, person: Person, at: datetime) -> None:
    """Idempotent: it looks at how things are, not at what happened."""
    if person.role in ("lead", "agent", "admin") and person.is_active:
        return
    close_offer(mentor=person, by=None, at=at)
    if person.is_staff_member:  # who learns again mentors nobody
        for one in Mentorship.objects.standing().filter(mentor=person):
            end(mentorship=one, by=None, at=at)
        return
    withdraw(person=person, by=None, at=at)
    Request.objects.waiting().filter(mentee=person).update(state=RequestState.WITHDRAWN, answered_at=at)
    for one in Mentorship.objects.standing().of(person):
        end(mentorship=one, by=None, at=at)
