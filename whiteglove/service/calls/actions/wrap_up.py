"""After the call: what became of it, and what we have promised."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.service.calls import numbers
from whiteglove.service.calls.models import Outcome, Sheet
from whiteglove.service.desk.actions.call_back import promise_call, try_again
from whiteglove.service.desk.actions.commitment import keep
from whiteglove.service.desk.actions.note import note
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Commitment, Ticket

from .change import Held, Unchanged, on_call, tell


def wrap_up(
    *,
    sheet: Sheet,
    by: Person,
    at: datetime,
    outcome: str,
    summary: str = "",
    due_at: datetime | None = None,
    phone: str = "",
) -> Sheet:
    """`outcome` as in Outcome; `summary` a note to the team; `due_at` when a call back was agreed for, else as soon as
    the standard says; `phone` where to, if not at the number they called from. Solving is the ticket's own verb:
    whoever wraps up as solved asks for it right after.

    A call back that was owed about this ticket is kept by a call in which they were reached. Twice is once.
    """
    if outcome not in Outcome.values or outcome == Outcome.OPEN:
        raise Refused("Say what became of the call.")
    with transaction.atomic():
        follows: Held | None = None
        with on_call(sheet, by=by, at=at) as held:
            check(held, outcome)
            if held.sheet.wrapped_at:
                raise Unchanged
            held.sheet.outcome, held.sheet.wrapped_at, held.sheet.wrapped_by = outcome, at, by
            held.sheet.save(update_fields=["outcome", "wrapped_at", "wrapped_by"])
            tell("call.wrapped_up", held, by, at, outcome=outcome)
            follows = held
        if follows and follows.ticket:
            follow(follows, by, at, outcome, summary, due_at, phone)
    return Sheet.objects.get(pk=sheet.pk)


def check(held: Held, outcome: str) -> None:
    if held.call.runs:
        raise Refused("The call still runs: end it first.")
    if held.ticket is None and outcome in (Outcome.SOLVED, Outcome.CALL_BACK, Outcome.GOES_ON):
        raise Refused("Say first what the call was about.")


def follow(
    held: Held, by: Person, at: datetime, outcome: str, summary: str, due_at: datetime | None, phone: str
) -> None:
    """After the call's own change and in its transaction: each is a change of the ticket, which is still locked."""
    ticket = Ticket.objects.get(pk=held.ticket.pk)
    if summary.strip():
        note(ticket=ticket, by=by, at=at, text=summary)
    settle_owed(held, by, at)
    if outcome == Outcome.CALL_BACK:
        promise_call(ticket=ticket, by=by, at=at, phone=numbers.spoken(phone or held.call.number), due_at=due_at)


def settle_owed(held: Held, by: Person, at: datetime) -> None:
    """They were called: what was owed is kept, or tried once more."""
    for row in Commitment.objects.calls().unsettled().filter(ticket=held.ticket, offered_at__lt=held.call.rang_at):
        if held.call.answered_at:
            keep(commitment=row, by=by, at=at)
        elif not held.call.came_in:
            try_again(commitment=row, by=by, at=at)
