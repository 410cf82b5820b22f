"""A chat ended: its ticket says so, and nobody is waited for any longer."""

from whiteglove.ground.events.models import Event
from whiteglove.service.desk.models import Ticket

from .change import Unchanged, changing, tell
from .pass_on import end_handover


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
        tell("ticket.chat_left", now, None, event.at, who=who, session=event.facts["session"])
