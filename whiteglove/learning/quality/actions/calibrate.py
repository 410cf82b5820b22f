"""Several reviewers judge the same, without seeing each other's words, and settle what is right."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import holds, require
from whiteglove.learning.quality import queries
from whiteglove.learning.quality.models import Calibration, CalibrationCase, Reference, Review
from whiteglove.learning.quality.scorecard import Scorecard
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import State, Ticket

MOST_CASES, MOST_REVIEWERS = 30, 20


def call_calibration(
    *, name: str, tickets: Collection[Ticket], reviewers: Collection[Person], by: Person, at: datetime
) -> Calibration:
    """Refused where fewer than two would judge, and for conversations that one of them can't see or has answered."""
    require(by, "quality.calibrate")
    if len(reviewers) < 2 or len(reviewers) > MOST_REVIEWERS:
        raise Refused("Two people at least judge the same conversations.")
    if not tickets or len(tickets) > MOST_CASES:
        raise Refused(f"Choose 1 to {MOST_CASES} solved conversations.")
    card = _one_card(tickets)
    with transaction.atomic():
        made = Calibration.objects.create(
            name=name.strip()[:120] or "Calibration", by=by, at=at, revision_id=card.revision, card=card.id
        )
        made.reviewers.set(reviewers)
        for one in tickets:
            CalibrationCase.objects.create(calibration=made, ticket=one, about_id=_about(one, reviewers))
        tell("calibration.called", made, by, at, cases=len(tickets))
    return made


def _one_card(tickets: Collection[Ticket]) -> Scorecard:
    cards = {card.id: card for one in tickets if (card := queries.scorecard_for(one.channel, one.kind))}
    if not cards:
        raise Refused("No scorecard is in force: load a pack with one.")
    if len(cards) > 1:
        raise Refused("These are judged by different scorecards: choose conversations of one sort.")
    return next(iter(cards.values()))


def _about(ticket: Ticket, reviewers: Collection[Person]) -> int:
    about = queries.answered_by(ticket)
    if ticket.state != State.SOLVED or about is None:
        raise Refused(f"#{ticket.pk} can't be judged: it isn't solved, or nobody has answered in it.")
    for one in reviewers:
        if not holds(one, "quality.calibrate") or not Ticket.objects.visible_to(one).filter(pk=ticket.pk).exists():
            raise Refused(f"{one.name} doesn't see #{ticket.pk}: choose others, or another conversation.")
        if one.pk == about:
            raise Refused(f"{one.name} has answered in #{ticket.pk}: nobody judges their own work.")
    return about


def reveal(*, calibration: Calibration, by: Person, at: datetime) -> Calibration:
    """From here on everybody sees everybody's verdicts, and none can be changed."""
    with transaction.atomic():
        now = _called_by(calibration, by)
        if not now.revealed_at:
            if not Review.objects.given().filter(calibration=now).exists():
                raise Refused("Nobody has given their verdicts yet.")
            now.revealed_at = at
            now.save(update_fields=["revealed_at"])
            tell("calibration.revealed", now, by, at)
    return now


def settle(*, case: CalibrationCase, item: str, verdict: str, why: str, by: Person, at: datetime) -> Reference:
    """What it should have been: each reviewer is compared with it. A second word replaces the first."""
    with transaction.atomic():
        now = _called_by(case.calibration, by)
        if not now.revealed_at or now.closed_at:
            raise Refused("Verdicts are settled once they are open, and until the calibration is closed.")
        card = queries.scorecard_of(now)
        if card is None or card.item(item) is None or verdict not in ("met", "partly", "missed", "na"):
            raise Refused("Choose an item and what it is.")
        words = {"verdict": verdict, "why": why.strip()[:2000], "by": by, "at": at}
        made, _ = Reference.objects.update_or_create(case=case, item=item, defaults=words)
        tell("calibration.settled", now, by, at, case=case.pk, item=item)
    return made


def close(*, calibration: Calibration, by: Person, at: datetime) -> Calibration:
    with transaction.atomic():
        now = _called_by(calibration, by)
        if not now.closed_at:
            now.closed_at = at
            now.revealed_at = now.revealed_at or at
            now.save(update_fields=["closed_at", "revealed_at"])
            tell("calibration.closed", now, by, at)
    return now


def _called_by(calibration: Calibration, by: Person) -> Calibration:
    require(by, "quality.calibrate")
    now = Calibration.objects.select_for_update(of=("self",)).get(pk=calibration.pk)
    if now.by_id != by.pk and by.role != "admin":
        raise Refused("Whoever called a calibration leads it.")
    return now


def tell(name: str, row: Calibration, by: Person, at: datetime, **facts: object) -> None:
    members = [row.by_id, *row.reviewers.values_list("pk", flat=True)]
    audience = " ".join(sorted({f"person:{pk}" for pk in members}))
    record(name, subject=row, by=by, at=at, facts=facts, audience=audience)
