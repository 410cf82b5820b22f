"""A running chat goes to a colleague or back to a queue, with a summary; until it is answered it can come back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.models import Person, Team
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Handover, State, Tap, Ticket
from whiteglove.service.desk.routing import may_take
from whiteglove.service.desk.waiting_chats import ready, runs, tell_visitor, wanted

from .assign import hand_to, take_from
from .attend import step_in
from .change import allow, changing, tell
from .chat_duty import hold_duties
from .count_chats import count_again
from .hand_on import pass_unseen
from .note import write_note
from .snooze import end_snooze
from .tap import tap

LONGEST = 4000
_standing = Prepared(lambda ticket: Handover.objects.standing().filter(ticket=ticket).order_by("pk")[:1])
GONE = "This chat isn't running any more: assign the ticket, or move it to a team."
ANSWERED = "It has been answered since, so it stays where it is."


def pass_on(
    *, ticket: Ticket, by: Person, at: datetime, summary: str, to: Person | None = None, team: Team | None = None
) -> Handover:
    """To somebody who takes chats, sees this one and has room; or, without `to`, to the queue of `team` (its own if
    none is given). The summary is kept as a note. Raises Refused; a colleague's chat only a lead passes on."""
    with transaction.atomic(), one_at_a_time(to), changing(ticket, by=by, at=at, permit="desk.pass_on") as now:
        giver, topics, before = now.assignee, now.topics, now.team
        check(now, by, to, team)
        step_in(now, by, at)
        end_handover(now, by, at, Handover.Ending.FOLLOWED)
        made = Handover.objects.create(
            ticket=now, how=Handover.How.PASSED, by=by, at=at, giver=giver, to_person=to, from_team=before,
            summary=summary.strip()[:LONGEST],
        )  # fmt: skip
        if made.summary:
            write_note(now, by, at, made.summary)
        moved = go_to(now, team, to, by, at)
        name = to.name if to else f"the queue of {now.team.name if now.team else 'everybody'}"
        facts = {"handover": made.pk, "to": to.pk if to else None, "before": giver.pk if giver else None}
        tell("ticket.passed_on", now, by, at, audience=topics, name=name, **facts, **moved)
        count_again(now)
        pass_unseen(now, by, at)
        if to:
            tap(now, Tap.Kind.PASSED, by, to, at)
        tell_visitor(now)
    return made


@contextmanager
def one_at_a_time(to: Person | None) -> Iterator[None]:
    """As when the house gives, and locked in the same order: nobody gets more than they can carry."""
    if to:
        hold_duties()
    yield


def check(ticket: Ticket, by: Person, to: Person | None, team: Team | None) -> None:
    if ticket.assignee_id != by.pk:
        allow(by, "desk.assign_others", ticket)
    if not runs(ticket):
        raise Refused(GONE)
    if to is None:
        if team and team.archived_at:
            raise Refused("This team is closed. Choose another one.")
        return
    if to.pk == ticket.assignee_id:
        raise Refused(f"{to.name} has this chat already.")
    there = next((one for one in ready() if one.person == to.pk), None)
    if there is None:
        raise Refused(f"{to.name} doesn't take chats just now. Choose somebody else, or a queue.")
    if not may_take(wanted(ticket), there):
        raise Refused(f"{to.name} has no room for this chat, or not the skill it needs. Choose somebody else.")


def go_to(ticket: Ticket, team: Team | None, to: Person | None, by: Person, at: datetime) -> dict:
    """Inside a change: it waits on us again, wherever it goes. Returns the facts of a move, if it is one."""
    end_snooze(ticket, by, at, "passed on")
    ticket.state = State.OPEN
    if to:
        hand_to(ticket, to, by, at)
        return {}
    take_from(ticket, by, at)
    before = ticket.team_id
    if team is None or team.pk == before:
        return {}
    ticket.team = team
    return {"moved": [before, team.pk]}


def end_handover(ticket: Ticket, by: Person | None, at: datetime, ending: str) -> bool:
    """Inside a change. Asks nothing of a ticket that isn't a chat."""
    if ticket.channel != "chat":
        return False
    standing = Handover.objects.standing().filter(ticket=ticket)
    return bool(standing.update(ended_at=at, ended_by=by, ending=ending))


def answered_by(ticket: Ticket, by: Person, at: datetime) -> int | None:
    """Inside a reply: which handover it answers. A last word of whoever gave the chat away answers none."""
    if ticket.channel != "chat":
        return None
    row = _standing.first(ticket.pk)
    if row is None or (row.giver_id == by.pk and ticket.assignee_id != by.pk):
        return None
    end_handover(ticket, by, at, Handover.Ending.ANSWERED)
    return row.pk


def refuse(*, handover: Handover, by: Person, at: datetime, why: str = "") -> Ticket:
    """Whoever got it gives it back to who gave it or, where they aren't there any more, to the queue."""
    with changing(handover.ticket, by=by, at=at, permit="desk.pass_on") as now:
        row = standing(handover)
        if row.was_taken or row.to_person_id != by.pk or now.assignee_id != by.pk:
            raise Refused("Only whom it was passed on to gives it back, as long as they have it.")
        give_back(now, row, by, at, Handover.Ending.REFUSED)
        tell("ticket.pass_refused", now, by, at, audience=f"person:{by.pk}", handover=row.pk, **goes(now))
        if now.assignee:
            tap(now, Tap.Kind.REFUSED, by, now.assignee, at, why)
        tell_visitor(now)
    return handover.ticket


def take_back(*, handover: Handover, by: Person, at: datetime) -> Ticket:
    """Whoever passed a chat on, or took it over, undoes it until somebody has answered, even where they no longer see
    it; a lead who does may as well."""
    permit, own = "desk.take_over" if handover.was_taken else "desk.pass_on", handover.by_id == by.pk
    allow(by, permit)
    with changing(handover.ticket, by=None, at=at, permit=permit) as now:
        if not own:
            allow(by, "desk.assign_others", now)
        row = standing(handover)
        had, topics = now.assignee, now.topics
        moved = give_back(now, row, by, at, Handover.Ending.UNDONE)
        tell("ticket.handover_undone", now, by, at, audience=topics, handover=row.pk, **goes(now), **moved)
        count_again(now)
        for person, kind in ((had, Tap.Kind.UNDONE), (now.assignee, Tap.Kind.RETURNED)):
            if person and person != by and had != now.assignee:
                tap(now, kind, by, person, at)
        tell_visitor(now)
    return handover.ticket


def standing(handover: Handover) -> Handover:
    row = Handover.objects.select_for_update().get(pk=handover.pk)
    if row.ended_at:
        raise Refused(ANSWERED if row.ending == Handover.Ending.ANSWERED else "That has been settled already.")
    return row


def give_back(ticket: Ticket, row: Handover, by: Person, at: datetime, ending: str) -> dict:
    """Inside a change: as it was before, as far as whoever had it is still there."""
    end_handover(ticket, by, at, ending)
    moved = {}
    if row.from_team_id != ticket.team_id:
        moved = {"moved": [ticket.team_id, row.from_team_id]}
        ticket.team = row.from_team
    if row.giver and row.giver.at_the_desk:
        hand_to(ticket, row.giver, by, at)
    else:
        take_from(ticket, by, at)
        pass_unseen(ticket, by, at)
    return moved


def goes(ticket: Ticket) -> dict:
    return {"to": ticket.assignee_id, "name": ticket.assignee.name if ticket.assignee else "the queue"}
