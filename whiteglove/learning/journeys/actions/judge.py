"""Say of evidence whether it counts: accept it, give it back with words to go on from, take that back."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.learning.journeys.models import Evidence
from whiteglove.learning.journeys.models.judged import State
from whiteglove.service.desk.errors import Refused

from .changing import locked, other_hands, review, said, settle_on, taken_back_by, tell, undecided


def accept(*, evidence: Evidence, reason: str = "", by: Person, at: datetime) -> Evidence:
    return _decide(evidence, State.ACCEPTED, reason.strip()[:4000], "journey.evidence_accepted", by, at)


def give_back(*, evidence: Evidence, reason: str, by: Person, at: datetime) -> Evidence:
    words = said(reason, "Say what is good already, and what is missing: they go on from it.")
    return _decide(evidence, State.RETURNED, words, "journey.evidence_returned", by, at)


def reconsider(*, evidence: Evidence, by: Person, at: datetime) -> Evidence:
    """Whoever decided thinks again: it waits once more."""
    review(by, evidence.person)
    with transaction.atomic():
        row = taken_back_by(locked(evidence), by)
        if row.is_waiting:
            raise Refused("There is nothing to take back.")
        settle_on(row, State.WAITING, "", None, None)
        tell("journey.evidence_reconsidered", row, row.person_id, by, at, about=row.about)
    return row


def _decide(evidence: Evidence, state: State, words: str, name: str, by: Person, at: datetime) -> Evidence:
    review(by, evidence.person)
    with transaction.atomic():
        row = undecided(evidence, by)
        more = other_hands(by, row.person) if state == State.ACCEPTED else {}
        settle_on(row, state, words, by, at)
        tell(name, row, row.person_id, by, at, about=row.about, **more)
    return row
