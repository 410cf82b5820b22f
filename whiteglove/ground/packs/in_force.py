"""Which revision a part runs by, and what it says: remembered, because a revision never changes.

A revision is known by its number and its hash together: numbers are given again after a restore.
"""

from functools import lru_cache
from typing import Any

from whiteglove.ground.lib.prepared import Prepared

from .models import Loading, Revision
from .reading import hash_of

Known = tuple[int, str]  # a revision's number and hash
_latest = Prepared(
    lambda: Loading.objects.order_by("-at", "-id").values_list("pk", "revision_id", "revision__hash")[:1]
)
_hash = Prepared(lambda revision: Revision.objects.filter(pk=revision).order_by().values_list("hash"))


def latest() -> tuple | None:
    """What was loaded last, of whatever pack: as long as that is the same, so is all in force. One short statement."""
    return _latest.first()


def ruling(part: str) -> Known | None:
    """The revision this part runs by; None where no pack loaded has it. One short statement."""
    newest = latest()
    return _ruling(part, newest) if newest else None


@lru_cache(maxsize=64)
def _ruling(part: str, newest: tuple) -> Known | None:
    return Loading.objects.rulers(part).values_list("revision_id", "revision__hash").first()


def known(revision: int) -> Known:
    """One short statement."""
    return revision, *_hash.first(revision)


@lru_cache(maxsize=64)
def content(part: str, revision: Known) -> Any:
    """What a revision says in this part; None if it hasn't got it."""
    return Revision.objects.get(pk=revision[0]).part(part)


@lru_cache(maxsize=64)
def hash_of_part(part: str, revision: Known) -> str:
    """What a revision says in this part, as a name: the same in every revision that says the same there."""
    return hash_of({part: Revision.objects.get(pk=revision[0]).part(part)})
