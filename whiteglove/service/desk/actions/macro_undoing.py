"""How each step of a macro is taken back, by a verb of its own. False if somebody has changed it since."""

from collections.abc import Callable
from typing import Any

from whiteglove.ground.people.models import Person, Team
from whiteglove.service.desk.models import Escalation, Message, State, Ticket

from .assign import assign, unassign
from .classify import set_complex, set_kind, set_priority
from .escalate import withdraw_escalation
from .move import move
from .note import undo_note
from .snooze import wake
from .solve import reopen
from .tag import tag, untag

# What stays, in words, where a step can't be taken back.
STAYS = {
    "assign": "who has it", "move": "its team", "note": "the note", "escalate": "the escalation",
    "snooze": "the snooze", "solve": "that it is solved", "kind": "its kind", "priority": "its priority",
    "tag": "a tag", "untag": "a tag",
}  # fmt: skip


def undo_field(did: dict, *, ticket: Ticket, **by: Any) -> bool:
    """A sorting that still stands."""
    field = did["do"]
    if getattr(Ticket.objects.only(field).get(pk=ticket.pk), field) != did["new"]:
        return False
    {"kind": set_kind, "priority": set_priority, "complex": set_complex}[field](
        ticket=ticket, **{field: did["old"]}, **by
    )
    return True


def undo_tag(did: dict, *, ticket: Ticket, **by: Any) -> bool:
    untag(ticket=ticket, name=did["name"], **by)
    return True


def undo_untag(did: dict, *, ticket: Ticket, **by: Any) -> bool:
    tag(ticket=ticket, name=did["name"], **by)
    return True


def undo_a_note(did: dict, *, ticket: Ticket, **by: Any) -> bool:
    undo_note(message=Message.objects.get(pk=did["message"]), **by)
    return True


def undo_assign(did: dict, *, ticket: Ticket, **by: Any) -> bool:
    if Ticket.objects.only("assignee").get(pk=ticket.pk).assignee_id != did["new"]:
        return False
    return give(ticket, did["old"], **by)


def give(ticket: Ticket, person: int | None, **by: Any) -> bool:
    if person is None:
        unassign(ticket=ticket, **by)
        return True
    to = Person.objects.assignable().filter(pk=person).first()
    if to:
        assign(ticket=ticket, to=to, **by)
    return to is not None


def undo_move(did: dict, *, ticket: Ticket, **by: Any) -> bool:
    team = Team.objects.current().filter(pk=did["old"]).first()
    if team is None or Ticket.objects.only("team").get(pk=ticket.pk).team_id != did["new"]:
        return False
    move(ticket=ticket, team=team, **by)
    return give(ticket, did["assignee"], **by)


def undo_escalate(did: dict, *, ticket: Ticket, **by: Any) -> bool:
    withdraw_escalation(escalation=Escalation.objects.get(pk=did["escalation"]), **by)
    return True


def undo_snooze(did: dict, *, ticket: Ticket, **by: Any) -> bool:
    if Ticket.objects.only("state").get(pk=ticket.pk).state != State.SNOOZED:
        return False
    wake(ticket=ticket, **by)
    return True


def undo_solve(did: dict, *, ticket: Ticket, **by: Any) -> bool:
    if Ticket.objects.only("state").get(pk=ticket.pk).state != State.SOLVED:
        return False
    reopen(ticket=ticket, why="undone", **by)
    return True


UNDOES: dict[str, Callable[..., bool]] = {
    "kind": undo_field, "priority": undo_field, "complex": undo_field, "tag": undo_tag, "untag": undo_untag,
    "note": undo_a_note, "assign": undo_assign, "move": undo_move, "escalate": undo_escalate, "snooze": undo_snooze,
    "solve": undo_solve,
}  # fmt: skip
