"""Which standard is in force, and which were."""

from functools import lru_cache

from django.db.models import QuerySet

from whiteglove.ground.packs.diff import Change, changes
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.people.models import Person

from .standard import Standard

PART = "standards"


def loadings() -> QuerySet[Loading]:
    """Every loading of a pack with a standard."""
    return Loading.objects.of_part(PART)


def current() -> Standard | None:
    """The standard of the pack that was loaded last; None on a desk that has loaded none."""
    pk = loadings().order_by("-at", "-id").values_list("revision_id", flat=True).first()
    return _standard(pk) if pk else None


@lru_cache(maxsize=16)
def _standard(revision_id: int) -> Standard:
    # A revision is frozen, so what was read once stays true.
    return Standard(revision_id, Revision.objects.get(pk=revision_id).part(PART))


def history(limit: int = 50) -> list[dict]:
    """The latest loadings with who did it: [{"revision", "at", "by"}]."""
    rows = list(loadings().order_by("-at", "-id")[:limit])
    people = Person.objects.in_bulk({row.by_id for row in rows if row.by_id})
    return [{"revision": row.revision, "at": row.at, "by": people.get(row.by_id)} for row in rows]


def changes_of(revision: Revision) -> tuple[Revision | None, list[Change]]:
    """The revision of the same pack before this one, and what differs."""
    earlier = Revision.objects.filter(pack=revision.pack, number__lt=revision.number)
    before = earlier.order_by("-number").first()
    return before, changes(before.content, revision.content) if before else []
