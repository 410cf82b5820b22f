"""What every verb of this room does: lock the row, change it, tell the learner."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.academy.models import Enrolment
from whiteglove.learning.academy.programme import Gate
from whiteglove.learning.academy.queries import programme_of
from whiteglove.service.desk.errors import Refused

LONGEST = 4000


@contextmanager
def learning(enrolment: Enrolment, by: Person) -> Iterator[Enrolment]:
    """The learner's own enrolment, locked. Refused once it has ended."""
    require(by, "academy.learn", enrolment)
    if by.pk != enrolment.person_id:
        raise Refused("Only the learner does this.")
    with transaction.atomic():
        row = locked(enrolment)
        if row.ended_at:
            raise Refused("You have left this programme. Take it up again to go on.")
        yield row


def locked(enrolment: Enrolment) -> Enrolment:
    return Enrolment.objects.select_for_update(of=("self",)).select_related("person").get(pk=enrolment.pk)


def gate_of(enrolment: Enrolment, id: str) -> Gate:
    programme = programme_of(enrolment)
    gate = programme.gate(id) if programme else None
    if gate is None:
        raise Refused("This gate isn't part of the programme as you began it.")
    return gate


def manage(by: Person, learner: Person) -> None:
    """Whoever decides about somebody looks after them, and isn't they."""
    require(by, "academy.manage", learner)
    if by.pk == learner.pk:
        raise Refused("Somebody else decides about your own learning.")


def said(words: str, ask: str, longest: int = LONGEST) -> str:
    """What was written, in one shape. Refused with `ask` where it is empty."""
    found = words.replace("\r\n", "\n").replace("\x00", "").strip()[:longest]
    if not found:
        raise Refused(ask)
    return found


def tell(name: str, subject: Model, enrolment: Enrolment, by: Person | None, at: datetime, **facts: object) -> None:
    """To the learner. Ids and numbers: what somebody wrote isn't told."""
    about = {"person": enrolment.person_id, "enrolment": enrolment.pk, "programme": enrolment.programme}
    record(name, subject=subject, by=by, at=at, facts=about | facts, audience=f"person:{enrolment.person_id}")
