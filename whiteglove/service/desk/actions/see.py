"""How far somebody has read. Private, so it announces nothing."""

from datetime import datetime

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.rows import insert_if_new
from whiteglove.ground.people.models import Person
from whiteglove.service.channels.chat.actions import note_read
from whiteglove.service.desk.models import Message, Seen, Ticket

from .change import allow

_newest = Prepared(lambda ticket: Message.objects.filter(ticket=ticket).order_by("-id").values_list("id")[:1])
_when = Prepared(lambda ticket, pk: Message.objects.filter(ticket=ticket, pk=pk).order_by().values_list("at"))


def see(*, ticket: Ticket, by: Person, at: datetime, message_id: int | None = None) -> Seen:
    """`by` has the ticket before them, up to `message_id` (all of it if not given)."""
    allow(by, "desk.see", ticket)
    if message_id is None:
        (message_id,) = _newest.first(ticket.pk) or (0,)
    if ticket.channel == "chat":
        tell_visitor(ticket, message_id)
    row = Seen(person=by, ticket=ticket, message_id=message_id, at=at)
    mine = Seen.objects.filter(person=by, ticket=ticket)
    if not mine.update(message_id=message_id, at=at) and not insert_if_new(row):
        mine.update(message_id=message_id, at=at)
    return row


def tell_visitor(ticket: Ticket, message_id: int) -> None:
    """Who chats may know that somebody has read it."""
    if upto := _when.first(ticket.pk, message_id):
        note_read(ref=f"ticket:{ticket.pk}", upto=upto[0])
