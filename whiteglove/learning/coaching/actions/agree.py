"""What the two agree on: who does what until when, and what becomes of it."""

from datetime import date, datetime

from django.db import transaction
from django.shortcuts import get_object_or_404

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.coaching.models import Agreed, Talk
from whiteglove.learning.coaching.models.agreed import AgreedState
from whiteglove.learning.coaching.wording import kept, without_last
from whiteglove.service.desk.errors import Refused

from .changing import tell

FARTHEST = 3653  # days
MEANWHILE = "This was changed meanwhile. Look at it again, then change it."


def agree(*, talk: Talk, what: str, owner: Person, until: date | None, by: Person, at: datetime) -> Agreed:
    """`owner` is one of the two."""
    require(by, "coaching.talk", talk)
    if not talk.between(owner):
        raise Refused("What you agree on is done by one of you two.")
    with transaction.atomic():
        made = Agreed.objects.create(talk=talk, about=talk.agent, owner=owner, what=_said(what),
                                     until=checked_day(until, at), by=by, at=at)  # fmt: skip
        tell("action.agreed", talk, by, at, action=made.pk, owner=owner.pk)
    return made


def change(
    *, agreed: Agreed, what: str, until: date | None, by: Person, at: datetime, seen: int | None = None
) -> Agreed:
    """`seen`: how often it had been changed when this was begun; refused if somebody changed it since."""
    with transaction.atomic():
        row = _locked(agreed, by)
        if not row.is_open:
            raise Refused("This has ended. Open it again, then change it.")
        if seen is not None and seen != len(row.wordings):
            raise Refused(MEANWHILE)
        row.wordings = kept(row.wordings, {"what": row.what, "until": row.until and row.until.isoformat(), "by": by.pk})
        row.what, row.until, row.changed_at, row.reminded_at = _said(what), checked_day(until, at), at, None
        row.save(update_fields=["what", "until", "changed_at", "reminded_at", "wordings"])
        tell("action.changed", row.talk, by, at, action=row.pk)
    return row


def take_change_back(*, agreed: Agreed, by: Person, at: datetime) -> Agreed:
    """As it was before the last change."""
    with transaction.atomic():
        row = _locked(agreed, by)
        last, row.wordings = without_last(row.wordings)
        if last:
            row.what, row.until = last["what"], last["until"] and date.fromisoformat(last["until"])
            row.changed_at = row.changed_at if row.wordings else None
            row.save(update_fields=["what", "until", "changed_at", "wordings"])
            tell("action.changed", row.talk, by, at, action=row.pk)
    return row


def end(*, agreed: Agreed, done: bool, by: Person, at: datetime) -> Agreed:
    """Done, or dropped. Whoever owns it, or the other of the two."""
    state = AgreedState.DONE if done else AgreedState.DROPPED
    with transaction.atomic():
        row = _locked(agreed, by)
        if row.state != state:
            row.state, row.ended_at, row.ended_by = state, at, by
            row.save(update_fields=["state", "ended_at", "ended_by"])
            tell("action.done" if done else "action.dropped", row.talk, by, at, action=row.pk)
    return row


def open_again(*, agreed: Agreed, by: Person, at: datetime) -> Agreed:
    with transaction.atomic():
        row = _locked(agreed, by)
        if not row.is_open:
            row.state, row.ended_at, row.ended_by = AgreedState.OPEN, None, None
            row.save(update_fields=["state", "ended_at", "ended_by"])
            tell("action.reopened", row.talk, by, at, action=row.pk)
    return row


def _locked(agreed: Agreed, by: Person) -> Agreed:
    row = get_object_or_404(Agreed.objects.select_for_update(of=("self",)).select_related("talk"), pk=agreed.pk)
    if row.owner_id != by.pk:
        require(by, "coaching.talk", row.talk)
    return row


def _said(what: str) -> str:
    if not what.strip():
        raise Refused("Say in a few words what is to be done.")
    return " ".join(what.split())[:300]


def checked_day(until: date | None, at: datetime) -> date | None:
    if until and not -366 <= (until - at.date()).days <= FARTHEST:
        raise Refused("Choose a day within the next ten years.")
    return until
