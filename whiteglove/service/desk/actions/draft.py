"""Half-written words, kept on the server. Only their writer changes them, so they announce nothing."""

from collections.abc import Sequence
from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.channels.models import Blob
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Draft, Ticket

from .change import allow

LONGEST = 200_000


def save_draft(
    *,
    ticket: Ticket,
    by: Person,
    at: datetime,
    text: str,
    kind: str = "reply",
    seen_message_id: int | None = None,
    attachments: Sequence[dict] | None = None,
    parties: dict[str, list[dict]] | None = None,
) -> Draft:
    """Keep what has been written so far. `attachments` and `parties` stay as they were unless given.

    parties  {"to", "cc"}, each [{"name", "address"}]; {} to follow the customer's last message again
    """
    allow(by, "desk.note" if kind == "note" else "desk.reply", ticket)
    if len(text) > LONGEST:
        raise Refused("This text is too long to be kept. Attach it as a file instead.")
    given = {"text": text, "changed_at": at, "seen_message_id": seen_message_id}
    given |= {} if attachments is None else {"attachments": list(attachments)}
    given |= {} if parties is None else {"cc": parties or []}
    return Draft.objects.update_or_create(person=by, ticket=ticket, kind=kind, defaults=given)[0]


def attach(
    *, ticket: Ticket, by: Person, at: datetime, name: str, type: str, content: bytes, kind: str = "reply"
) -> Draft:
    """Add a file to the draft; the bytes are kept once, however often they are attached."""
    allow(by, "desk.note" if kind == "note" else "desk.reply", ticket)
    blob = Blob.objects.keep(content)
    draft = Draft.objects.get_or_create(person=by, ticket=ticket, kind=kind, defaults={"changed_at": at})[0]
    entry = {"blob": blob.pk, "name": name[:255] or "file", "type": type[:255], "size": len(content)}
    draft.attachments = [*draft.attachments, entry]
    draft.changed_at = at
    draft.save()
    return draft


def detach(*, draft: Draft, by: Person, at: datetime, blob: str) -> Draft:
    own(draft, by)
    draft.attachments = [entry for entry in draft.attachments if entry["blob"] != blob]
    draft.changed_at = at
    draft.save()
    return draft


def discard_draft(*, ticket: Ticket, by: Person, at: datetime, kind: str = "reply") -> bool:
    """False if there was none."""
    return bool(Draft.objects.filter(person=by, ticket=ticket, kind=kind).delete()[0])


def own(draft: Draft, by: Person) -> None:
    if draft.person_id != by.pk:
        raise Refused("Only its writer changes a draft.")
