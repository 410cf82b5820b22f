"""Score a closed conversation by the card in force; and let the score end when the conversation goes on."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.queries import erased
from whiteglove.learning.quality import queries
from whiteglove.learning.quality.gathering import Gathered, gather, reader_of
from whiteglove.learning.quality.likeness import like_in_force
from whiteglove.learning.quality.models import Score
from whiteglove.learning.quality.scorecard import Scorecard
from whiteglove.learning.quality.scoring import Result, score, told
from whiteglove.service.desk.models import State, Ticket

JUDGED_ANEW, OPENED_AGAIN = "anew", "opened"
TRIES = 5


class Overtaken(Exception):
    """Somebody else has scored it since this one looked."""


def score_ticket(*, ticket: int, at: datetime) -> Score | None:
    """The score as it stands; the one there was, where nothing it is made from has changed. None where the ticket isn't
    solved, or no card fits it. Runs outside a transaction: comparing meanings takes a while. Raises Overtaken where
    others were quicker every time."""
    for _ in range(TRIES - 1):
        with suppress(Overtaken):
            return _score(ticket, at)
    return _score(ticket, at)


def _score(ticket: int, at: datetime) -> Score | None:
    now = Ticket.objects.filter(pk=ticket, state=State.SOLVED).first()
    before = queries.standing_score(ticket) if now else None
    card = _card(now, before) if now else None
    if now is None or card is None:
        return None
    found = _whose(gather(now, card.watched), now)
    decided = queries.decided_items(now, found.person)
    digest = found.digest(card.id, str(card.revision), *sorted(map("=".join, decided.items())))
    if before and before.facts == digest:
        return before
    result = score(card, found.talk, found.facts, like_in_force(), decided)
    return keep(now, card, found, result, digest, before, at)


def _whose(found: Gathered, ticket: Ticket) -> Gathered:
    """Nobody's, where they have been erased since."""
    until = erased().get(found.person)
    return replace(found, person=None) if until and ticket.solved_at <= until else found


def _card(ticket: Ticket, before: Score | None) -> Scorecard | None:
    """What was judged keeps its card, whatever is in force since: a new pack never regrades the past."""
    kept = queries.scorecard_of(before) if before else None
    return kept or queries.scorecard_for(ticket.channel, ticket.kind)


def keep(
    ticket: Ticket, card: Scorecard, found: Gathered, result: Result, digest: str, seen: Score | None, at: datetime
) -> Score | None:
    """One transaction. Left out where the ticket was opened again or scored the same meanwhile. Raises Overtaken where
    another score than the one `seen` stands by now: that one may know more."""
    with transaction.atomic():
        now = Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
        before = Score.objects.standing().filter(ticket=ticket).first()
        if now.state != State.SOLVED or (before and before.facts == digest):
            return before
        if before != seen:
            raise Overtaken
        _end(before, at, JUDGED_ANEW)
        about = told(result)
        made = Score.objects.create(
            ticket=now, person_id=found.person, revision_id=card.revision, card=card.id, reader=reader_of(now),
            facts=digest, total=result.total, sections=about["sections"], items=about["items"],
            limited=about["limited"], critical=about["critical"], at=at, solved_at=now.solved_at,
        )  # fmt: skip
        tell("score.kept", made, at, anew=before is not None)
    return made


def end_score(*, ticket: int, at: datetime) -> bool:
    """It was opened again: what was said of it no longer stands. Ended already, nothing happens."""
    with transaction.atomic():
        before = Score.objects.select_for_update().standing().filter(ticket=ticket).first()
        if before is None or Ticket.objects.filter(pk=ticket, state=State.SOLVED).exists():
            return False
        _end(before, at, OPENED_AGAIN)
        tell("score.ended", before, at)
    return True


def _end(score: Score | None, at: datetime, why: str) -> None:
    if score:
        Score.objects.filter(pk=score.pk).update(ended_at=at, why_ended=why)


def tell(name: str, score: Score, at: datetime, **facts: object) -> None:
    """To whom it concerns alone: nobody's score is anybody's business."""
    audience = f"person:{score.person_id}" if score.person_id else ""
    record(name, subject=score, by=None, at=at, facts={"ticket": score.ticket_id, **facts}, audience=audience)


def tickets_to_score(again: bool = False) -> list[int]:
    """Solved ones without a score, the latest first; `again`: all that are solved."""
    solved = Ticket.objects.solved().order_by("-solved_at", "-id")
    if not again:
        solved = solved.filter(~Exists(Score.objects.standing().filter(ticket=OuterRef("pk"))))
    return list(solved.values_list("pk", flat=True))
