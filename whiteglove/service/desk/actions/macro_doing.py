"""What each step of a macro does, by the verb there is. Each tells what undoing must know, or None if it was so."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from whiteglove.ground.people.models import Person, Team
from whiteglove.service.desk import macro_words
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.macros import values_for
from whiteglove.service.desk.models import State, Tag, Ticket

from .assign import assign
from .change import changing, tell
from .classify import set_complex, set_kind, set_priority
from .escalate import escalate
from .move import move
from .note import write_note
from .snooze import snooze
from .solve import solve
from .tag import tag, untag


def do_kind(step: dict, *, ticket: Ticket, **by: Any) -> dict | None:
    return put(ticket, "kind", step["kind"], lambda: set_kind(ticket=ticket, kind=step["kind"], **by))


def do_priority(step: dict, *, ticket: Ticket, **by: Any) -> dict | None:
    return put(
        ticket, "priority", step["priority"], lambda: set_priority(ticket=ticket, priority=step["priority"], **by)
    )


def do_complex(step: dict, *, ticket: Ticket, **by: Any) -> dict | None:
    return put(ticket, "complex", True, lambda: set_complex(ticket=ticket, **by))


def put(ticket: Ticket, field: str, new: object, verb: Callable[[], object]) -> dict | None:
    """None if it was so already."""
    old = getattr(Ticket.every.only(field).get(pk=ticket.pk), field)
    if old == new:
        return None
    verb()
    return {"old": old, "new": new}


def do_tag(step: dict, *, ticket: Ticket, **by: Any) -> dict | None:
    if ticket.taggings.filter(tag__name=step["name"]).exists():
        return None
    if ticket.rehearsed:  # whoever made the macro has decided that there is such a tag
        Tag.objects.get_or_create(name=step["name"])
    tag(ticket=ticket, name=step["name"], **by)
    return {"name": step["name"]}


def do_untag(step: dict, *, ticket: Ticket, **by: Any) -> dict | None:
    return {"name": step["name"]} if untag(ticket=ticket, name=step["name"], **by) else None


def do_note(step: dict, *, ticket: Ticket, by: Person, at: datetime) -> dict:
    text = macro_words.fill(step["text"], values_for(ticket, by)).text
    with changing(ticket, by=by, at=at, permit="desk.note") as now:
        made = write_note(now, by, at, text)
        tell("ticket.noted", now, by, at, message=made.pk)
    return {"message": made.pk}


def do_assign(step: dict, *, ticket: Ticket, by: Person, at: datetime) -> dict | None:
    if ticket.rehearsed:
        return None
    to = by if step["to"] == "me" else Person.objects.assignable().filter(pk=step["to"]).first()
    if to is None:
        raise Refused("Whom this macro gives the ticket to isn't at the desk any more. Change the macro.")
    before = Ticket.objects.only("assignee").get(pk=ticket.pk).assignee_id
    if before == to.pk:
        return None
    assign(ticket=ticket, by=by, at=at, to=to)
    return {"old": before, "new": to.pk}


def do_move(step: dict, *, ticket: Ticket, by: Person, at: datetime) -> dict | None:
    if ticket.rehearsed:
        return None
    team = Team.objects.current().filter(pk=step["team"]).first()
    if team is None:
        raise Refused("The team this macro moves tickets to is gone. Change the macro.")
    now = Ticket.objects.only("team", "assignee").get(pk=ticket.pk)
    if now.team_id == team.pk:
        return None
    move(ticket=ticket, by=by, at=at, team=team)
    return {"old": now.team_id, "new": team.pk, "assignee": now.assignee_id}


def do_escalate(step: dict, *, ticket: Ticket, by: Person, at: datetime) -> dict:
    return {"escalation": escalate(ticket=ticket, by=by, at=at, reason=step["reason"]).pk}


def do_snooze(step: dict, *, ticket: Ticket, by: Person, at: datetime) -> dict:
    snooze(ticket=ticket, by=by, at=at, until=at + timedelta(seconds=step["seconds"]))
    return {"seconds": step["seconds"]}


def do_solve(step: dict, *, ticket: Ticket, by: Person, at: datetime) -> dict | None:
    if Ticket.objects.only("state").get(pk=ticket.pk).state == State.SOLVED:
        return None
    solve(ticket=ticket, by=by, at=at)
    return {"solved": True}


DOES: dict[str, Callable[..., dict | None]] = {
    "kind": do_kind, "priority": do_priority, "complex": do_complex, "tag": do_tag, "untag": do_untag, "note": do_note,
    "assign": do_assign, "move": do_move, "escalate": do_escalate, "snooze": do_snooze, "solve": do_solve,
}  # fmt: skip
