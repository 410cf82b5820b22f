"""Who answers: given, taken, put back."""

from collections.abc import Callable
from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.errors import Refused, Taken
from whiteglove.service.desk.models import Assignment, Ticket

from .attend import step_in
from .change import Unchanged, allow, changing, tell
from .hand_on import pass_unseen, take_on

Unless = Callable[[Ticket], object]


def never(ticket: Ticket) -> bool:
    return False


def assign(
    *,
    ticket: Ticket,
    by: Person | None,
    at: datetime,
    to: Person,
    version: int | None = None,
    unless: Unless = never,
) -> Ticket:
    """Give the ticket to somebody at the desk. What a colleague has, only a lead gives away. Raises Refused, Stale.

    `unless` is asked once the ticket is locked: then nothing changes.
    """
    if not to.at_the_desk:
        raise Refused(f"{to} can't be given tickets: choose an active agent or lead.")
    with changing(ticket, by=by, at=at, permit="desk.assign", version=version) as now:
        before = now.assignee_id
        if before == to.pk or unless(now):
            raise Unchanged
        if by and before not in (None, by.pk):
            allow(by, "desk.assign_others", now)
        topics = now.topics
        hand_to(now, to, by, at)
        tell("ticket.assigned", now, by, at, audience=topics, to=to.pk, name=to.name, before=before, own=to == by)
    return ticket


def take(*, ticket: Ticket, by: Person, at: datetime) -> Ticket:
    """Take an unassigned ticket. Raises Taken if somebody was quicker."""
    with changing(ticket, by=by, at=at, permit="desk.assign") as now:
        if now.assignee_id == by.pk:
            raise Unchanged
        if now.assignee_id:
            raise Taken(now.assignee.name)
        hand_to(now, by, by, at)
        tell("ticket.assigned", now, by, at, to=by.pk, name=by.name, before=None, own=True)
    return ticket


def unassign(
    *, ticket: Ticket, by: Person | None, at: datetime, version: int | None = None, unless: Unless = never
) -> Ticket:
    """Put the ticket back to its team; `unless` as for `assign`."""
    with changing(ticket, by=by, at=at, permit="desk.assign", version=version) as now:
        before = now.assignee_id
        if before is None or unless(now):
            raise Unchanged
        if by and before != by.pk:
            allow(by, "desk.assign_others", now)
        topics = now.topics
        take_from(now, by, at)
        tell("ticket.unassigned", now, by, at, audience=topics, before=before)
        pass_unseen(now, by, at)
    return ticket


def hand_to(ticket: Ticket, person: Person, by: Person | None, at: datetime) -> None:
    """Inside a change: close the old assignment and write the new one. What is practised on stays with whoever does."""
    if ticket.rehearsed:
        return
    step_in(ticket, by or person, at)
    take_from(ticket, by, at)
    Assignment.objects.create(ticket=ticket, person=person, by=by, at=at)
    ticket.assignee = person
    take_on(ticket, person, by, at)
    pass_unseen(ticket, by, at)


def take_from(ticket: Ticket, by: Person | None, at: datetime) -> None:
    Assignment.objects.standing().filter(ticket=ticket).update(ended_at=at, ended_by=by)
    ticket.assignee = None
