"""Ask for a second look at a decision, and decide on that."""

from datetime import datetime, timedelta

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.journeys import queries
from whiteglove.learning.journeys.models import Appeal, Application, Evidence
from whiteglove.learning.journeys.models.appeal import Outcome
from whiteglove.learning.journeys.models.judged import State
from whiteglove.service.desk.errors import Refused

from .changing import ENOUGH, locked, review, said, settle_on, tell

WITHIN = timedelta(days=30)


def appeal(*, about: Application | Evidence, why: str, by: Person, at: datetime) -> Appeal:
    """Of whoever was declined or given something back, within thirty days, once for each decision."""
    require(by, "journeys.own")
    words = said(why, "Say what you think was judged wrongly, and why.", least=ENOUGH)
    with transaction.atomic():
        row = locked(about)
        if row.person_id != by.pk or row.state != State.RETURNED:
            raise Refused("There is nothing here to look at a second time.")
        if at > row.decided_at + WITHIN:
            raise Refused("A second look can be asked for within thirty days. Hand it in anew instead.")
        if queries.applied_since(row):
            raise Refused("You have applied again since: that is what is decided on now.")
        if row.appeals.filter(at__gte=row.decided_at).exists():
            raise Refused("A second look was asked for already.")
        made = Appeal.objects.create(person=by, **{type(row).__name__.lower(): row}, against=row.decided_by, why=words,
                                     at=at)  # fmt: skip
        tell("journey.appealed", made, by.pk, by, at)
    return made


def decide(*, appeal: Appeal, outcome: str, words: str, by: Person, at: datetime) -> Appeal:
    """Not by whoever decided first."""
    review(by, appeal.person)
    if outcome not in Outcome.values:
        raise Refused("Choose what becomes of it.")
    told = said(words, "Say why: they read it.")
    with transaction.atomic():
        row = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
        if row.decided_at:
            raise Refused("It was decided meanwhile.")
        if row.against_id == by.pk:
            raise Refused("You decided on it first, so somebody else looks at it now.")
        row.outcome, row.words, row.by, row.decided_at = outcome, told, by, at
        row.save(update_fields=["outcome", "words", "by", "decided_at"])
        if outcome == Outcome.AGAIN:
            open_again(locked(row.application or row.evidence), row)
        tell("journey.appeal_decided", row, row.person_id, by, at, outcome=outcome)
    return row


def open_again(about: Application | Evidence, appeal: Appeal) -> None:
    """It waits once more. Refused where the decision they mean isn't the one that counts any more."""
    if about.state != State.RETURNED or about.decided_at > appeal.at or queries.applied_since(about):
        raise Refused("It was decided otherwise meanwhile, or they have applied again: let this one stand.")
    settle_on(about, State.WAITING, "", None, None)
