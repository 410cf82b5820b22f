"""A word among ourselves, which the customer never sees."""

from collections.abc import Sequence
from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Draft, Message, MessageKind, Ticket

from .change import changing, tell
from .write import attach_kept, count_in


def note(*, ticket: Ticket, by: Person, at: datetime, text: str, attachments: Sequence[dict] = ()) -> Message:
    """`attachments` as in a draft: [{"blob", "name", "type", "size"}]. Raises Refused for an empty note."""
    if not text.strip() and not attachments:
        raise Refused("Write something before you save the note.")
    with changing(ticket, by=by, at=at, permit="desk.note", merged_too=True) as now:
        made = write_note(now, by, at, text)
        attach_kept(made, attachments)
        Draft.objects.filter(person=by, ticket=now, kind=Draft.Kind.NOTE).delete()
        tell("ticket.noted", now, by, at, message=made.pk)
    return made


def write_note(ticket: Ticket, by: Person, at: datetime, text: str) -> Message:
    """Inside a change."""
    made = Message.objects.create(
        ticket=ticket, kind=MessageKind.NOTE, author=by, at=at, text=text, new_text=text, sender_name=by.name
    )
    count_in(ticket, made)
    return made
