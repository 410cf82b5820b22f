"""How far somebody has read. Private, so it announces nothing."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.models import Message, Seen, Ticket

from .change import allow


def see(*, ticket: Ticket, by: Person, at: datetime, message_id: int | None = None) -> Seen:
    """`by` has the ticket before them, up to `message_id` (all of it if not given)."""
    allow(by, "desk.see", ticket)
    if message_id is None:
        message_id = Message.objects.filter(ticket=ticket).order_by("-id").values_list("id", flat=True).first() or 0
    row = Seen.objects.update_or_create(person=by, ticket=ticket, defaults={"message_id": message_id, "at": at})[0]
    return row
