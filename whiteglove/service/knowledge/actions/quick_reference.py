"""One colleague's own notes. Only they see them, so they announce nothing."""

from datetime import datetime

from django.db import IntegrityError, transaction

from whiteglove.ground.people.models import Person
from whiteglove.service.knowledge.errors import Refused
from whiteglove.service.knowledge.models import QuickReference

from .change import allow

LONGEST = 20_000
MOST = 500


def keep_quick_reference(
    *, by: Person, at: datetime, title: str, body: str, shortcut: str = "", note: QuickReference | None = None
) -> QuickReference:
    """Add one, or change `note`. Refused for a shortcut that means another one already."""
    allow(by, "knowledge.own_notes")
    kept = note or QuickReference(person=by, made_at=at)
    if kept.person_id != by.pk:
        raise Refused("Only its owner changes a quick reference.")
    kept.title, kept.body = " ".join(title.replace("\x00", "").split()), body.replace("\x00", "").strip()
    kept.shortcut, kept.changed_at = shortcut.strip().lstrip("/").lower(), at
    checked(kept)
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError:
        raise Refused("This shortcut means another of your quick references. Choose a different one.") from None
    return kept


def checked(kept: QuickReference) -> None:
    if not kept.title or not kept.body:
        raise Refused("A quick reference has a title and some words.")
    if len(kept.title) > 120 or len(kept.body) > LONGEST or len(kept.shortcut) > 30:
        raise Refused("This is too long for a quick reference. Make an article of it.")
    if kept.shortcut and not kept.shortcut.replace("-", "").isalnum():
        raise Refused("A shortcut is one word of letters, digits and hyphens.")
    if kept.pk is None and QuickReference.objects.of(kept.person).count() >= MOST:
        raise Refused(f"You keep {MOST} quick references already. Remove some first.")


def remove_quick_reference(*, note: QuickReference, by: Person, at: datetime) -> None:
    if note.person_id != by.pk:
        raise Refused("Only its owner removes a quick reference.")
    note.delete()
