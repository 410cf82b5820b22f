"""How far somebody has read. Private, so it announces nothing."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.channels.chat.actions import note_read
from whiteglove.service.desk.models import Message, Seen, Ticket

from .change import allow


def see(*, ticket: Ticket, by: Person, at: datetime, message_id: int | None = None) -> Seen:
    """`by` has the ticket before them, up to `message_id` (all of it if not given)."""
    allow(by, "desk.see", ticket)
    if message_id is None:
        message_id = Message.objects.filter(ticket=ticket).order_by("-id").values_list("id", flat=True).first() or 0
    if ticket.channel == "chat":
        tell_visitor(ticket, message_id)
    row = Seen.objects.update_or_create(person=by, ticket=ticket, defaults={"message_id": message_id, "at": at})[0]
    return row


def tell_visitor(ticket: Ticket, message_id: int) -> None:
    """Who chats may know that somebody has read it."""
    upto = Message.objects.filter(ticket=ticket, pk=message_id).values_list("at", flat=True).first()
    if upto:
        note_read(ref=f"ticket:{ticket.pk}", upto=upto)
