"""Notes on a conversation: private to who writes them, or shared."""

from datetime import datetime

from django.db import transaction
from django.shortcuts import get_object_or_404

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.coaching.models import Note, Talk
from whiteglove.learning.coaching.wording import kept, without_last
from whiteglove.service.desk.errors import Refused

from .agree import MEANWHILE

LONGEST = 10_000


def write(*, talk: Talk, text: str, shared: bool, by: Person, at: datetime) -> Note:
    require(by, "coaching.talk", talk)
    with transaction.atomic():
        made = Note.objects.create(talk=talk, author=by, text=_checked(text), shared=shared, at=at)
        _tell("talk.note_written", made, by, at)
    return made


def change(*, note: Note, text: str, shared: bool, by: Person, at: datetime, seen: int | None = None) -> Note:
    """Its author alone; what was shared may become private again, and the other way."""
    with transaction.atomic():
        row = _own(note, by)
        if seen is not None and seen != len(row.wordings):
            raise Refused(MEANWHILE)
        row.wordings = kept(row.wordings, {"text": row.text, "shared": row.shared})
        was, row.text, row.shared, row.changed_at = row.shared, _checked(text), shared, at
        row.save(update_fields=["text", "shared", "changed_at", "wordings"])
        _tell("talk.note_changed", row, by, at, also=was)
    return row


def take_change_back(*, note: Note, by: Person, at: datetime) -> Note:
    """As it was before the last change: its words, and who reads them."""
    with transaction.atomic():
        row = _own(note, by)
        last, row.wordings = without_last(row.wordings)
        if last:
            was, row.text, row.shared = row.shared, last["text"], last["shared"]
            row.changed_at = row.changed_at if row.wordings else None
            row.save(update_fields=["text", "shared", "changed_at", "wordings"])
            _tell("talk.note_changed", row, by, at, also=was)
    return row


def delete(*, note: Note, by: Person, at: datetime) -> None:
    with transaction.atomic():
        row = _own(note, by)
        row.deleted_at = at
        row.save(update_fields=["deleted_at"])
        _tell("talk.note_deleted", row, by, at)


def bring_back(*, note: Note, by: Person, at: datetime) -> None:
    """A note deleted by mistake."""
    with transaction.atomic():
        row = _own(note, by)
        row.deleted_at = None
        row.save(update_fields=["deleted_at"])
        _tell("talk.note_changed", row, by, at)


def _own(note: Note, by: Person) -> Note:
    require(by, "coaching.talk", note.talk)
    return get_object_or_404(Note.objects.select_for_update(of=("self",)), pk=note.pk, author=by)


def _checked(text: str) -> str:
    if not text.strip():
        raise Refused("Write a few words first.")
    return text.strip()[:LONGEST]


def _tell(name: str, note: Note, by: Person, at: datetime, also: bool = False) -> None:
    """Nobody but its author hears that there is a private note."""
    audience = note.talk.topics if note.shared or also else f"person:{by.pk}"
    record(name, subject=note.talk, by=by, at=at, facts={"note": note.pk, "shared": note.shared}, audience=audience)
