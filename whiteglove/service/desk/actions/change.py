"""One change of one ticket: under its lock, counted, judged, indexed and told, or not made at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from whiteglove.ground.events.actions import record
from whiteglove.ground.events.models import Event
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.rows import update
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.desk.errors import Refused, Stale
from whiteglove.service.desk.happenings import Story
from whiteglove.service.desk.models import State, Tally, Ticket, places
from whiteglove.service.desk.ranks import rank_of

from .judge_clocks import judge_clocks
from .keep_searchable import keep_searchable

COLUMNS = {
    field.name: field.attname for field in Ticket._meta.concrete_fields if not (field.primary_key or field.generated)
}  # fmt: skip
_locked = Prepared(lambda pk: Ticket.every.select_for_update().filter(pk=pk))
TRIES = 5


class Unchanged(Exception):
    """Raised inside a change when it is so already: nothing is kept, counted or told."""


class _Elsewhere(Exception):
    """It lies in another ticket by now."""


def allow(by: Person | None, permit: str, ticket: Ticket | None = None) -> None:
    """Let pass or raise as `require` does; `None` is the desk itself, working off a message or a job."""
    if by is not None:
        require(by, permit, ticket)


@contextmanager
def changing(
    ticket: Ticket,
    *,
    by: Person | None,
    at: datetime,
    permit: str,
    version: int | None = None,
    merged_too: bool = False,
) -> Iterator[Ticket]:
    """The ticket as it is now, locked until the end of the block; what the block changes is kept with it.

    `version` is what the caller saw: Stale if the ticket has changed since. A merged ticket is refused
    unless `merged_too`. A block that raises Unchanged ends quietly. The caller's instance is brought up to date.
    """
    with transaction.atomic():
        if (now := _locked.first(ticket.pk)) is None:
            raise Ticket.DoesNotExist
        allow(by, permit, now)
        if version is not None and version != now.version:
            raise Stale
        if now.state == State.MERGED and not merged_too:
            raise Refused(f"This ticket was merged into #{now.merged_into_id}: act there, or unmerge it first.")
        before, stored = places(now), columns(now)
        try:
            yield now
        except Unchanged:
            bring_up_to_date(ticket, now)
            return
        keep(now, before, at, stored)
    bring_up_to_date(ticket, now)


@contextmanager
def changing_wherever(lies: Callable[[], int], **how: Any) -> Iterator[Ticket]:
    """As `changing`, of the ticket whose number `lies` tells, be it merged or not.

    A merge, or the end of one, may come before the lock. So it is asked again under the lock: where the answer differs,
    the lock is let go and the other ticket taken. Raises Stale after a few.
    """
    for _ in range(TRIES):
        number = lies()
        try:
            with changing(Ticket(pk=number), merged_too=True, **how) as now:
                if lies() != number:
                    raise _Elsewhere
                yield now
            return
        except _Elsewhere:
            continue
    raise Stale


def ticket_of(row: Model) -> int:
    """The number of the ticket that a message or a promise lies in now, whatever was read before."""
    return type(row)._default_manager.values_list("ticket_id", flat=True).get(pk=row.pk)


def columns(ticket: Ticket) -> dict[str, Any]:
    """The ticket's row as it is now, by the names of its fields."""
    known = ticket.__dict__
    return {name: known[column] for name, column in COLUMNS.items()}


def keep(ticket: Ticket, before: set, at: datetime, stored: dict[str, Any], story: Story | None = None) -> None:
    """Save a changed ticket with all that must be true together with it.

    `before` is where it counted, `stored` its columns in the database: what is alike isn't written, and no index of it
    touched. `story`: all of a new ticket, if at hand.
    """
    ticket.changed_at = max(ticket.changed_at, at)
    ticket.version += 1
    new = ticket.version == 1
    judge_clocks(ticket, at=at, new=new, story=story)
    ticket.rank = rank_of(ticket)
    update(ticket, *(name for name, value in columns(ticket).items() if value != stored[name]))
    Tally.objects.moved(before, places(ticket))
    keep_searchable(ticket, new, story)


def bring_up_to_date(seen: Ticket, now: Ticket) -> None:
    for field in Ticket._meta.concrete_fields:
        if field.generated:
            continue
        if field.is_relation and getattr(seen, field.attname) != getattr(now, field.attname):
            seen._state.fields_cache.pop(field.name, None)
        setattr(seen, field.attname, getattr(now, field.attname))


def tell(
    name: str, ticket: Ticket, by: Person | int | None, at: datetime, /, audience: str = "", **facts: Any
) -> Event:
    """Record what happened, with the state it led to, and until when: the clocks read their pauses from these."""
    facts.setdefault("state", ticket.state)
    if facts["state"] == State.SNOOZED:
        facts.setdefault("until", ticket.wakes_at)
    return record(name, subject=ticket, by=by, at=at, facts=facts, audience=f"{ticket.topics} {audience}".strip())
