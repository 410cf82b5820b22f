"""What this room knows of the shelf, of one's reading and of one's log. Rooms above ask here."""

from datetime import date

from django.db.models import QuerySet

from whiteglove.ground.people.models import Person

from .models import Book, Confirmation, Experience, Kind, Loan, Note
from .models.reading import Ending

Dated = list[tuple[str, date]]


def books_read_by(person: Person) -> Dated:
    """Books of which they wrote a note of their own, by the day it was written. One statement."""
    rows = Note.objects.standing().filter(person=person, book__kind=Kind.BOOK).order_by("at", "id")
    return [(name, person.local(at).date()) for name, at in rows.values_list("book__name", "at")]


def borrowed_by(person: Person) -> Dated:
    """What they took up and didn't give back unread, the guide apart. One statement."""
    rows = Loan.objects.filter(person=person).exclude(how=Ending.RETURNED).exclude(book__kind=Kind.GUIDE)
    return [(name, person.local(at).date())
            for name, at in rows.order_by("began_at", "id").values_list("book__name", "began_at")]  # fmt: skip


def acquired_by(person: Person) -> Dated:
    """Guides they opened and have. One statement."""
    rows = Loan.objects.read().filter(person=person, book__kind=Kind.GUIDE).order_by("ended_at", "id")
    return [(name, person.local(at).date()) for name, at in rows.values_list("book__name", "ended_at")]


def field_experiences_by(person: Person) -> Dated:
    """By the day on which it was. One statement."""
    rows = Experience.objects.standing().filter(person=person).order_by("day", "id")
    return [(str(pk), day) for pk, day in rows.values_list("pk", "day")]


def confirmed_experiences_by(person: Person) -> Dated:
    """Those on which a lead said that it was so. One statement."""
    rows = Experience.objects.standing().filter(person=person, confirmations__confirmed=True).order_by("day", "id")
    return [(str(pk), day) for pk, day in rows.values_list("pk", "day").distinct()]


def shelf(words: str = "", kind: str = "", level: str = "") -> QuerySet[Book]:
    found = Book.objects.standing().defer("found_by")
    if kind in Kind.values:
        found = found.filter(kind=kind)
    if level in ("1", "2", "3", "4"):
        found = found.suits(level)
    return found.search(words)


def loans_of(person: Person, books: list[Book]) -> dict[int, Loan]:
    """{book: the latest time they took it up}. One statement."""
    rows = Loan.objects.filter(person=person, book__in=books).order_by("id")
    return {one.book_id: one for one in rows}


def note_of(person: Person, book: Book) -> Note | None:
    return Note.objects.standing().filter(person=person, book=book).first()


def deleted_note_of(person: Person, book: Book) -> Note | None:
    """The latest that can still be brought back."""
    rows = Note.objects.filter(person=person, book=book, deleted_at__isnull=False)
    return rows.order_by("-deleted_at", "-id").first()


def noted_by(person: Person, books: list[Book]) -> set[int]:
    """Books among these on which they wrote. One statement."""
    return set(Note.objects.standing().filter(person=person, book__in=books).values_list("book_id", flat=True))


def notes_on(book: Book, reader: Person) -> QuerySet[Note]:
    """What others share of it."""
    rows = Note.objects.shared().filter(book=book, person__is_active=True).exclude(person=reader)
    return rows.select_related("person")


def reading_of(person: Person) -> QuerySet[Loan]:
    return Loan.objects.filter(person=person).select_related("book").defer("book__found_by", "book__about")


def log_of(person: Person) -> QuerySet[Experience]:
    return Experience.objects.standing().filter(person=person)


def words_on(rows: list[Experience]) -> dict[int, Confirmation]:
    """{experience: what was said of it last, or that it is asked}. One statement."""
    found = Confirmation.objects.filter(experience__in=rows).select_related("by").order_by("id")
    return {one.experience_id: one for one in found}


def to_confirm(person: Person) -> QuerySet[Confirmation]:
    """Entries that wait for their word, those asked first at the top."""
    return Confirmation.objects.visible_to(person).select_related("experience__person")
