"""Half-written words, kept on the server. Only their writer changes them, so they announce nothing."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from whiteglove.ground.people.models import Person
from whiteglove.service.channels.actions.forget import drop_unused, holder
from whiteglove.service.channels.models import Blob
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Draft, Message, State, Ticket

from .change import allow

LONGEST = 200_000
SOME_WORDS = 20  # characters
LATE = timedelta(minutes=1)  # how long after a reply its own words may still be on their way to be kept


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
) -> Draft | None:
    """Keep what has been written so far; None, and nothing is kept, if it has just been sent.

    `attachments` and `parties` stay as they were unless given.

    parties  {"to", "cc"}, each [{"name", "address"}]; {} to follow the customer's last message again
    """
    allow(by, "desk.note" if kind == "note" else "desk.reply", ticket)
    if len(text) > LONGEST:
        raise Refused("This text is too long to be kept. Attach it as a file instead.")
    given = {"text": text, "changed_at": at, "seen_message_id": seen_message_id}
    given |= {} if attachments is None else {"attachments": list(attachments)}
    given |= {} if parties is None else {"cc": parties or []}
    with transaction.atomic():
        draft = begun(ticket, by, kind) or begin(ticket, by, at, kind, text)
        return draft and change(draft, **given)


def attach(
    *, ticket: Ticket, by: Person, at: datetime, name: str, type: str, content: bytes, kind: str = "reply"
) -> Draft:
    """Add a file to the draft; the bytes are kept once, however often they are attached."""
    allow(by, "desk.note" if kind == "note" else "desk.reply", ticket)
    with transaction.atomic():
        draft = begun(ticket, by, kind) or begin(ticket, by, at, kind)
        blob = Blob.objects.hold(content)
        entry = {"blob": blob.pk, "name": name[:255] or "file", "type": type[:255], "size": len(content)}
        return change(draft, attachments=[*draft.attachments, entry], changed_at=at)


def detach(*, draft: Draft, by: Person, at: datetime, blob: str) -> Draft:
    """Nothing where it was sent or thrown away meanwhile."""
    own(draft, by)
    with transaction.atomic():
        kept = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if kept is None:
            draft.attachments = []
            return draft
        change(kept, attachments=[one for one in kept.attachments if one["blob"] != blob], changed_at=at)
        drop_unused([blob])
        return kept


def discard_draft(*, ticket: Ticket, by: Person, at: datetime, kind: str = "reply") -> bool:
    """False if there was none."""
    with transaction.atomic():
        return bool(throw_away(Draft.objects.filter(person=by, ticket=ticket, kind=kind)))


def throw_away(drafts: QuerySet[Draft]) -> int:
    """With the files that nothing else has. Inside a transaction; returns how many."""
    gone = list(drafts.select_for_update())
    Draft.objects.filter(pk__in=[draft.pk for draft in gone]).delete()
    drop_unused(digests_in(gone))
    return len(gone)


@holder
def held_by_drafts(digests: Collection[str]) -> set[str]:
    """A draft names its files without a key, so whoever drops unused bytes asks here."""
    return digests_in(Draft.objects.exclude(attachments=[])) & set(digests) if digests else set()


def digests_in(drafts: Iterable[Draft]) -> set[str]:
    return {entry["blob"] for draft in drafts for entry in draft.attachments}


def own(draft: Draft, by: Person) -> None:
    if draft.person_id != by.pk:
        raise Refused("Only its writer changes a draft.")


def begun(ticket: Ticket, by: Person, kind: str) -> Draft | None:
    """Locked: words, files and sending wait for each other, and none overwrites what another has changed."""
    return Draft.objects.select_for_update().filter(person=by, ticket=ticket, kind=kind).first()


def begin(ticket: Ticket, by: Person, at: datetime, kind: str, text: str = "") -> Draft | None:
    """A new one, under the ticket's lock, so that whoever is sending or merging has finished.

    None if `text` is what this person has just sent: it was on its way to be kept and came late.
    """
    now = Ticket.every.select_for_update().get(pk=ticket.pk)
    if now.state == State.MERGED:
        raise Refused(
            f"This ticket was merged into #{now.merged_into_id}, and your draft with it: go on writing there."
        )
    if text.strip() and just_said(ticket, by, at, kind, text):
        return None
    return Draft.objects.get_or_create(person=by, ticket=ticket, kind=kind, defaults={"changed_at": at})[0]


def just_said(ticket: Ticket, by: Person, at: datetime, kind: str, text: str) -> bool:
    """Whole, or its beginning as it was kept while it was written; a few words may be the start of another."""
    said = Message.objects.standing().filter(ticket=ticket, author=by, kind=kind, at__gte=at - LATE)
    begun = text.strip()
    return any(
        whole == text or (len(begun) >= SOME_WORDS and whole.startswith(begun))
        for whole in said.values_list("text", flat=True)
    )


def change(draft: Draft, **given: Any) -> Draft:
    for name, value in given.items():
        setattr(draft, name, value)
    draft.save(update_fields=list(given))
    return draft


def move_drafts(away: Ticket, here: Ticket) -> list[int]:
    """Inside a merge: half-written words go where the ticket lives on, below what their writer has begun there.

    Returns the ids of those that can go back by themselves: the ones that weren't joined.
    """
    moved = []
    for draft in Draft.objects.select_for_update(of=("self",)).select_related("person").filter(ticket=away):
        there = begun(here, draft.person, draft.kind)
        if there is None:
            moved.append(change(draft, ticket=here).pk)
            continue
        text = "\n\n".join(filter(None, (there.text, draft.text)))
        joined = [*there.attachments, *draft.attachments]
        change(there, text=text, attachments=joined, macros=[*there.macros, *draft.macros])
        draft.delete()
    return moved


def take_drafts_back(moved: Sequence[int], here: Ticket, away: Ticket) -> None:
    """Inside an unmerge: what still lies where the merge has put it."""
    for draft in Draft.objects.select_for_update(of=("self",)).filter(pk__in=moved, ticket=here):
        change(draft, ticket=away)
