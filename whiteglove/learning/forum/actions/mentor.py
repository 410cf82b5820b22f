"""Who is a mentor of the forum: named by a lead, or by the house for whoever reaches the level that asks it."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.forum.errors import Refused
from whiteglove.learning.forum.models import Mentor


def name_mentor(*, person: Person, by: Person | None, at: datetime) -> Mentor:
    """Twice is once. `by` None is the house itself; nobody names themselves."""
    if by is not None:
        require(by, "forum.moderate")
        if by.pk == person.pk:
            raise Refused("Another lead can name you.")
    if not person.is_staff_member:
        raise Refused("Choose a colleague who works here.")
    with transaction.atomic():
        made, new = Mentor.objects.get_or_create(person=person, ended_at=None, defaults={"by": by, "at": at})
        if new:
            record("forum_mentor.named", subject=made, by=by, at=at, facts={"person": person.pk}, audience="staff")
    return made


def end_mentor(*, person: Person, by: Person | None, at: datetime) -> None:
    """What they did as one still counts."""
    if by is not None and by.pk != person.pk:
        require(by, "forum.moderate")
    with transaction.atomic():
        row = Mentor.objects.select_for_update(of=("self",)).standing().filter(person=person).first()
        if row:
            row.ended_at, row.ended_by = at, by
            row.save(update_fields=["ended_at", "ended_by"])
            record("forum_mentor.ended", subject=row, by=by, at=at, facts={"person": person.pk}, audience="staff")
