"""What becomes of a planned conversation: moved, held, skipped; and the way back."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.coaching.models import Talk
from whiteglove.learning.coaching.models.talk import TalkState
from whiteglove.service.desk import ahead
from whiteglove.service.desk.errors import Refused

from .changing import changing, tell

OVER = "This conversation is over already. Take its end back first."


def move(*, talk: Talk, when: datetime, by: Person, at: datetime) -> Talk:
    """Either of the two may, to any time that suits them."""
    ahead.check(when, at)
    with changing(talk, by=by, at=at) as row:
        if not row.is_planned:
            raise Refused(OVER)
        before, row.planned_for, row.reminded_at = row.planned_for, when, None
        row.save(update_fields=["planned_for", "reminded_at"])
        tell("talk.moved", row, by, at, before=before, planned_for=when)
    return row


def hold(*, talk: Talk, by: Person, at: datetime) -> Talk:
    """It took place; from now on its agenda stays as it is. Twice is once."""
    return _end(talk, TalkState.HELD, by, at)


def skip(*, talk: Talk, why: str, by: Person | None, at: datetime) -> Talk:
    """It doesn't take place, for a reason both can read."""
    if not why.strip():
        raise Refused("Say in a few words why it doesn't take place.")
    return _end(talk, TalkState.SKIPPED, by, at, why.strip()[:200])


def _end(talk: Talk, state: str, by: Person | None, at: datetime, why: str = "") -> Talk:
    with changing(talk, by=by, at=at, permit="coaching.lead") as row:
        if row.state == state:
            return row
        if not row.is_planned:
            raise Refused(OVER)
        row.state, row.ended_at, row.ended_by, row.why = state, at, by, why
        row.save(update_fields=["state", "ended_at", "ended_by", "why"])
        tell(f"talk.{state}", row, by, at)
    return row


def reopen(*, talk: Talk, by: Person, at: datetime) -> Talk:
    """It is planned again, for the time it was planned for."""
    with changing(talk, by=by, at=at, permit="coaching.lead") as row:
        if row.is_planned:
            return row
        row.state, row.ended_at, row.ended_by, row.why = TalkState.PLANNED, None, None, ""
        row.save(update_fields=["state", "ended_at", "ended_by", "why"])
        tell("talk.reopened", row, by, at)
    return row
