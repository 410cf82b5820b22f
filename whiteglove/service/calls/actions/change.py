"""One change of one call: its ticket locked first, if it has one, then the call; told in the same transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any

from django.db import transaction
from django.utils import timezone

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.calls.models import Sheet
from whiteglove.service.channels.models import Call
from whiteglove.service.channels.phone.actions import locked
from whiteglove.service.channels.phone.actions.mark import course_of
from whiteglove.service.channels.phone.course import Course
from whiteglove.service.desk.actions.change import Unchanged, changing_wherever
from whiteglove.service.desk.actions.judge_clocks import rules_in_force
from whiteglove.service.desk.errors import Stale
from whiteglove.service.desk.models import Ticket
from whiteglove.service.desk.promise_reader import calendar_of

__all__ = ["Held", "Unchanged", "day_of", "on_call", "tell"]
TRIES = 5


class _Elsewhere(Exception):
    """It was put into a ticket meanwhile."""


@dataclass
class Held:
    """A call, its sheet and, once it has one, its ticket: as they are now, locked."""

    sheet: Sheet
    call: Call
    ticket: Ticket | None


@contextmanager
def on_call(sheet: Sheet, *, by: Person | None, at: datetime) -> Iterator[Held]:
    """What the block changes is kept with the ticket. A block that raises Unchanged ends quietly."""
    if by is not None:
        require(by, "calls.take", sheet)
    for _ in range(TRIES):
        placed = Sheet.objects.values_list("ticket_id", flat=True).get(pk=sheet.pk)
        try:
            with _around(placed, at) as ticket:
                call = locked(sheet.call_id)
                now = Sheet.objects.select_related("customer").get(pk=sheet.pk)
                if now.ticket_id != placed:
                    raise _Elsewhere
                now.call = call
                yield Held(now, call, ticket)
            return
        except _Elsewhere:
            continue
        except Unchanged:
            return
    raise Stale


@contextmanager
def _around(placed: int | None, at: datetime) -> Iterator[Ticket | None]:
    """The ticket it lives on in, or a transaction alone. Whose call it is has been asked already."""
    if placed is None:
        with transaction.atomic():
            yield None
    else:
        with changing_wherever(lambda: lives_in(placed), by=None, at=at, permit="desk.reply") as ticket:
            yield ticket


def lives_in(ticket: int) -> int:
    return Ticket.objects.get(pk=ticket).current.pk


def tell(name: str, held: Held, by: Person | None, at: datetime, /, **facts: Any) -> None:
    """About the ticket, once there is one; whoever has the call, or is to have it, hears of it too."""
    people = {held.call.person_id, held.call.offered_to_id, by.pk if by else None} - {None}
    near = " ".join(f"person:{pk}" for pk in sorted(people))
    facts |= {"call": held.call.pk}
    if held.ticket is None:
        whose = f"team:{held.sheet.team_id}" if held.sheet.team_id else "staff"
        record(name, subject=held.call, by=by, at=at, facts=facts, audience=f"{whose} {near}")
        return
    record(
        name, subject=held.ticket, by=by, at=at, facts=facts | {"state": held.ticket.state},
        audience=f"{held.ticket.topics} {near}",
    )  # fmt: skip
    # Whoever has its sheet open hears of the call by its own name.
    record("call.stepped", subject=held.call, by=by, at=at, audience=near)


def keep_counts(held: Held, found: Course | None = None) -> None:
    """The sheet's own copy of what the counts add up. What a limit is for is rounded up: 15.9 s isn't within 15."""
    found = found or course_of(held.call)
    sheet, now = held.sheet, held.call.ended_at
    if now is None:
        return
    waited = found.waited()
    sheet.became = found.became(held.call.came_in)
    sheet.waited = None if waited is None else ceil(waited)
    sheet.talked, sheet.passes, sheet.holds = int(found.talked(now)), found.passes, len(found.holds)
    sheet.held = ceil(max((one.lasted(now) for one in found.holds), default=0))
    sheet.alone = ceil(max((one.alone(now) for one in found.holds), default=0))
    sheet.check_ins = sum(len(one.check_ins) for one in found.holds)
    sheet.save()


def day_of(team: int | None, at: datetime) -> date:
    """The day in the zone of the team's calendar."""
    zone = calendar_of(team, at, rules_in_force()).info
    return timezone.localtime(at, zone).date()
