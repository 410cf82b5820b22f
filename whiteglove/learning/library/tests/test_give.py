"""What somebody gave to the library, for whoever counts it."""

from whiteglove.learning.library.given import books, shared
from whiteglove.learning.library.models import Note

from .conftest import NINE


def test_a_note_counts_while_it_is_shared(shelf, ada, mo, zed):
    about = {"person": ada, "words": "So.", "own": 1, "at": NINE}
    note = Note.objects.create(book=shelf["kettle"], shared_at=NINE, **about)
    Note.objects.create(book=shelf["light-book"], **about)
    assert [(one.person, one.shows) for one in shared([ada.pk, mo.pk], NINE, NINE)] == [(ada.pk, note.pk)]
    assert books(mo, {note.pk})[note.pk][0] == "The kettle" and books(zed, {note.pk}) == {}
