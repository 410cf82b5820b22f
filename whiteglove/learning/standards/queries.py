"""Which standard is in force, and which were."""

from functools import lru_cache

from django.db.models import QuerySet

from whiteglove.ground.packs.models import Loading, Revision

from .standard import Standard

PART = "standards"


def loadings() -> QuerySet[Loading]:
    """Every loading of a pack with a standard, the latest first."""
    return Loading.objects.filter(revision__content__parts__has_key=PART).select_related("revision")


def current() -> Standard | None:
    """The standard of the pack that was loaded last; None on a desk that has loaded none."""
    pk = loadings().order_by("-at", "-id").values_list("revision_id", flat=True).first()
    return _standard(pk) if pk else None


@lru_cache(maxsize=16)
def _standard(revision_id: int) -> Standard:
    # A revision is frozen, so what was read once stays true.
    return Standard(revision_id, Revision.objects.get(pk=revision_id).part(PART))
