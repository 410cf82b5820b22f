"""A chat ended: its ticket says so, and nobody is waited for any longer."""

from whiteglove.ground.events.models import Event
from whiteglove.service.desk.models import Ticket

from .attend import Ending, attends, end_attendance
from .change import Unchanged, changing, tell
from .pass_on import end_handover
from .solve import settle


def tell_chat_left(event: Event) -> None:
    """`event` is chat.ended about "ticket:42". Idempotent."""
    ticket = Ticket.objects.filter(pk=event.subject_id).first()
    if ticket is None:
        return
    told = Event.objects.filter(
        name="ticket.chat_left", subject_type="ticket", subject_id=ticket.pk, facts__session=event.facts["session"]
    )
    with changing(ticket, by=None, at=event.at, permit="desk.see", merged_too=True) as now:
        if told.exists():
            raise Unchanged
        who = "the customer" if event.facts["by"] == "visitor" else "a long silence"
        end_handover(now, None, event.at, "over")
        leave_bot(now, event)
        tell("ticket.chat_left", now, None, event.at, who=who, session=event.facts["session"])


def leave_bot(ticket: Ticket, event: Event) -> None:
    """Inside a change: where the bot's last words answered what was asked, nobody of ours has anything to do."""
    row = attends(ticket)
    if row is None or row.session != event.facts["session"]:
        return
    end_attendance(ticket, None, event.at, Ending.LEFT)
    if row.answered:
        settle(ticket, None, event.at)
        tell("ticket.solved", ticket, None, event.at, side="bot", name=row.name)
