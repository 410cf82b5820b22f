"""A file is found by its name, as long as it is there."""

import pytest

from whiteglove.service.channels.models import Blob
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.desk import actions
from whiteglove.service.desk.actions.forget import forget_customer
from whiteglove.service.desk.search import find

from .conftest import NINE, later

pytestmark = pytest.mark.django_db
PICTURE = b"\x89PNG...."


def hits(person, typed: str) -> list:
    return find(person, typed).rows


@pytest.fixture
def receipt(arrive):
    return arrive(
        text="See the receipt.", files=[("Quittung_März-2026.png", PICTURE, "")], message_id="<r@customer.example>"
    )


@pytest.mark.parametrize("typed", ["quittung", "marz 2026", "Quittung_März-2026.png", "quitt*", "receipt quittung"])
def test_a_file_of_a_first_mail_is_found_by_its_name(receipt, ada, typed):
    assert [hit.ticket for hit in hits(ada, typed)] == [receipt.ticket]


def test_the_name_is_shown_where_it_was_found(receipt, ada):
    assert ("Quittung", True) in hits(ada, "quittung")[0].snippet


def test_a_file_of_a_later_mail_is_found(arrive, receipt, ada):
    files = [("kettle.png", PICTURE, ""), ("box.png", PICTURE, "")]
    arrive(in_reply_to="<r@customer.example>", text="Two pictures", files=files, at=later(hours=1))
    for typed in ("kettle", "box", "quittung"):
        assert [hit.ticket for hit in hits(ada, typed)] == [receipt.ticket]
    assert not hits(ada, '"kettle png box"'), "two names are no sentence"


def test_our_own_files_are_found_until_the_reply_is_taken_back(receipt, ada):
    file = {"blob": Blob.objects.keep(b"%PDF").pk, "name": "creditnote.pdf", "type": "application/pdf", "size": 4}
    about = {"ticket": receipt.ticket, "by": ada, "at": NINE, "text": "Here it is.", "attachments": [file]}
    sent = actions.reply(**about, seen_message_id=receipt.pk)
    assert hits(ada, "creditnote")
    actions.undo_reply(message=sent, by=ada, at=NINE)
    assert not hits(ada, "creditnote")


def test_a_picture_shown_in_the_text_has_no_name_to_search_for(arrive, ada):
    html = '<p>See <img src="cid:one"></p>'
    arrive(text="See", html=html, files=[("image001.png", PICTURE, "<one>"), ("unshown.png", PICTURE, "<two>")])
    assert not hits(ada, "image001")
    assert hits(ada, "unshown"), "what the text doesn't show is listed, and found"


def test_an_erased_customers_files_are_found_no_more(receipt, ada):
    forget_customer(recognise(email="cleo@customer.example", at=NINE), NINE)
    assert not hits(ada, "quittung")
