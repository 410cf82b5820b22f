"""Whom a reply goes to stays as its writer left it: after Undo, and when a draft is opened again."""

import re

import pytest

from whiteglove.service.desk.models import Draft, Message

pytestmark = pytest.mark.django_db
JONAS, FATOU = "jonas@weber.example", "fatou@diop.example"
CLEO = "cleo@customer.example"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def copied(arrive):
    """Cleo's mail, with a copy to Jonas."""
    return arrive(cc=JONAS, text="I was charged twice.")


@pytest.fixture
def post(signed_in, ada, copied):
    def posting(door: str, **given):
        given = {"kind": "reply", "text": "Hello Cleo", "seen": copied.pk, "then": ""} | given
        answer = signed_in(ada).post(f"/desk/tickets/{copied.ticket_id}/{door}", given, headers=HTMX)
        assert answer.status_code in (200, 204), answer.content
        return answer

    return posting


@pytest.fixture
def shown(signed_in, ada, copied):
    """What To and Cc hold when the composer is opened anew."""

    def reading() -> tuple[str, str]:
        page = signed_in(ada).get(f"/desk/tickets/{copied.ticket_id}/composer/").content.decode()
        return tuple(re.search(rf'id="{name}" name="{name}" value="([^"]*)"', page)[1] for name in ("to", "cc"))

    return reading


@pytest.mark.parametrize(("to", "cc"), [(CLEO, ""), (FATOU, JONAS), (f"{CLEO}, {FATOU}", ""), (CLEO, JONAS)], ids=str)
def test_undo_shows_exactly_whom_the_reply_went_to(post, shown, to, cc):
    assert shown() == (CLEO, JONAS)
    post("messages/", to=to, cc=cc)
    post(f"messages/{Message.objects.replies().get().pk}/undo/")
    assert shown() == (to, cc)


@pytest.mark.parametrize(("to", "cc"), [(CLEO, ""), (FATOU, JONAS)], ids=str)
def test_a_draft_opened_again_has_the_to_and_cc_it_was_left_with(post, shown, to, cc):
    post("draft/", to=to, cc=cc)
    assert shown() == (to, cc)


def test_a_draft_nobody_readdressed_follows_the_customer_to_new_copies(post, shown, arrive, copied):
    post("draft/", to=CLEO, cc=JONAS)
    arrive(in_reply_to=copied.message_id, cc=FATOU, text="Fatou should hear of it too.")
    assert shown() == (CLEO, FATOU)


def test_half_an_address_keeps_neither_the_words_nor_the_others_back(post, shown):
    post("draft/", to=FATOU, cc="")
    post("draft/", to="fatou@", cc="", text="Hello Fatou")
    assert Draft.objects.get().text == "Hello Fatou"
    assert shown() == (FATOU, "")


@pytest.mark.parametrize("to", ["fatou@", f"{CLEO}, fatou@"])
def test_a_reply_to_half_an_address_goes_to_nobody_else_instead(signed_in, ada, copied, to):
    given = {"kind": "reply", "text": "Hello Fatou", "seen": copied.pk, "then": "", "to": to, "cc": ""}
    answer = signed_in(ada).post(f"/desk/tickets/{copied.ticket_id}/messages/", given, headers=HTMX)
    assert answer.status_code == 409
    assert not Message.objects.replies().exists()
