"""Ask a supervisor: for one of the Guide's five reasons, to a person or a team."""

from datetime import datetime

from whiteglove.ground.people.models import Person, Team
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Escalation, Reason, State, Ticket

from .assign import hand_to
from .attend import step_in
from .change import changing, tell
from .hand_on import pass_unseen
from .note import write_note


def escalate(
    *,
    ticket: Ticket,
    by: Person,
    at: datetime,
    reason: str,
    text: str = "",
    to: Person | Team | None = None,
    version: int | None = None,
) -> Escalation:
    """`reason` is a `Reason`; without `to` it goes to the ticket's own team.

    A person must be a supervisor who sees the ticket. A ticket escalated to another team moves there.
    """
    if reason not in Reason.values:
        raise Refused("Choose one of the five reasons for escalating.")
    with changing(ticket, by=by, at=at, permit="desk.escalate", version=version) as now:
        if now.escalated:
            raise Refused("This ticket is escalated already.")
        if now.state == State.SOLVED:
            raise Refused("This ticket is solved; open it again before you escalate it.")
        step_in(now, by, at)
        person, team = (by, None) if now.rehearsed else receiver(now, to)
        made = Escalation.objects.create(
            ticket=now, reason=reason, text=text, to_person=person, to_team=team, from_team=now.team, by=by, at=at
        )
        now.escalated, before = True, now.team_id
        if team and team.pk != now.team_id:
            now.team = team
        heard_by = f"person:{person.pk}" if person else f"team:{team.pk}"
        tell("ticket.escalated", now, by, at, audience=heard_by, reason=reason, escalation=made.pk,
             **moved(before, now))  # fmt: skip
        pass_unseen(now, by, at)
    return made


def moved(before: int | None, ticket: Ticket) -> dict[str, list[int | None]]:
    """The fact that the ticket changed teams, if it did: its clocks may run by another calendar from now on."""
    return {} if before == ticket.team_id else {"moved": [before, ticket.team_id]}


def receiver(ticket: Ticket, to: Person | Team | None) -> tuple[Person | None, Team | None]:
    if isinstance(to, Team):
        if to.archived_at:
            raise Refused(f"{to.name} is archived and nobody reads it: choose another team.")
        return None, to
    if to is None:
        if ticket.team is None:
            raise Refused("This ticket has no team: choose whom to escalate it to.")
        return None, ticket.team
    if not may_supervise(to, ticket):
        raise Refused(f"{to} can't take this escalation: choose a lead of the ticket's team.")
    return to, None


def may_supervise(person: Person, ticket: Ticket) -> bool:
    from whiteglove.ground.people.policy import may

    return may(person, "desk.supervise", ticket)


def accept_escalation(*, escalation: Escalation, by: Person, at: datetime) -> Escalation:
    """A supervisor takes it on, and the ticket with it."""
    with changing(escalation.ticket, by=by, at=at, permit="desk.supervise") as now:
        row = standing(escalation)
        if row.accepted_at:
            raise Refused(f"{row.accepted_by} has taken it on already.")
        row.accepted_at, row.accepted_by = at, by
        row.save()
        before = now.assignee_id
        if before != by.pk:
            hand_to(now, by, by, at)
        tell("ticket.escalation_accepted", now, by, at, audience=asker(row), escalation=row.pk, before=before)
    return row


def return_escalation(*, escalation: Escalation, by: Person, at: datetime, answer: str) -> Escalation:
    """Back to who asked, and to their team, with advice."""
    if not answer.strip():
        raise Refused("Write what they should do now.")
    with changing(escalation.ticket, by=by, at=at, permit="desk.supervise") as now:
        row = end(escalation, now, by, at, "returned", answer)
        before = now.team_id
        now.escalated, now.team = False, row.from_team or now.team
        if row.by and row.by.at_the_desk and now.assignee_id != row.by_id:
            hand_to(now, row.by, by, at)
        tell("ticket.escalation_returned", now, by, at, audience=asker(row), escalation=row.pk, **moved(before, now))
        pass_unseen(now, by, at)
    return row


def resolve_escalation(*, escalation: Escalation, by: Person, at: datetime, answer: str = "") -> Escalation:
    """What was asked for is done; the ticket goes on as an ordinary one."""
    with changing(escalation.ticket, by=by, at=at, permit="desk.supervise") as now:
        row = end(escalation, now, by, at, "resolved", answer)
        now.escalated = False
        tell("ticket.escalation_resolved", now, by, at, audience=asker(row), escalation=row.pk)
    return row


def withdraw_escalation(*, escalation: Escalation, by: Person, at: datetime) -> Escalation:
    """Whoever asked takes it back, as long as nobody has taken it on; the ticket is where it was."""
    with changing(escalation.ticket, by=by, at=at, permit="desk.escalate") as now:
        row = standing(escalation)
        if row.by_id != by.pk:
            raise Refused("Only who asked takes an escalation back.")
        if row.accepted_at:
            raise Refused(f"{row.accepted_by} has taken it on already.")
        row.ended_at, row.ended_by, row.ending = at, by, "withdrawn"
        row.save()
        before, topics = now.team_id, now.topics
        now.escalated = False
        if row.to_team_id and now.team_id == row.to_team_id:
            now.team = row.from_team
        heard_by = f"{topics} person:{row.to_person_id}" if row.to_person_id else topics
        tell("ticket.escalation_withdrawn", now, by, at, audience=heard_by, escalation=row.pk, **moved(before, now))
    return row


def standing(escalation: Escalation) -> Escalation:
    row = Escalation.objects.select_for_update().get(pk=escalation.pk)
    if row.ended_at:
        raise Refused("This escalation has ended already.")
    return row


def end(escalation: Escalation, ticket: Ticket, by: Person, at: datetime, ending: str, answer: str) -> Escalation:
    """Close it; the answer is a note, so that whoever asked reads it where they work."""
    row = standing(escalation)
    if answer.strip():
        write_note(ticket, by, at, answer)
    row.ended_at, row.ended_by, row.ending, row.answer = at, by, ending, answer
    row.save()
    return row


def asker(row: Escalation) -> str:
    return f"person:{row.by_id}" if row.by_id else ""
