"""Take a pack in."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from .models import Loading, Revision
from .parts import part
from .reading import Pack, read


def load_pack(path: str | Path, *, by: object | None = None, at: datetime) -> Loading:
    """Read, check and take in the pack at `path`; loading the same pack again changes nothing.

    `by` is a person, their id or None. All parts load in one transaction. Raises PackError.
    """
    return load_read_pack(read(path), by=by, at=at)


def load_read_pack(pack: Pack, *, by: object | None = None, at: datetime) -> Loading:
    by_id = getattr(by, "pk", by)
    with transaction.atomic():
        revision = _revision(pack, at)
        current = Loading.objects.filter(revision__pack=pack.id).order_by("-at", "-id").first()
        did: list[str] = []
        for name, content in revision.content["parts"].items():
            if taker := part(name):
                did += taker.load(content, revision, by_id, at)
        if current and current.revision_id == revision.pk:
            return current
        return Loading.objects.create(revision=revision, by_id=by_id, at=at, did=did)


def _revision(pack: Pack, at: datetime) -> Revision:
    if kept := Revision.objects.filter(pack=pack.id, hash=pack.hash).first():
        return kept
    # Locking the pack's rows makes two loaders at once count one after the other (PostgreSQL).
    numbers = Revision.objects.select_for_update().filter(pack=pack.id).values_list("number", flat=True)
    latest = max(numbers, default=0)
    return Revision.objects.create(
        pack=pack.id, version=pack.version, hash=pack.hash, number=latest + 1, content=pack.content, made_at=at
    )
