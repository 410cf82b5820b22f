"""Keep what came with a mail: its files, and its HTML made safe, with pictures shown in place."""

from collections.abc import Sequence

from whiteglove.ground.lib.html import clean
from whiteglove.ground.lib.rows import insert_all, update
from whiteglove.service.channels.contract import InboundMessage
from whiteglove.service.channels.models import Blob
from whiteglove.service.desk.models import Attachment, Message

ADDRESS = "/desk/attachments/{}/"


def keep_content(message: Message, inbound: InboundMessage, others: Sequence[Message] = ()) -> None:
    """Keeps the message too, with `others` after it. With attachments its HTML comes last: it points at them."""
    if not inbound.attachments:
        clean_into(message, inbound, [])
    insert_all([message, *others], with_ids=True)
    if not inbound.attachments:
        return
    # Without HTML nothing can show a file in place, whatever its sender called it.
    kept = Attachment.objects.bulk_create(
        Attachment(
            message=message, blob=Blob.objects.keep(file.content), name=file.name[:255] or "file",
            type=file.type[:255], size=file.size, content_id=file.content_id[:500],
            inline=file.inline and bool(inbound.html_raw),
        )
        for file in inbound.attachments
    )  # fmt: skip
    if inbound.html_raw:
        update(message, *clean_into(message, inbound, kept))
        list_unshown(message, kept)
    message.files = [row for row in kept if not row.inline]


def list_unshown(message: Message, kept: list[Attachment]) -> None:
    """A file sent as inline that the cleaned HTML doesn't point at would be nowhere: it is listed like any other."""
    unshown = [row for row in kept if row.inline and f'src="{ADDRESS.format(row.pk)}"' not in message.html]
    for row in unshown:
        row.inline = False
    if unshown:
        Attachment.objects.filter(pk__in=[row.pk for row in unshown]).update(inline=False)


def clean_into(message: Message, inbound: InboundMessage, kept: list[Attachment]) -> list[str]:
    """The names of the fields it set; what cleaning had to leave is noted beside what reading had to leave."""
    if not inbound.html_raw:
        return []
    cleaned = clean(inbound.html_raw, cid=lambda content_id: place_of(content_id, kept))
    message.html, message.remote_images = cleaned.html, cleaned.remote_images
    if not cleaned.warnings:
        return ["html", "remote_images"]
    noted = [*message.explanation.get("warnings", []), *cleaned.warnings]
    message.explanation = message.explanation | {"warnings": noted}
    return ["html", "remote_images", "explanation"]


def place_of(content_id: str, kept: list[Attachment]) -> str | None:
    """Our own copy of a picture the mail shows, by its Content-ID or the name it was stored under."""
    wanted = content_id.strip("<>")
    found = next((row for row in kept if row.content_id == wanted), None)
    found = found or next((row for row in kept if row.name == wanted), None)
    return ADDRESS.format(found.pk) if found and wanted else None
