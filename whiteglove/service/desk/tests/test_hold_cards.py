"""A full card number never leaves by accident: the desk asks once, in place."""

import pytest

from whiteglove.service.desk import actions
from whiteglove.service.desk.errors import CardInside
from whiteglove.service.desk.models import Draft, Message

from .conftest import NINE, later

pytestmark = pytest.mark.django_db
TEXT = "We charged 4111 1111 1111 1111 on Monday."
MASKED = "We charged 4111 •••• •••• 1111 on Monday."


@pytest.fixture
def send(signed_in, ada, ticket):
    """`send(cards="mask")` posts the reply as the composer does."""

    def post(text: str = TEXT, **given):
        data = {"kind": "reply", "text": text, "seen": ticket.last_inbound_id} | given
        return signed_in(ada).post(f"/desk/tickets/{ticket.pk}/messages/", data, headers={"HX-Request": "true"})

    return post


def sent() -> list[str]:
    return list(Message.objects.replies().values_list("text", flat=True))


def test_a_reply_with_a_card_number_is_held(send, ada, ticket):
    actions.save_draft(ticket=ticket, by=ada, at=NINE, text=TEXT)
    answer = send()
    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#held"
    words = answer.content.decode()
    assert "4111 •••• •••• 1111" in words
    assert "4111 1111" not in words
    assert words.index("Mask and send") < words.index("Send it in full")
    assert sent() == []
    assert Draft.objects.get().text == TEXT


def test_mask_and_send_sends_it_masked(send):
    assert send(cards="mask").status_code == 200
    assert sent() == [MASKED]


def test_who_insists_sends_it_in_full(send):
    assert send(cards="send").status_code == 200
    assert sent() == [TEXT]


@pytest.mark.parametrize("text", ["Your order 4111 1111 1111 1112 is on its way.", MASKED, "Call +44 20 7946 0018."])
def test_other_numbers_are_not_asked_about(send, text):
    assert send(text).status_code == 200
    assert sent() == [text]


def test_a_note_may_hold_it(send):
    assert send(kind="note").status_code == 200


def test_every_door_asks_not_just_the_page(ada, ticket):
    with pytest.raises(CardInside) as held:
        actions.reply(ticket=ticket, by=ada, at=later(hours=1), text=TEXT, seen_message_id=ticket.last_inbound_id)
    assert held.value.masked == ["4111 •••• •••• 1111"]


def test_a_newer_message_is_still_told(send, ticket, arrive):
    arrive(subject=f"Re: Charged twice [#{ticket.pk}]", in_reply_to="", text="Wait", at=later(hours=2))
    assert send(cards="mask", seen="").status_code == 409
    assert sent() == []
