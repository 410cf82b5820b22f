"""What every new message does to its ticket, whoever wrote it."""

from collections.abc import Iterable, Sequence

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
    """Attachments whose bytes are kept already: [{"blob", "name", "type", "size"}]."""
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


def remember_ids(ticket: Ticket, values: Iterable[str], direction: str) -> None:
    """These Message-IDs lead to this ticket from now on; empty ones never do.

    A parent that arrives after all is no longer only a name; what we sent stays ours whatever a mail claims. A ticket
    that is only being opened (version 0) has no names to correct.
    """
    wanted = dict.fromkeys(filter(None, map(normal_id, values)))
    if not wanted:
        return
    MailId.objects.bulk_create(
        (MailId(ticket=ticket, value=value, direction=direction) for value in wanted), ignore_conflicts=True
    )
    if direction != MailId.Direction.REFERENCE and ticket.version:
        named = MailId.objects.filter(ticket=ticket, value__in=wanted, direction=MailId.Direction.REFERENCE)
        named.update(direction=direction)
