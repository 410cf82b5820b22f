"""An escalation whose ticket is solved, opened again or merged: it is never out of everybody's sight."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.models import Escalation, State, Ticket

from .change import tell
from .note import write_note


def end_with_solution(ticket: Ticket, by: Person | None, at: datetime) -> None:
    """Inside a change that solved the ticket: nobody has to answer any more, and whoever asked is told."""
    row = Escalation.objects.standing().filter(ticket=ticket).first() if ticket.escalated else None
    ticket.escalated = False
    if row is None:
        return
    # The time of the solution, by which `stand_again` knows what ended with it.
    row.ended_at, row.ended_by, row.ending = ticket.solved_at, by, "resolved"
    row.save(update_fields=["ended_at", "ended_by", "ending"])
    asker = f"person:{row.by_id}" if row.by_id else ""
    tell("ticket.escalation_resolved", ticket, by, at, audience=asker, escalation=row.pk)


def stand_again(ticket: Ticket) -> None:
    """Inside a change, before the ticket stops being solved: what only its solution has ended."""
    if ticket.escalated or ticket.solved_at is None:
        return
    ended = Escalation.objects.filter(ticket=ticket, ended_at=ticket.solved_at, ending="resolved", answer="")
    ticket.escalated = bool(ended.update(ended_at=None, ended_by=None, ending=""))


def waiting(ticket: Ticket) -> Escalation | None:
    """The one nobody has ended yet, of a ticket that isn't solved."""
    asks = ticket.escalated and ticket.state != State.SOLVED
    return Escalation.objects.standing().select_related("by").filter(ticket=ticket).first() if asks else None


def follow_merge(away: Ticket, here: Ticket, by: Person, at: datetime) -> dict[str, int]:
    """Inside a merge: it stands in the ticket that lives on, or ends if that one has its own. For `come_back`."""
    row = waiting(away)
    away.escalated = False
    if row is None:
        return {}
    if here.escalated:
        leave_word(away, here, row, by, at)
        row.ended_at, row.ended_by, row.ending = at, by, "resolved"
        row.answer = f"Goes on in #{here.pk}, which is escalated too."
    else:
        row.ticket, here.escalated = here, True
    row.save()
    return {"ended" if row.ended_at else "moved": row.pk}


def leave_word(away: Ticket, here: Ticket, row: Escalation, by: Person, at: datetime) -> None:
    """What was asked stands in the conversation, for whoever answers the other one; it goes back with the rest."""
    who, why = row.by.name if row.by else "the desk", row.get_reason_display().lower()
    said = f"#{away.pk} was escalated by {who} when it was merged into #{here.pk}: {why}."
    write_note(here, by, at, f"{said}\n\n{row.text}".strip(), moved_from=away)


def come_back(kept: dict[str, int], away: Ticket, here: Ticket) -> None:
    """Inside an unmerge: where it was, and standing unless somebody has answered it since."""
    Escalation.objects.filter(pk=kept.get("ended", 0)).update(ended_at=None, ended_by=None, ending="", answer="")
    Escalation.objects.filter(pk=kept.get("moved", 0)).update(ticket=away)
    for ticket in (away, here):
        ticket.escalated = Escalation.objects.standing().filter(ticket=ticket).exists()
