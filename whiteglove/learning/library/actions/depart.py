"""Somebody leaves the house; and what was deleted a month ago goes for good."""

from datetime import datetime, timedelta

from whiteglove.ground.people.models import Person
from whiteglove.learning.library.models import Confirmation, Experience, Loan, Note
from whiteglove.learning.library.models.reading import Ending

KEPT = timedelta(days=30)


def part(*, person: Person, at: datetime) -> None:
    """Idempotent: it looks at how things are. Their words aren't shown to others any more."""
    if person.is_active and person.is_staff_member:
        return
    Loan.objects.standing().filter(person=person).update(ended_at=at, how=Ending.RETURNED)
    Note.objects.filter(person=person, shared_at__isnull=False).update(shared_at=None)
    Confirmation.objects.asked().filter(experience__person=person).delete()


def sweep(*, at: datetime) -> int:
    """What its writer deleted and didn't bring back. No event: nobody did anything."""
    rows = (Note.objects.filter(deleted_at__lt=at - KEPT), Experience.objects.filter(deleted_at__lt=at - KEPT))
    return sum(one.delete()[0] for one in rows)
