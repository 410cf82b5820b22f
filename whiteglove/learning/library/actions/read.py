"""Take a book up, finish it, give it back; open the guide, and have it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.library.models import Book, Loan
from whiteglove.learning.library.models.reading import Ending
from whiteglove.service.desk.errors import Refused

from .telling import tell


def borrow(*, book: Book, by: Person, at: datetime) -> Loan:
    """Again where it was read before. Pressed twice, it is one."""
    require(by, "library.see")
    if not Book.objects.standing().filter(pk=book.pk).exists():
        raise Refused("It isn't on the shelf any more.")
    try:
        with transaction.atomic():
            made, new = Loan.objects.standing().get_or_create(person=by, book=book, defaults={"began_at": at})
            if new:
                tell("book.borrowed", made, by.pk, by, at, book=book.name)
    except IntegrityError:
        return Loan.objects.standing().get(person=by, book=book)
    return made


def finish(*, book: Book, by: Person, at: datetime) -> Loan:
    """Read from end to end; of the guide: they have it, and know where it is. It has to be open for that."""
    return _end(book, Ending.READ, "guide.acquired" if book.is_guide else "book.read", by, at)


def give_back(*, book: Book, by: Person, at: datetime) -> Loan:
    return _end(book, Ending.RETURNED, "book.returned", by, at)


def take_back(*, book: Book, by: Person, at: datetime) -> Loan:
    """It was ended by mistake a moment ago: they read on."""
    require(by, "library.see")
    with transaction.atomic():
        row = Loan.objects.select_for_update(of=("self",)).filter(person=by, book=book).order_by("-id").first()
        if row is None:
            raise Refused("You haven't begun it yet.")
        if row.ended_at:
            row.ended_at, row.how = None, ""
            row.save(update_fields=["ended_at", "how"])
            tell("book.borrowed", row, by.pk, by, at, book=book.name)
    return row


def _end(book: Book, how: str, name: str, by: Person, at: datetime) -> Loan:
    require(by, "library.see")
    with transaction.atomic():
        row = Loan.objects.select_for_update(of=("self",)).standing().filter(person=by, book=book).first()
        if row is None:
            raise Refused("Open the guide first." if book.is_guide else "Take it up first.")
        row.ended_at, row.how = at, how
        row.save(update_fields=["ended_at", "how"])
        tell(name, row, by.pk, by, at, book=book.name)
    return row
