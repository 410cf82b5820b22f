"""Write what one took from a book; change it, share it, take it back, delete it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from whiteglove.ground.lib.text import one_line_end, storable
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.library.models import Book, Loan, Note
from whiteglove.learning.library.models.reading import Ending
from whiteglove.learning.library.own_words import counted, why_not
from whiteglove.service.desk.errors import Refused

from .telling import tell

LONGEST = 20_000
COMPARED = 200  # notes on the same book, the latest; and as many of one's own


def write(*, book: Book, words: str, by: Person, at: datetime) -> Note:
    """In one's own words, enough of them. Written anew, it takes the place of the one that stands. Who writes of a book
    they are reading has read it."""
    require(by, "library.see")
    if book.is_guide:
        raise Refused("Of the guide nothing is to be written: open it, and say that you have it.")
    text = one_line_end(storable(words)).strip()[:LONGEST]
    try:
        return _written(book, text, by, at)
    except IntegrityError:
        raise Refused("You kept a note on it a moment ago. Look at it before you change it.") from None


def _written(book: Book, text: str, by: Person, at: datetime) -> Note:
    with transaction.atomic():
        row = Note.objects.select_for_update(of=("self",)).standing().filter(person=by, book=book).first()
        found = counted(text, compared_with(book, by, row))
        if no := why_not(found):
            raise Refused(no)
        if row:
            row.words, row.own, row.changed_at = text, found.own, at
            row.save(update_fields=["words", "own", "changed_at"])
        else:
            row = Note.objects.create(person=by, book=book, words=text, own=found.own, at=at)
            _read(book, by, at)
        tell("reading_note.changed" if row.changed_at else "reading_note.written", row, by.pk, by, at, book=book.name)
    return row


def compared_with(book: Book, by: Person, besides: Note | None) -> list[str]:
    """The blurb, what others wrote of it, and what oneself wrote earlier, also what was deleted: so that nobody gives
    an old note a new day. Two statements."""
    pk = besides.pk if besides else 0
    others = Note.objects.filter(book=book).exclude(person=by).order_by("-id")
    earlier = Note.objects.filter(person=by).exclude(pk=pk).order_by("-id")
    return [book.about, *(one for rows in (others, earlier) for one in rows.values_list("words", flat=True)[:COMPARED])]


def _read(book: Book, by: Person, at: datetime) -> None:
    loan = Loan.objects.standing().filter(person=by, book=book).first()
    if loan:
        loan.ended_at, loan.how = at, Ending.READ
        loan.save(update_fields=["ended_at", "how"])
        tell("book.read", loan, by.pk, by, at, book=book.name)


def share(*, note: Note, by: Person, at: datetime) -> Note:
    """Everybody who works here may read it, with its writer's name."""
    return _marked(note, "shared_at", at, "reading_note.shared", by, at)


def unshare(*, note: Note, by: Person, at: datetime) -> Note:
    return _marked(note, "shared_at", None, "reading_note.unshared", by, at)


def delete(*, note: Note, by: Person, at: datetime) -> Note:
    """It can be brought back for a month; then it is gone."""
    return _marked(note, "deleted_at", at, "reading_note.deleted", by, at)


def bring_back(*, note: Note, by: Person, at: datetime) -> Note:
    if Note.objects.standing().filter(person=note.person_id, book=note.book_id).exists():
        raise Refused("You have written another one since.")
    return _marked(note, "deleted_at", None, "reading_note.restored", by, at)


def _marked(note: Note, field: str, value: datetime | None, name: str, by: Person, at: datetime) -> Note:
    require(by, "library.see")
    with transaction.atomic():
        row = Note.objects.select_for_update(of=("self",)).select_related("book").get(pk=note.pk)
        if row.person_id != by.pk:
            raise Refused("Only its writer does this.")
        if bool(getattr(row, field)) != bool(value):
            setattr(row, field, value)
            row.save(update_fields=[field])
            tell(name, row, by.pk, by, at, book=row.book.name)
    return row
