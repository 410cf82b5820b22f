"""Asking, some days after solving, whether all is still well: planned by a rule or a person, called off, done."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.ground.ui.times import day
from whiteglove.learning.closing.models import FollowUp, How, Stage
from whiteglove.learning.closing.when import due
from whiteglove.service.desk.actions.judge_clocks import rules_in_force
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Solution, State, Ticket
from whiteglove.service.desk.promise_reader import calendar_of
from whiteglove.service.sla.calendar import Calendar

MOST = 60
BY_MAIL = "email"


def plan(*, ticket: Ticket, by: Person, at: datetime, days: int) -> FollowUp:
    """By a person. Raises Refused for a ticket that isn't solved, or has one planned already."""
    if not 1 <= days <= MOST:
        raise Refused("Choose 1 to 60 days.")
    with transaction.atomic():
        now = locked(ticket)
        require(by, "closing.plan", now)
        solution = Solution.objects.standing().filter(ticket=now).first()
        if now.state != State.SOLVED or solution is None:
            raise Refused("This ticket isn't solved, so there is nothing to follow up yet.")
        return put(now, solution, by=by, at=at, days=days)


def put(ticket: Ticket, solution: Solution, *, by: Person | None, at: datetime, days: int, rule: str = "") -> FollowUp:
    """Inside the lock. By mail it goes out by itself; whoever chatted or rang is asked by whoever had the ticket."""
    if FollowUp.objects.standing().filter(ticket=ticket).exists():
        raise Refused("A follow-up is planned already. Call it off first, then plan another.")
    calendar, zone = hours_of(ticket, at)
    made = FollowUp.objects.create(
        ticket=ticket, solution=solution, rule=rule, by=by, at=at, due_at=due(at, days, calendar, zone),
        how=How.LETTER if ticket.goes_on_by == BY_MAIL else How.REMINDER,
        person=by or solution.by or ticket.assignee,
    )  # fmt: skip
    tell("follow_up.planned", ticket, made, by, at, due=day(made.due_at.astimezone(calendar.info)))
    return made


def call_off(*, follow_up: FollowUp, by: Person | None, at: datetime, why: str = "") -> FollowUp:
    """`by` is None where something that happened calls it off. Twice is once."""
    with transaction.atomic():
        ticket, row = held(follow_up)
        if by is not None:
            require(by, "closing.plan", ticket)
        if row.ended_at is None:
            end(row, Stage.OFF, by, at, why or "it isn't needed")
            tell("follow_up.called_off", ticket, row, by, at, why=row.why)
    return row


def done(*, follow_up: FollowUp, by: Person, at: datetime) -> FollowUp:
    """Somebody asked them. Twice is once; Refused once it was called off."""
    with transaction.atomic():
        ticket, row = held(follow_up)
        require(by, "closing.plan", ticket)
        if row.state == Stage.ASKED:
            return row
        if row.ended_at:
            raise Refused("This follow-up is over already.")
        end(row, Stage.ASKED, by, at)
        tell("follow_up.done", ticket, row, by, at)
    return row


def take_back(*, follow_up: FollowUp, by: Person, at: datetime) -> FollowUp:
    """What was called off or asked stands as it was, unless the ticket was opened again or it has been sent."""
    with transaction.atomic():
        ticket, row = held(follow_up)
        require(by, "closing.plan", ticket)
        if row.ended_at is None:
            return row
        if row.state == Stage.SENT or ticket.state != State.SOLVED or row.solution.ended_at:
            raise Refused("It is too late to take that back.")
        if FollowUp.objects.standing().filter(ticket=ticket).exists():
            raise Refused("Another follow-up is planned by now.")
        row.state, row.ended_at, row.ended_by, row.why = Stage.PLANNED, None, None, ""
        row.save(update_fields=["state", "ended_at", "ended_by", "why"])
        tell("follow_up.planned", ticket, row, by, at, due=day(row.due_at.astimezone(hours_of(ticket, at)[0].info)))
    return row


def held(follow_up: FollowUp) -> tuple[Ticket, FollowUp]:
    """Its ticket and itself as they are now, locked in the desk's order."""
    number = FollowUp.objects.values_list("ticket_id", flat=True).get(pk=follow_up.pk)
    ticket = locked(Ticket(pk=number))
    return ticket, FollowUp.objects.select_for_update(of=("self",)).select_related("solution").get(pk=follow_up.pk)


def locked(ticket: Ticket) -> Ticket:
    return Ticket.objects.select_for_update(of=("self",)).select_related("customer", "assignee").get(pk=ticket.pk)


def end(row: FollowUp, state: str, by: Person | None, at: datetime, why: str = "") -> None:
    row.state, row.ended_at, row.ended_by, row.why = state, at, by, why[:200]
    row.save(update_fields=["state", "ended_at", "ended_by", "why", "message"])


def tell(name: str, ticket: Ticket, row: FollowUp, by: Person | None, at: datetime, **facts: object) -> None:
    audience = f"{ticket.topics} person:{row.person_id}" if row.person_id else ticket.topics
    record(name, subject=ticket, by=by, at=at, facts={"follow_up": row.pk, **facts}, audience=audience)


def hours_of(ticket: Ticket, at: datetime) -> tuple[Calendar, ZoneInfo]:
    """The team's opening hours, and the customer's own zone, if it is known."""
    calendar = calendar_of(ticket.team_id, at, rules_in_force())
    try:
        return calendar, ZoneInfo(ticket.customer.time_zone or calendar.zone)
    except (KeyError, ValueError, OSError):
        return calendar, ZoneInfo(calendar.zone)


def leave_to_the_team(*, person: int) -> int:
    """Of somebody who leaves: whoever looks at the list next asks."""
    return FollowUp.objects.standing().filter(person=person).update(person=None)
