"""The `library` part of a pack being loaded: its books stand on the shelf by their ids."""

from datetime import datetime
from typing import Any

from whiteglove.ground.packs.models import Revision
from whiteglove.learning.library.models import Book, Kind
from whiteglove.learning.library.shelf import found_by, isbn13

FIELDS = ["kind", "title", "authors", "year", "isbn", "about", "where", "levels", "topics", "found_by", "of_pack"]


def take_in(content: dict[str, Any], revision: Revision, by_id: int | None, at: datetime) -> list[str]:
    """What the pack no longer has leaves the shelf, and comes back with it; what a lead took out stays out."""
    rows = [row(name, one, at) for shelf in content.values() for name, one in shelf.items()]
    Book.objects.bulk_create(rows, update_conflicts=True, unique_fields=["name"], update_fields=FIELDS)
    ours = Book.objects.filter(of_pack=True, withdrawn_by=None)
    ours.filter(name__in=[one.name for one in rows]).exclude(withdrawn_at=None).update(withdrawn_at=None)
    gone = ours.standing().exclude(name__in=[one.name for one in rows])
    left = gone.update(withdrawn_at=at)
    return [f"Library: {len(rows)} to read{f', {left} taken out' if left else ''}."]


def row(name: str, one: dict[str, Any], at: datetime) -> Book:
    authors, topics = ", ".join(one.get("by", ())), ", ".join(one.get("topics", ()))
    return Book(
        name=name, kind=one.get("kind", Kind.BOOK), title=one["title"], authors=authors[:300], year=one.get("year"),
        isbn=isbn13(one.get("isbn", "")), about=one["about"], where=one.get("where", ""),
        levels="".join(sorted(one.get("levels", ()))), topics=topics[:300], of_pack=True, at=at,
        found_by=found_by(one["title"], authors, topics, one["about"], isbn13(one.get("isbn", ""))),
    )  # fmt: skip
