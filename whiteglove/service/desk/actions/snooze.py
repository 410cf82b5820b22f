"""Out of sight until a time, or until the customer writes."""

from contextlib import suppress
from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.desk import ahead
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Snooze, State, Ticket

from .attend import step_in
from .change import changing, tell
from .each import each


def snooze(*, ticket: Ticket, by: Person, at: datetime, until: datetime, version: int | None = None) -> Ticket:
    """Raises Refused for a solved ticket, and for a time that has passed or is more than ten years away."""
    ahead.check(until, at)
    with changing(ticket, by=by, at=at, permit="desk.snooze", version=version) as now:
        if now.state == State.SOLVED:
            raise Refused("This ticket is solved; open it again before you snooze it.")
        step_in(now, by, at)
        returns_to = returning(now)
        end_snooze(now, by, at, "snoozed again")
        Snooze.objects.create(ticket=now, by=by, at=at, until=until, returns_to=returns_to)
        now.state, now.wakes_at = State.SNOOZED, until
        tell("ticket.snoozed", now, by, at)
    return ticket


def wake(*, ticket: Ticket, by: Person | None, at: datetime, why: str = "") -> Ticket:
    """By a person it goes back to what it was; by the clock (`by` is None) somebody has to look: it is open."""
    with changing(ticket, by=by, at=at, permit="desk.snooze") as now:
        if now.state != State.SNOOZED:
            raise Refused("This ticket isn't snoozed.")
        state = returning(now) if by else State.OPEN
        end_snooze(now, by, at, why or ("woken" if by else "time"))
        now.state = state
        tell("ticket.woken", now, by, at, why=why or ("woken" if by else "time"))
    return ticket


def wake_due(*, at: datetime, limit: int = 200) -> int:
    """Wake what is due; each ticket is a transaction of its own. Returns how many woke."""
    due = list(Ticket.every.snoozed().filter(wakes_at__lte=at).order_by("wakes_at")[:limit])
    woken: list[int] = []

    def rouse(ticket: Ticket) -> None:
        with suppress(Refused):  # somebody woke it in this moment
            woken.append(wake(ticket=ticket, by=None, at=at).pk)

    each(due, rouse, lambda ticket: f"Waking #{ticket.pk}")
    return len(woken)


def returning(ticket: Ticket) -> str:
    """What the ticket goes back to after a snooze."""
    if ticket.state != State.SNOOZED:
        return ticket.state
    row = Snooze.objects.standing().filter(ticket=ticket).first()
    return row.returns_to if row else State.OPEN


def end_snooze(ticket: Ticket, by: Person | None, at: datetime, why: str) -> None:
    """Inside a change: nothing if it wasn't snoozed. The caller says what state follows."""
    if ticket.state != State.SNOOZED:
        return
    Snooze.objects.standing().filter(ticket=ticket).update(ended_at=at, ended_by=by, why=why)
    ticket.wakes_at = None
