"""The shelf, a book, a note and the log as they are met in a browser."""

from whiteglove.ground.lib import clock
from whiteglove.learning.library.actions import confirm, log
from whiteglove.learning.library.actions import note as noting
from whiteglove.learning.library.models import Experience, Loan, Note

from .conftest import NINE
from .told import ENTRY, NOTE


def test_mo_reads_a_book_and_keeps_a_note(shelf, mo, ada, signed_in, django_assert_max_num_queries):
    noting.share(note=noting.write(book=shelf["kettle"], words=NOTE, by=ada, at=NINE), by=ada, at=NINE)
    client, here = signed_in(mo), "/library/books/light-book/"
    client.get("/library/")
    with django_assert_max_num_queries(9):
        page = client.get("/library/?q=light&level=1").content.decode()
    assert "Dora Lind" in page and "The kettle" not in page and "Add a book" not in page
    client.post(f"{here}loan/")
    assert "You have been reading it since" in client.get(here).content.decode()
    short = client.post(f"{here}note/", {"words": "I liked it."})
    assert (
        short.status_code == 422
        and "I liked it." in short.content.decode()
        and "120 are asked for" in short.content.decode()
    )
    copied = client.post("/library/books/kettle/note/", {"words": NOTE})
    assert copied.status_code == 422 and not Note.objects.filter(person=mo).exists()
    client.post(f"{here}note/", {"words": NOTE})
    assert "yours alone" in client.get(here).content.decode() and Loan.objects.get(person=mo).how == "read"
    assert "eleven customers" in client.get("/library/books/kettle/").content.decode()  # what Ada shared
    client.delete(f"{here}note/")
    client.get(f"{here}note/?bring_back=1")
    assert not Note.objects.standing().filter(person=mo).exists(), "a link that is followed changes nothing"
    client.post(f"{here}note/?bring_back=1")
    assert "eleven customers" in client.get("/library/mine.md").content.decode()
    opened = client.post("/library/books/house-guide/loan/")
    assert opened.headers["Location"] == "/standard/"
    client.post("/library/books/house-guide/read/")
    assert "yours" in client.get("/library/mine/").content.decode()


def test_names_are_shown_as_taken_out_before_an_entry_is_kept(mo, lee, signed_in):
    client, today = signed_in(mo), clock.now().date().isoformat()
    told = ENTRY | {"day": today, "did": f"{ENTRY['did']} Mrs Weber had the furthest way to go."}
    shown = client.post("/library/field/new/", told)
    assert shown.status_code == 422 and "1 name" in shown.content.decode() and "[name]" in shown.content.decode()
    client.post("/library/field/new/", ENTRY | {"day": today})
    row = Experience.objects.get()
    assert "A coach party" in client.get("/library/field/").content.decode()
    assert signed_in(lee).get(f"/library/field/{row.pk}/").status_code == 404
    client.post(f"/library/field/{row.pk}/word/")
    asked = row.confirmations.get()
    lead = signed_in(lee)
    assert "1 entry waits" in lead.get("/library/field/").content.decode()
    assert "asks whether" in lead.get(f"/library/field/to-confirm/{asked.pk}/").content.decode()
    lead.post(f"/library/field/to-confirm/{asked.pk}/", {"how": "confirm", "words": "I was there."})
    assert "I was there." in client.get(f"/library/field/{row.pk}/").content.decode()


def test_lee_adds_a_book_and_what_was_typed_stays(shelf, lee, signed_in):
    client, typed = signed_in(lee), {"title": "Silence", "about": "On pauses.", "kind": "book", "isbn": "9781250297199"}
    wrong = client.post("/library/books/new/", typed)
    assert (
        wrong.status_code == 422
        and "isn&#x27;t an ISBN" in wrong.content.decode()
        and "On pauses." in wrong.content.decode()
    )
    client.post("/library/books/new/", typed | {"isbn": "9781250297198", "levels": ["2"]})
    assert "Silence" in client.get("/library/").content.decode()


def test_zed_and_cleo_see_nothing_of_it(shelf, zed, cleo, signed_in):
    assert [signed_in(one).get("/library/").status_code for one in (zed, cleo)] == [403, 403]


def test_an_entry_once_decided_is_closed_to_other_leads(mo, lee, admin, signed_in):
    row = log.log(entry=ENTRY | {"day": NINE.date()}, by=mo, at=NINE)
    asked = confirm.ask(experience=row, by=mo, at=NINE)
    confirm.confirm(confirmation=asked, by=lee, at=NINE)
    here = f"/library/field/to-confirm/{asked.pk}/"
    assert [signed_in(one).get(here).status_code for one in (lee, admin)] == [200, 404]
