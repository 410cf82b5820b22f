"""A lead listens, whispers and takes over; the agent knows at once, and the visitor never hears a whisper."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib import clock
from whiteglove.service.channels.actions import add_account
from whiteglove.service.channels.models import ChatLine, Outgoing
from whiteglove.service.customers.actions.erase import export_customer
from whiteglove.service.desk import actions
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.export import export_all, export_conversation
from whiteglove.service.desk.models import Handover, Message, Tap, Ticket
from whiteglove.service.desk.search import find

from .test_answer_chats import answer, chat_desk, post, say  # noqa: F401 - a fixture
from .test_pass_chats_on import NOTHING, told

pytestmark = pytest.mark.django_db
SECRET = "zirconium"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def chat(chat_desk, ada, lee, support) -> Ticket:  # noqa: F811
    add_account(by=None, at=clock.now(), name="Support", address="support@whiteglove.example", team=support)
    say("Where is my parcel?")
    answer(Ticket.objects.get(), ada, "Let me look.")
    return Ticket.objects.get()


def whisper(chat, lee, text: str = f"Offer them {SECRET}") -> Tap:
    return actions.whisper(ticket=chat, by=lee, at=clock.now(), text=text)


def test_it_pops_up_at_whoever_has_the_chat_until_they_have_heard_it(chat, ada, lee, signed_in):
    made = whisper(chat, lee)
    event = Event.objects.named("tap.given").get()
    assert (event.audience, event.subject) == (f"person:{ada.pk}", f"tap:{made.pk}")
    browser = signed_in(ada)
    assert 'hx-trigger="live:tap from:body"' in browser.get("/people/me/", follow=True).content.decode()
    page = browser.get("/desk/taps/").content.decode()
    assert SECRET in page and f"/desk/tickets/{chat.pk}/" in page
    assert SECRET not in browser.post("/desk/taps/", {"tap": made.pk}).content.decode()
    made.refresh_from_db()
    assert made.heard_at


def test_nobody_else_is_shown_it_or_hears_it_for_them(chat, ada, lee, signed_in):
    made = whisper(chat, lee)
    assert SECRET not in signed_in(lee).get("/desk/taps/").content.decode()
    signed_in(lee).post("/desk/taps/", {"tap": [made.pk, "x", -1]})
    made.refresh_from_db()
    assert made.heard_at is None


def test_colleagues_who_see_the_chat_read_it_where_it_was_said(chat, ada, lee, signed_in):
    whisper(chat, lee)
    page = signed_in(ada).get(f"/desk/tickets/{chat.pk}/conversation/").content.decode()
    assert f"Lee whispered to Ada Osei: Offer them {SECRET}" in page and "told-whisper" in page


def test_it_leaves_no_trace_where_a_visitor_or_anybody_else_could_find_it(chat, ada, lee, admin, signed_in):
    before = Ticket.objects.values().get()
    whisper(chat, lee)
    assert Ticket.objects.values().get() == before
    answer(chat, ada, "Thank you for waiting.")
    assert post("copies", {"email": "cleo@customer.example"}).status_code == 201
    shows = {"Authorization": f"Bearer {'a' * 43}"}
    seen = [
        Client().get("/chat/shop/lines/", headers=shows).content.decode(),
        *ChatLine.objects.values_list("text", flat=True),
        *Outgoing.objects.values_list("text", flat=True),
        *Message.objects.values_list("text", flat=True),
        *export_conversation(chat, lee),
        *export_all(lee),
        json.dumps(export_customer(customer=chat.customer, by=admin, at=clock.now()), default=str),
        json.dumps([event.facts for event in Event.objects.all()], default=str),
        signed_in(lee).get("/desk/rows/?view=team").content.decode(),
    ]
    assert Outgoing.objects.filter(text__contains="Thank you for waiting").count() == 2
    assert not [one for one in seen if SECRET in one]
    for person in (ada, lee, admin):
        assert find(person, SECRET).rows == []


def test_the_sheet_of_a_note_whispers_by_a_button_of_its_own(chat, ada, lee, signed_in):
    browser = signed_in(lee)
    actions.save_draft(ticket=chat, by=lee, at=clock.now(), text="Offer", kind="note")
    assert 'value="whisper"' in browser.get(f"/desk/tickets/{chat.pk}/composer/").content.decode()
    given = {"kind": "note", "text": f"Offer {SECRET}", "then": "whisper"}
    sent = browser.post(f"/desk/tickets/{chat.pk}/messages/", given, headers=HTMX)
    assert sent.status_code == 200 and "Offer" not in sent.content.decode()
    assert Tap.objects.get().text == f"Offer {SECRET}" and not Message.objects.filter(kind="note").exists()


def test_agents_do_not_whisper(chat, ada, signed_in):
    browser = signed_in(ada)
    assert 'value="whisper"' not in browser.get(f"/desk/tickets/{chat.pk}/composer/").content.decode()
    given = {"kind": "note", "text": "x", "then": "whisper"}
    assert browser.post(f"/desk/tickets/{chat.pk}/messages/", given, headers=HTMX).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.take_over(ticket=chat, by=ada, at=clock.now())


@pytest.mark.parametrize("text", ["", "  \n", "x" * 2001])
def test_a_whisper_is_a_few_words(chat, lee, text):
    with pytest.raises(Refused):
        whisper(chat, lee, text)


def test_there_must_be_somebody_to_whisper_to(chat, ada, lee):
    actions.unassign(ticket=chat, by=ada, at=clock.now())
    with pytest.raises(Refused, match="Nobody has this chat"):
        whisper(chat, lee)
    actions.take(ticket=chat, by=lee, at=clock.now())
    with pytest.raises(Refused, match="yours"):
        whisper(chat, lee)


def test_the_page_knows_which_of_those_who_read_along_are_leads(chat, ada, lee, signed_in):
    page = signed_in(ada).get(f"/desk/tickets/{chat.pk}/head/").content.decode()
    assert f'data-leads="{lee.pk}"' in page


def test_a_lead_takes_over_and_both_are_told(chat, ada, lee, signed_in):
    assert signed_in(lee).post(f"/desk/tickets/{chat.pk}/taking-over/", headers=HTMX).status_code == 204
    assert Ticket.objects.get().assignee == lee
    assert Event.objects.named("ticket.taken_over").get().facts["name"] == "Ada Osei"
    assert [row.kind for row in Tap.objects.filter(to=ada)] == ["taken"]
    assert told() == {"place": 0, "by": "Lee", "passed": False, "to": ""}
    page = signed_in(ada).get(f"/desk/tickets/{chat.pk}/").content.decode()
    assert "Lee took this chat over from Ada Osei." in page and "Lee took the chat over from Ada Osei" in page
    answer(Ticket.objects.get(), lee, "Hello, I go on with you.")
    assert told() == NOTHING and Handover.objects.get().ending == "answered"


def test_taking_over_is_undone_until_it_is_answered(chat, ada, lee):
    made = actions.take_over(ticket=chat, by=lee, at=clock.now())
    with pytest.raises(PermissionDenied):
        actions.take_back(handover=made, by=ada, at=clock.now())
    actions.take_back(handover=made, by=lee, at=clock.now())
    assert Ticket.objects.get().assignee == ada and told() == NOTHING
    assert [row.kind for row in Tap.objects.filter(to=ada).order_by("id")] == ["taken", "returned"]


def test_what_nobody_has_or_is_over_is_not_taken_over(chat, ada, lee):
    actions.unassign(ticket=chat, by=ada, at=clock.now())
    with pytest.raises(Refused, match="take it"):
        actions.take_over(ticket=chat, by=lee, at=clock.now())
    actions.take(ticket=chat, by=ada, at=clock.now())
    post("end", {})
    with pytest.raises(Refused, match="isn't running"):
        actions.take_over(ticket=chat, by=lee, at=clock.now())
