"""What we promised a customer: offered once read, tracked once confirmed, and then kept, broken or let go.

Of a promise to call each event says so, with whether a time was agreed (see callbacks.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import may
from whiteglove.ground.reader.commitments import Promise
from whiteglove.service.desk import ahead, callbacks
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Commitment, Message, Sort, Stage, State, Ticket
from whiteglove.service.desk.promise_reader import calendar_of
from whiteglove.service.desk.reminding import remind_at

from .change import Unchanged, changing_wherever, tell, ticket_of
from .judge_clocks import rules_in_force
from .snooze import end_snooze

PERMIT = "desk.promise"


@contextmanager
def of(commitment: Commitment, by: Person | None, at: datetime) -> Iterator[tuple[Ticket, Commitment]]:
    """Its ticket and itself as they are now, locked; kept at the end of the block, with the ticket's count."""
    with changing_wherever(lambda: ticket_of(commitment), by=by, at=at, permit=PERMIT) as ticket:
        row = Commitment.objects.select_for_update().get(pk=commitment.pk)
        yield ticket, row
        row.save()
        count(ticket)
    commitment.refresh_from_db()


def count(ticket: Ticket) -> None:
    ticket.promised = Commitment.objects.unsettled().filter(ticket=ticket).count()


def announce(name: str, ticket: Ticket, row: Commitment, by: Person | None, at: datetime, **facts: object) -> None:
    """Ids, times and our own names only: what was promised is the customer's, and may have to be erased."""
    audience = f"person:{row.person_id}" if row.person_id else ""
    if row.is_call:
        facts = {"kind": row.kind, "agreed": row.due_at is not None} | facts
    tell(name, ticket, by, at, audience=audience, commitment=row.pk, due=row.due_at, **facts)


def holder(ticket: Ticket, person: Person | None) -> Person | None:
    """Who sees that a promise of theirs is kept: they, if they still see the ticket, else who has it."""
    if sees(person, ticket):
        return person
    return ticket.assignee if ticket.assignee_id and ticket.assignee.at_the_desk else None


def sees(person: Person | None, ticket: Ticket) -> bool:
    return person is not None and may(person, PERMIT, ticket)


def offer(*, message: Message, promise: Promise, at: datetime) -> Commitment | None:
    """Ask the writer whether to keep track of what their reply promises. None if that was asked already.

    A time that nobody could set here, such as one in the year 9999, is left for them to say.
    """
    made, due = None, None if promise.due and ahead.is_far(promise.due, at) else promise.due
    with changing_wherever(lambda: ticket_of(message), by=None, at=at, permit=PERMIT) as ticket:
        start, end = promise.span
        said = Message.objects.select_for_update().get(pk=message.pk)
        if said.undone_at or Commitment.objects.filter(message=message, start=start).exists():
            raise Unchanged
        made = Commitment.objects.create(
            ticket=ticket, message=message, person=holder(ticket, message.author), who=promise.who,
            what=promise.what[:200], words=message.text[start:end], start=start, condition=promise.condition[:300],
            due_words=promise.due_words[:120], due_at=due, offered_at=at,
            kind=Sort.CALL if callbacks.is_call(promise.what) else Sort.PROMISE,
        )  # fmt: skip
        count(ticket)
        announce("commitment.offered", ticket, made, None, at)
    return made


def withdraw(*, message: Message, at: datetime) -> int:
    """The reply was taken back, so nothing was promised; returns how many promises went with it."""
    rows = Commitment.objects.filter(message=message)
    found = 0
    with changing_wherever(lambda: ticket_of(message), by=None, at=at, permit=PERMIT) as ticket:
        for row in rows.select_for_update():
            announce("commitment.withdrawn", ticket, row, None, at)
            found += 1
        # What seemed to be kept by this reply isn't.
        Commitment.objects.filter(seems_kept_by=message).update(seems_kept_by=None)
        if not found:
            raise Unchanged
        rows.delete()
        count(ticket)
    return found


def confirm(*, commitment: Commitment, by: Person, at: datetime) -> Commitment:
    """Keep track of it. Twice is once; Refused once it has ended."""
    with of(commitment, by, at) as (ticket, row):
        if row.state == Stage.OPEN:
            raise Unchanged
        if row.state != Stage.OFFERED:
            raise Refused("Something has become of this promise already. Take that back first.")
        agreed = row.due_at is not None
        if row.is_call and not agreed:
            row.due_at = asap(ticket, at)
        track(row, by, at)
        announce("commitment.confirmed", ticket, row, by, at, **({"agreed": agreed} if row.is_call else {}))
    return commitment


def asap(ticket: Ticket, at: datetime, seconds: int = 0) -> datetime:
    """When a call back falls due for which no time was agreed: by the standard's time for them, or after `seconds`, in
    the team's opening hours."""
    rules = rules_in_force()
    return callbacks.due(at, calendar_of(ticket.team_id, at, rules), rules.targets, seconds)


