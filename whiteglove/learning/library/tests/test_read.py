"""Mo reads, writes what he took from it, and shares it; Lee keeps the shelf."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from whiteglove.ground.people.actions.deactivate import deactivate
from whiteglove.learning.library import queries
from whiteglove.learning.library.actions import depart, note, read
from whiteglove.learning.library.actions import shelf as keeping
from whiteglove.learning.library.actions.take_in import take_in
from whiteglove.learning.library.models import Book, Loan, Note
from whiteglove.learning.library.taking_along import file_of, lines_of, pages_of
from whiteglove.service.desk.errors import Refused

from .conftest import NINE, SHELVES
from .told import NOTE, OTHER

DAY = timedelta(days=1)
ADDED = {
    "title": "Silence",
    "about": "On pauses.",
    "isbn": "9781250297198",
    "levels": ["2", "9"],
    "topics": "listening,",
}


def test_a_book_is_taken_up_read_and_noted(shelf, mo):
    book = shelf["light-book"]
    with pytest.raises(Refused, match="Take it up first"):
        read.finish(book=book, by=mo, at=NINE)
    assert read.borrow(book=book, by=mo, at=NINE) == read.borrow(book=book, by=mo, at=NINE)
    assert queries.borrowed_by(mo) == [("light-book", NINE.date())] and queries.books_read_by(mo) == []
    note.write(book=book, words=NOTE, by=mo, at=NINE + DAY)
    assert Loan.objects.get().how == "read" and queries.books_read_by(mo) == [("light-book", (NINE + DAY).date())]
    note.write(book=book, words=f"{NOTE} And again.", by=mo, at=NINE + 2 * DAY)
    assert queries.books_read_by(mo) == [("light-book", (NINE + DAY).date())]  # written anew it counts from its day
    assert "eleven customers" in pages_of(mo) and "Lightness" in "".join(lines_of(mo)) and file_of(mo)["notes"]


def test_what_was_given_back_unread_was_not_borrowed_for_anything(shelf, mo):
    read.borrow(book=shelf["kettle"], by=mo, at=NINE)
    read.give_back(book=shelf["kettle"], by=mo, at=NINE)
    assert queries.borrowed_by(mo) == []
    read.take_back(book=shelf["kettle"], by=mo, at=NINE)
    assert [name for name, _ in queries.borrowed_by(mo)] == ["kettle"]


def test_the_guide_is_acquired_by_opening_it_and_saying_so(shelf, mo):
    guide = shelf["house-guide"]
    with pytest.raises(Refused, match="Open the guide first"):
        read.finish(book=guide, by=mo, at=NINE)
    read.borrow(book=guide, by=mo, at=NINE)
    assert queries.acquired_by(mo) == []
    read.finish(book=guide, by=mo, at=NINE)
    assert queries.acquired_by(mo) == [("house-guide", NINE.date())] and queries.borrowed_by(mo) == []
    with pytest.raises(Refused, match="Of the guide"):
        note.write(book=guide, words=NOTE, by=mo, at=NINE)


def test_a_note_copied_from_a_colleague_or_from_ones_own_is_refused(shelf, mo, ada):
    note.write(book=shelf["light-book"], words=NOTE, by=ada, at=NINE)  # private, and known all the same
    for words, book, by in (
        (NOTE, "light-book", mo),
        (NOTE, "kettle", ada),
        (shelf["kettle"].about * 30, "kettle", mo),
    ):
        with pytest.raises(Refused, match=r"are your own|stands here already"):
            note.write(book=shelf[book], words=words, by=by, at=NINE)
    note.write(book=shelf["light-book"], words=OTHER, by=mo, at=NINE)
    assert Note.objects.count() == 2


def test_a_note_is_its_writers_until_it_is_shared_and_ends_with_their_access(shelf, mo, ada, lee, admin):
    row = note.write(book=shelf["light-book"], words=NOTE, by=mo, at=NINE)
    assert not queries.notes_on(shelf["light-book"], lee).exists()
    with pytest.raises(Refused, match="Only its writer"):
        note.share(note=row, by=ada, at=NINE)
    note.share(note=row, by=mo, at=NINE)
    assert queries.notes_on(shelf["light-book"], ada).get() == row
    deactivate(person=mo, by=admin, at=NINE)
    mo.refresh_from_db()
    depart.part(person=mo, at=NINE)
    assert not Note.objects.shared().exists()


def test_what_was_deleted_comes_back_within_a_month_and_not_later(shelf, mo):
    row = note.write(book=shelf["light-book"], words=NOTE, by=mo, at=NINE)
    note.delete(note=row, by=mo, at=NINE)
    with pytest.raises(Refused, match=r"elsewhere|already"):  # nor does it get a new day by being written once more
        note.write(book=shelf["light-book"], words=NOTE, by=mo, at=NINE + DAY)
    assert queries.books_read_by(mo) == [] and depart.sweep(at=NINE + 29 * DAY) == 0
    note.bring_back(note=row, by=mo, at=NINE)
    assert queries.books_read_by(mo)
    note.delete(note=row, by=mo, at=NINE)
    assert depart.sweep(at=NINE + 31 * DAY) == 1 and not Note.objects.exists()


def test_leads_keep_the_shelf(shelf, mo, lee):
    with pytest.raises(PermissionDenied):
        keeping.add(book=ADDED, by=mo, at=NINE)
    made = keeping.add(book=ADDED, by=lee, at=NINE)
    assert (made.levels, made.topics, made.isbn_says) == ("2", "listening", "978-1-250-29719-8")
    with pytest.raises(Refused, match="on the shelf already: Silence"):
        keeping.add(book=ADDED, by=lee, at=NINE)
    with pytest.raises(Refused, match="isn't an ISBN"):
        keeping.change(book=made, to=ADDED | {"isbn": "9781250297199"}, by=lee, at=NINE)
    with pytest.raises(Refused, match="changed there"):
        keeping.change(book=shelf["kettle"], to=ADDED, by=lee, at=NINE)
    keeping.withdraw(book=shelf["kettle"], by=lee, at=NINE)
    with pytest.raises(Refused, match="isn't on the shelf"):
        read.borrow(book=shelf["kettle"], by=mo, at=NINE)


def test_a_pack_loaded_anew_takes_out_what_it_lost_and_leaves_out_what_a_lead_took_out(shelf, mo, lee):
    read.borrow(book=shelf["light-book"], by=mo, at=NINE)
    keeping.withdraw(book=shelf["house-guide"], by=lee, at=NINE)
    keeping.add(book=ADDED, by=lee, at=NINE)
    little = {name: one for name, one in SHELVES["little"].items() if name != "light-book"}
    assert take_in({"little": little}, None, None, NINE) == ["Library: 2 to read, 1 taken out."]
    assert sorted(Book.objects.standing().values_list("title", flat=True)) == ["Silence", "The kettle"]
    take_in(SHELVES, None, None, NINE)
    assert Book.objects.standing().count() == 3 and Loan.objects.standing().get().book.withdrawn_at is None


@pytest.mark.parametrize(("words", "kind", "level", "found"), [
    ("light", "", "", ["Lightness"]), ("lind effort", "", "", ["Lightness"]), ("9780446563048", "", "", ["Lightness"]),
    ("", "guide", "", ["The guide"]), ("", "", "4", ["The kettle"]), ("ness", "", "", []), ("%", "", "", None),
])  # fmt: skip
def test_the_shelf_is_found_through(shelf, words: str, kind: str, level: str, found: list[str] | None):
    titles = list(queries.shelf(words, kind, level).order_by("title").values_list("title", flat=True))
    assert titles == (["Lightness", "The guide", "The kettle"] if found is None else found)
