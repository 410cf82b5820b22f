"""Promise a customer a call, and try again where nobody was reached."""

from datetime import datetime

from whiteglove.ground.lib.text import one_line
from whiteglove.ground.people.models import Person
from whiteglove.service.desk import ahead, callbacks
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Commitment, Sort, Stage, Ticket, Who
from whiteglove.service.desk.reminding import remind_at

from .change import changing, tell
from .commitment import PERMIT, announce, asap, count, of
from .note import write_note

LONGEST = 40


def promise_call(
    *, ticket: Ticket, by: Person, at: datetime, phone: str, due_at: datetime | None = None, what: str = ""
) -> Commitment:
    """Without `due_at`: as soon as we can, by the standard's clock. A note to the team says what was promised.

    Raises Refused without a number, or for a time that has passed or is more than ten years away.
    """
    phone = one_line(phone).strip()[:LONGEST]
    if len(callbacks.dialled(phone).lstrip("+")) < 3:
        raise Refused("Write down the number to call.")
    if due_at is not None:
        ahead.check(due_at, at)
    with changing(ticket, by=by, at=at, permit=PERMIT) as now:
        by_when, said = due_at or asap(now, at), one_line(what).strip()[:200] or "Call back"
        words = f"{said}: {phone}"
        kept = write_note(now, by, at, words)
        tell("ticket.noted", now, by, at, message=kept.pk)
        made = Commitment.objects.create(
            ticket=now, message=kept, person=by, who=Who.ME, what=said, kind=Sort.CALL, phone=phone, words=words,
            due_at=by_when, due_words="" if due_at else "as soon as we can", state=Stage.OPEN, offered_at=at,
            confirmed_at=at, confirmed_by=by, remind_at=remind_at(by_when, at),
        )  # fmt: skip
        count(now)
        announce("commitment.confirmed", now, made, by, at, agreed=due_at is not None)
    return made


def try_again(*, commitment: Commitment, by: Person, at: datetime, due_at: datetime | None = None) -> Commitment:
    """Nobody was reached: the call was made, and another follows, by default an hour of opening time later."""
    if due_at is not None:
        ahead.check(due_at, at)
    with of(commitment, by, at) as (ticket, row):
        if not row.is_call or not row.is_unsettled:
            raise Refused("There is no call left to make here.")
        row.tries, row.tried_at = row.tries + 1, at
        row.due_at = due_at or asap(ticket, at, callbacks.AGAIN)
        row.state, row.ended_at, row.ended_by = Stage.OPEN, None, None
        row.confirmed_at, row.confirmed_by = row.confirmed_at or at, row.confirmed_by or by
        row.person = row.person or by
        row.remind_at, row.reminded_at = remind_at(row.due_at, at), None
        announce("commitment.tried", ticket, row, by, at, tries=row.tries, agreed=due_at is not None)
    return commitment