def track(row: Commitment, by: Person, at: datetime) -> None:
    row.state, row.confirmed_at, row.confirmed_by = Stage.OPEN, at, by
    row.person = row.person or by
    row.remind_at, row.reminded_at = remind_at(row.due_at, at), None


def change(*, commitment: Commitment, by: Person, at: datetime, what: str, due_at: datetime | None) -> Commitment:
    """Say it in other words or for another time within ten years; from then on it is tracked."""
    if not what.strip():
        raise Refused("Say in a few words what was promised.")
    if due_at is not None:
        ahead.check(due_at, at)
    with of(commitment, by, at) as (ticket, row):
        if row.state in (Stage.KEPT, Stage.DISMISSED):
            raise Refused("This promise is settled. Take that back first, then change it.")
        row.what, row.due_at, row.ended_at, row.ended_by = what.strip()[:200], due_at, None, None
        track(row, by, at)
        announce("commitment.changed", ticket, row, by, at)
    return commitment


def keep(*, commitment: Commitment, by: Person, at: datetime) -> Commitment:
    """It was done, in time or late. Twice is once."""
    with of(commitment, by, at) as (ticket, row):
        if row.state == Stage.KEPT:
            raise Unchanged
        if row.state == Stage.DISMISSED:
            raise Refused("Nobody keeps track of this promise. Open it again first.")
        end(row, Stage.KEPT, by, at)
        announce("commitment.kept", ticket, row, by, at)
    return commitment


def break_(*, commitment: Commitment, by: Person | None, at: datetime) -> Commitment:
    """It can't be kept any more: somebody says so, or its time has passed (`by` is None)."""
    with of(commitment, by, at) as (ticket, row):
        if row.state != Stage.OPEN:
            raise Unchanged if row.state == Stage.BROKEN else Refused("Nobody keeps track of this promise yet.")
        if by is None and not (row.due_at and row.due_at < at):
            raise Unchanged
        end(row, Stage.BROKEN, by, at)
        if by is None:
            needs_somebody(ticket, at)
        announce("commitment.broken", ticket, row, by, at)
    return commitment


def dismiss(*, commitment: Commitment, by: Person, at: datetime) -> Commitment:
    """It is no promise, or not worth following."""
    with of(commitment, by, at) as (ticket, row):
        if row.state == Stage.DISMISSED:
            raise Unchanged
        if row.state == Stage.KEPT:
            raise Refused("This promise was kept already.")
        end(row, Stage.DISMISSED, by, at)
        announce("commitment.dismissed", ticket, row, by, at)
    return commitment


def end(row: Commitment, state: str, by: Person | None, at: datetime) -> None:
    row.state, row.ended_at, row.ended_by, row.seems_kept_by = state, at, by, None


def reopen(*, commitment: Commitment, by: Person, at: datetime) -> Commitment:
    """Take the last step back: an ended one is to be kept again, or offered if nobody had confirmed it.

    Where its time is over nothing can be kept in time: it stands broken by the clock, in sight, until `change` gives
    it a new time. Refused if that is how it stands.
    """
    with of(commitment, by, at) as (ticket, row):
        if row.state == Stage.OFFERED:
            raise Unchanged
        step_back(row, at)
        row.person = holder(ticket, row.person)
        announce("commitment.reopened", ticket, row, by, at)
    return commitment


def step_back(row: Commitment, at: datetime) -> None:
    ended, row.ended_at, row.ended_by = row.ended_by_id, None, None
    if row.state == Stage.OPEN or row.confirmed_at is None:
        row.state, row.confirmed_at, row.confirmed_by, row.remind_at = Stage.OFFERED, None, None, None
    elif row.due_at is None or row.due_at > at:
        row.state = Stage.OPEN
    elif row.state == Stage.BROKEN and ended is None:
        raise Refused("The time for this promise is over: choose a new one.")
    else:
        end(row, Stage.BROKEN, None, row.due_at)


def remind(*, commitment: Commitment, at: datetime) -> Commitment:
    """It falls due soon: its ticket needs somebody, unless it is solved. Once for each due time."""
    with of(commitment, None, at) as (ticket, row):
        if row.state != Stage.OPEN or row.reminded_at or row.remind_at is None or row.remind_at > at:
            raise Unchanged
        row.reminded_at = at
        needs_somebody(ticket, at)
        announce("commitment.reminded", ticket, row, None, at)
    return commitment


def needs_somebody(ticket: Ticket, at: datetime) -> None:
    if ticket.state == State.SNOOZED:
        end_snooze(ticket, None, at, "a promise falls due")
        ticket.state = State.OPEN
    elif ticket.state == State.WAITING:
        ticket.state = State.OPEN


def suggest_kept(*, commitment: Commitment, message: Message, at: datetime) -> Commitment:
    """`message` reads as if it were kept; a person decides."""
    with of(commitment, None, at) as (ticket, row):
        if row.state not in (Stage.OPEN, Stage.BROKEN) or row.seems_kept_by_id == message.pk:
            raise Unchanged
        row.seems_kept_by = message
        announce("commitment.seems_kept", ticket, row, None, at)
    return commitment
