"""Give a learner one more attempt at a gate: beyond its limit, and without its pause."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.academy.models import Enrolment, Grant
from whiteglove.learning.academy.standing import standing_of
from whiteglove.service.desk.errors import Refused

from .changing import locked, manage, said, tell


def grant(*, enrolment: Enrolment, gate: str, item: str, words: str, by: Person, at: datetime) -> Grant:
    """At one item, or ("") at each that needs one. Only where all attempts are used or a pause runs."""
    require(by, "academy.grant", enrolment.person)
    manage(by, enrolment.person)
    told = said(words, "Say why: they read it, and it is kept.")
    with transaction.atomic():
        row = locked(enrolment)
        standing = standing_of(row, at) if row.ended_at is None else None
        state = standing.gate(gate) if standing else None
        if state is None or not state.in_need or (item and item not in [one.item.id for one in state.in_need]):
            raise Refused("They can try already, or there is nothing left to try.")
        needs = [one.item.id for one in state.in_need]
        item = needs[0] if len(needs) == 1 else item  # the others keep what they have
        made = Grant.objects.create(enrolment=row, gate=gate, item=item, words=told, by=by, at=at)
        tell("attempt.granted", made, row, by, at, gate=gate, item=item)
    return made
