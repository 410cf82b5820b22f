"""Begin a programme, leave it, take it up again, move on to what the pack says now."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.models import Application, Attempt, Enrolment
from whiteglove.service.desk.errors import Refused

from .changing import locked, manage, said, tell


def enrol(
    *, person: Person, programme: str, application: Application | None = None, by: Person | None, at: datetime
) -> Enrolment:
    """With the revision in force now, which stays theirs."""
    if by is not None:
        manage(by, person)
    found = queries.in_force().get(programme)
    if found is None:
        raise Refused("This programme isn't offered any more.")
    with transaction.atomic():
        if Enrolment.objects.not_ended().filter(person=person, programme=programme).exists():
            raise Refused(f"{person.first_name} takes this programme already.")
        first = found.modules[0].id if found.modules else ""
        made = Enrolment.objects.create(programme=programme, revision_id=queries.ruling_revision(), person=person,
                                        application=application, at=at, by=by, module=first, gates=len(found.gates),
                                        moved_at=at)  # fmt: skip
        tell("enrolment.begun", made, made, by, at)
    return made


def leave(*, enrolment: Enrolment, why: str, by: Person | None, at: datetime) -> Enrolment:
    """By the learner, or whoever looks after them. What was done stays, and counts again if it is taken up again."""
    if by is not None and by.pk != enrolment.person_id:
        manage(by, enrolment.person)
    words = said(why, "Say in a few words why.", 300)
    with transaction.atomic():
        row = locked(enrolment)
        if row.ended_at:
            raise Refused("It has ended already.")
        row.ended_at, row.ended_by, row.why = at, by, words
        row.save(update_fields=["ended_at", "ended_by", "why"])
        tell("enrolment.ended", row, row, by, at)
    return row


def resume(*, enrolment: Enrolment, by: Person, at: datetime) -> Enrolment:
    if by.pk != enrolment.person_id or enrolment.ended_by_id != by.pk:
        manage(by, enrolment.person)
    with transaction.atomic():
        row = locked(enrolment)
        if Enrolment.objects.not_ended().filter(person=row.person, programme=row.programme).exists():
            raise Refused("This programme was begun anew meanwhile.")
        row.ended_at, row.ended_by, row.why, row.moved_at = None, None, "", at
        row.save(update_fields=["ended_at", "ended_by", "why", "moved_at"])
        tell("enrolment.resumed", row, row, by, at)
    return row


def move_on(*, enrolment: Enrolment, by: Person, at: datetime) -> Enrolment:
    """To the revision in force now. Attempts keep the one they were judged by."""
    manage(by, enrolment.person)
    found = queries.in_force().get(enrolment.programme)
    if found is None:
        raise Refused("This programme isn't offered any more: they go on with what they began.")
    with transaction.atomic():
        row = locked(enrolment)
        if row.ended_at or Attempt.objects.running().filter(enrolment=row).exists():
            raise Refused("Nobody is moved on who has left, or in the middle of a simulation.")
        before, row.revision_id, row.gates = row.revision_id, queries.ruling_revision(), len(found.gates)
        row.save(update_fields=["revision", "gates"])
        tell("enrolment.moved_on", row, row, by, at, before=before, revision=row.revision_id)
    return row
