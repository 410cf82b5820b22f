"""A shelf with a guide and two books, taken in from a pack."""

from datetime import UTC, datetime

import pytest

from whiteglove.learning.library.actions.take_in import take_in
from whiteglove.learning.library.models import Book

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
SHELVES = {
    "little": {
        "light-book": {"title": "Lightness", "by": ["Dora Lind"], "year": 2013, "isbn": "978-0-446-56304-8",
                       "about": "On being spared a second call.", "levels": ["1", "2"], "topics": ["effort"]},
        "house-guide": {"kind": "guide", "title": "The guide", "about": "How we serve.", "where": "/standard/"},
        "kettle": {"title": "The kettle", "about": "On hospitality.", "levels": ["4"]},
    }
}  # fmt: skip


@pytest.fixture
def shelf(db) -> dict[str, Book]:
    take_in(SHELVES, None, None, NINE)
    return {one.name: one for one in Book.objects.all()}
