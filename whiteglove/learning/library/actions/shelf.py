"""Leads keep the shelf: add, change, withdraw, put back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.library.models import Book
from whiteglove.learning.library.shelf import LEVELS, found_by, isbn13
from whiteglove.service.desk.errors import Refused

GIVEN = ("kind", "title", "authors", "year", "isbn", "about", "where", "levels", "topics")


def add(*, book: Mapping[str, Any], by: Person, at: datetime) -> Book:
    """`book`: kind, title, authors, year, isbn, about, where, levels (digits), topics. The same number stands once."""
    require(by, "library.keep")
    given = _in_shape(book)
    with transaction.atomic():
        _not_there(given["isbn"])
        made = Book.objects.create(name=f"own-{uuid4().hex[:12]}", by=by, at=at, **given)
        record("book.added", subject=made, by=by, at=at, facts={"book": made.name}, audience="staff")
    return made


def change(*, book: Book, to: Mapping[str, Any], by: Person, at: datetime) -> Book:
    """One that was added here; those of a pack are changed in the pack."""
    require(by, "library.keep")
    given = _in_shape(to)
    with transaction.atomic():
        row = Book.objects.select_for_update(of=("self",)).get(pk=book.pk)
        if row.of_pack:
            raise Refused("It came with a pack, and is changed there.")
        _not_there(given["isbn"], besides=row.pk)
        for name, value in given.items():
            setattr(row, name, value)
        row.save(update_fields=[*given])
        record("book.changed", subject=row, by=by, at=at, facts={"book": row.name}, audience="staff")
    return row


def withdraw(*, book: Book, by: Person, at: datetime) -> Book:
    """It leaves the shelf. Whoever reads it keeps it, and notes stay."""
    return _turned(book, "book.withdrawn", by, at, at)


def restore(*, book: Book, by: Person, at: datetime) -> Book:
    return _turned(book, "book.restored", by, at, None)


def _turned(book: Book, name: str, by: Person, at: datetime, withdrawn_at: datetime | None) -> Book:
    require(by, "library.keep")
    with transaction.atomic():
        row = Book.objects.select_for_update(of=("self",)).get(pk=book.pk)
        if bool(row.withdrawn_at) == bool(withdrawn_at):
            return row
        row.withdrawn_at, row.withdrawn_by = withdrawn_at, by if withdrawn_at else None
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        record(name, subject=row, by=by, at=at, facts={"book": row.name}, audience="staff")
    return row


def _in_shape(book: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: book.get(name) or ("" if name != "year" else None) for name in GIVEN}
    if not given["title"].strip() or not given["about"].strip():
        raise Refused("Say what it is called and what it is about.")
    if given["where"] and not given["where"].startswith(("https://", "http://")) and "://" in given["where"]:
        raise Refused("Where to find it begins with https://, or is said in words: second shelf, left.")
    try:
        given["isbn"] = isbn13(given["isbn"])
    except ValueError:
        raise Refused("This isn't an ISBN: one of its digits is wrong. Look at the cover again.") from None
    given["kind"] = given["kind"] or "book"
    given["levels"] = "".join(sorted(set(given["levels"]) & set(LEVELS)))
    given["topics"] = ", ".join(one.strip() for one in given["topics"].split(",") if one.strip())[:300]
    given["found_by"] = found_by(*(given[one] for one in ("title", "authors", "topics", "about", "isbn")))
    return given


def _not_there(isbn: str, besides: int = 0) -> None:
    same = Book.objects.standing().filter(isbn=isbn).exclude(pk=besides).first() if isbn else None
    if same:
        raise Refused(f"It stands on the shelf already: {same.title}.")
