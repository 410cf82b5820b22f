"""Take a pack in."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from .models import Loading, Revision
from .parts import part
from .reading import Pack, read
from .yamlmarks import PackError, Problem


def load_pack(path: str | Path, *, by: object | None = None, at: datetime) -> Loading:
    """Read, check and take in the pack at `path`; loading the same pack again changes nothing.

    `by` is a person, their id or None. All parts load in one transaction. Raises PackError.
    """
    return load_read_pack(read(path), by=by, at=at)


def load_read_pack(pack: Pack, *, by: object | None = None, at: datetime) -> Loading:
    by_id = getattr(by, "pk", by)
    with transaction.atomic():
        revision = _revision(pack, at)
        ruling = rulers(pack)
        if ruling and all(loading and loading.revision_id == revision.pk for loading in ruling.values()):
            return next(iter(ruling.values()))
        did: list[str] = []
        for name, content in revision.content["parts"].items():
            if taker := part(name):
                did += taker.load(content, revision, by_id, at)
        return Loading.objects.create(revision=revision, by_id=by_id, at=at, did=did)


def load_again(revision: Revision, *, by: object | None = None, at: datetime) -> Loading:
    """A revision that was kept, in force once more: its files may be gone, or say something else by now.

    Raises PackError, and changes nothing, where today's parts can't take it in: it was checked by those of its day.
    """
    try:
        return load_read_pack(Pack(Path(revision.pack), revision.content), by=by, at=at)
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        says = "this revision is too old to be put in force again: load its folder, and mend what is named."
        raise PackError([Problem(revision.pack, 1, "", says)]) from error


def rulers(pack: Pack) -> dict[str, Loading | None]:
    """For each part of the pack, the loading that part runs by now: of this pack or of another; all that a revision
    says comes when it is asked for."""
    return {name: Loading.objects.rulers(name).defer("revision__content").first() for name in pack.content["parts"]}


def may_keep_up(pack: Pack) -> bool:
    """Whether loading it by itself would take nothing away: no other pack has been chosen for any of its parts."""
    return all(loading is None or loading.revision.pack == pack.id for loading in rulers(pack).values())


def standing_as_it_is(pack: Pack) -> Loading | None:
    """Its loading, where all of its parts run by just what it says."""
    ruling = list(rulers(pack).values())
    same = all(one and (one.revision.pack, one.revision.hash) == (pack.id, pack.hash) for one in ruling)
    return ruling[0] if ruling and same else None


def _revision(pack: Pack, at: datetime) -> Revision:
    if kept := Revision.objects.filter(pack=pack.id, hash=pack.hash).first():
        return kept
    # Locking the pack's rows makes two loaders at once count one after the other (PostgreSQL).
    numbers = Revision.objects.select_for_update().filter(pack=pack.id).values_list("number", flat=True)
    latest = max(numbers, default=0)
    return Revision.objects.create(
        pack=pack.id, version=pack.version, hash=pack.hash, number=latest + 1, content=pack.content, made_at=at
    )
