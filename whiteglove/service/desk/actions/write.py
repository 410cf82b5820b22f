"""What every new message does to its ticket, whoever wrote it."""

from collections.abc import Iterable, Mapping, Sequence

from whiteglove.ground.lib.rows import insert_values
from whiteglove.service.channels.models import Blob
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Attachment, MailId, Message, MessageKind, Ticket
from whiteglove.service.desk.threading import normal_id

PREVIEW = 160


def preview_of(text: str) -> str:
    return " ".join(text[: PREVIEW * 4].split())[:PREVIEW]


def count_in(ticket: Ticket, message: Message) -> None:
    """Inside a change: the ticket's own copy of what lists show and replies are checked against."""
    ticket.message_count += 1
    ticket.last_message_at = max(filter(None, (ticket.last_message_at, message.at)))
    if message.kind == MessageKind.INBOUND and not message.is_automatic_mail:
        ticket.last_inbound_id = max(ticket.last_inbound_id or 0, message.pk)
    if message.kind != MessageKind.AUTOMATIC:
        ticket.preview = preview_of(message.new_text or message.text)


def attach_kept(message: Message, entries: Sequence[dict]) -> None:
    """Attachments whose bytes are kept already: [{"blob", "name", "type", "size"}]. Refused if some no longer are."""
    if not entries:
        return
    kept = set(Blob.objects.filter(pk__in=[entry["blob"] for entry in entries]).values_list("pk", flat=True))
    if lost := next((entry for entry in entries if entry["blob"] not in kept), None):
        raise Refused(f"“{lost['name']}” is no longer here: take it out, and attach it again if you have it.")
    Attachment.objects.bulk_create(
        Attachment(
            message=message,
            blob_id=entry["blob"],
            name=entry["name"][:255],
            type=entry.get("type", "application/octet-stream")[:255],
            size=entry.get("size", 0),
        )
        for entry in entries
    )


def remember_ids(ticket: Ticket, values: Mapping[str, Iterable[str]]) -> None:
    """These Message-IDs, by direction, lead to this ticket from now on; empty ones never do.

    A parent that arrives after all is no longer only a name; what we sent stays ours whatever a mail claims. A ticket
    that is only being opened (version 0) has no names to correct.
    """
    wanted: dict[str, str] = {}  # in the given order: what was received or sent comes before what is only named
    for direction, ids in values.items():
        for value in filter(None, map(normal_id, ids)):
            wanted.setdefault(value, direction)
    named = [(ticket.pk, value, direction) for value, direction in wanted.items()]
    kept = insert_values(MailId, ("ticket_id", "value", "direction"), named, if_new=True)
    if kept == len(wanted) or not ticket.version:
        return
    for direction in set(values) - {MailId.Direction.REFERENCE}:
        met = [value for value, to in wanted.items() if to == direction]
        named = MailId.objects.filter(ticket=ticket, value__in=met, direction=MailId.Direction.REFERENCE)
        named.update(direction=direction)
