"""Ask for a second look at a result, and decide on it."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.learning.academy.models import Appeal, Enrolment
from whiteglove.learning.academy.models.verdict import Outcome
from whiteglove.learning.academy.partial import why_not
from whiteglove.learning.academy.standing import standing_of
from whiteglove.service.desk.errors import Refused

from .changing import learning, manage, said, tell


def appeal(*, enrolment: Enrolment, gate: str, item: str, why: str, by: Person, at: datetime) -> Appeal:
    """`item` "" is about the whole gate. Within the time the gate gives."""
    words = said(why, "Say what you think was judged wrongly, and why.")
    with learning(enrolment, by) as row:
        standing = standing_of(row, at)
        state = standing.gate(gate) if standing else None
        if state is None or state.plea_until is None:
            raise Refused("There is nothing here to look at a second time, or its time is over.")
        if item and state.of_item(item) is None:
            raise Refused("Choose what it is about.")
        made = Appeal.objects.create(enrolment=row, gate=gate, item=item, why=words, at=at)
        tell("appeal.made", made, row, by, at, gate=gate)
    return made


def decide(*, appeal: Appeal, outcome: str, words: str, by: Person, at: datetime) -> Appeal:
    """`outcome`: it stands, one more attempt, or the gate counts as passed. Not by whoever gave the result."""
    manage(by, appeal.enrolment.person)
    if outcome not in Outcome.values:
        raise Refused("Choose what becomes of it.")
    told = said(words, "Say why: they read it.")
    with transaction.atomic():
        row = Appeal.objects.select_for_update(of=("self",)).select_related("enrolment").get(pk=appeal.pk)
        if row.decided_at:
            raise Refused("It was decided meanwhile.")
        if no := why_not(row, by):
            raise Refused(no)
        row.outcome, row.decided_at, row.by, row.words = outcome, at, by, told
        row.save(update_fields=["outcome", "decided_at", "by", "words"])
        tell("appeal.decided", row, row.enrolment, by, at, gate=row.gate, outcome=outcome)
    return row
