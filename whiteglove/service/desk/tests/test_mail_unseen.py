"""Who left a chat before they saw the answer gets it by mail, once; who comes back first doesn't; no word is lost."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib import clock
from whiteglove.service.channels.actions import add_account, deliver_due, drain, receive
from whiteglove.service.channels.chat import tongue
from whiteglove.service.channels.email.compose import render
from whiteglove.service.channels.models import Account, Blob, ChatLine, ChatSession, ChatVisitor, Outgoing
from whiteglove.service.customers.actions.address import add_address
from whiteglove.service.customers.actions.verify import verify
from whiteglove.service.desk import actions
from whiteglove.service.desk.actions import mail_unseen as mailing
from whiteglove.service.desk.actions.mail_unseen import mail_all_unseen
from whiteglove.service.desk.models import Message, Ticket
from whiteglove.service.sla.actions import adopt_targets

pytestmark = pytest.mark.django_db
CLEO = "cleo@customer.example"
TARGETS = [
    {"id": "connect", "metric": "chat_connect", "channel": "chat", "within": "30 s", "counts": "wall"},
    {"id": "reply", "metric": "chat_reply", "channel": "chat", "within": "2 min", "counts": "wall"},
    {"id": "next", "metric": "next_reply", "channel": "email", "within": "4h", "counts": "wall"},
]


@pytest.fixture
def chat_desk(support):
    cache.clear()
    return add_account(by=None, at=clock.now(), kind="chat", name="Shop", address="shop", team=support)


@pytest.fixture
def mailbox(support):
    return add_account(by=None, at=clock.now(), name="Support", address="support@whiteglove.example", team=support)


@pytest.fixture
def house(chat_desk, mailbox):
    return mailbox


def ask(where: str, said: dict | None = None, token: str = "a"):
    shows = {"Authorization": f"Bearer {token * 43}"}
    if said is None:
        return Client().get(f"/chat/shop/{where}", headers=shows)
    return Client().post(f"/chat/shop/{where}", json.dumps(said), content_type="application/json", headers=shows)


def say(text: str, **more) -> Ticket:
    assert ask("lines/", {"id": f"line-{ChatLine.objects.count():08}", "text": text, **more}).status_code == 201
    drain()
    return Ticket.objects.order_by("pk").last()


def answer(ticket: Ticket, ada, text: str, **more) -> Message:
    ticket.refresh_from_db()
    made = actions.reply(
        ticket=ticket, by=ada, at=clock.now(), text=text, seen_message_id=ticket.last_inbound_id, **more
    )
    deliver_due(clock.now() + timedelta(seconds=1))
    return made


def later(minutes: float = 6) -> int:
    return mail_all_unseen(at=clock.now() + timedelta(minutes=minutes))


def letters() -> list[Outgoing]:
    return list(Outgoing.objects.filter(account__kind="email").order_by("pk"))


def test_what_a_visitor_did_not_see_goes_to_the_address_they_gave_once(house, ada):
    ada.signature = "Ada, Support"
    ada.save()
    ticket = say("Where is my parcel?", email=CLEO)
    answer(ticket, ada, "Let me look.")
    made = answer(ticket, ada, "It comes tomorrow.")
    assert (later(1), later(6), later(60)) == (0, 1, 0)
    (letter,) = letters()
    assert (letter.account, letter.everybody, letter.by) == (house, [CLEO], ada)
    assert letter.subject == f"Re: Where is my parcel? [#{ticket.pk}]"
    assert letter.text == f"{tongue.says('en')['mailed'].format('Shop')}\n\nLet me look.\n\nIt comes tomorrow."
    assert (letter.signature, letter.ref) == ("Ada, Support", f"message:{made.pk}")
    told = Event.objects.get(name="ticket.answer_mailed")
    assert (told.subject_id, told.facts["to"]) == (ticket.pk, CLEO)


def test_nothing_the_visitor_said_goes_to_an_address_that_was_only_typed(house, ada):
    ticket = say("Hello, and then\n" + "buy my pills " * 20, email=CLEO)
    answer(ticket, ada, "No, thank you.")
    later()
    assert "pills" not in letters()[0].text


def test_who_comes_back_in_time_gets_no_mail(house, ada):
    answer(say("Hello", email=CLEO), ada, "Hello!")
    ask("seen/?upto=2", {})
    assert later() == 0
    assert not letters()
    assert ChatSession.objects.get().mail_due_at is None


def test_only_what_was_not_seen_is_in_it(house, ada):
    ticket = say("Hello", email=CLEO)
    answer(ticket, ada, "Seen words.")
    ask("seen/?upto=2", {})
    answer(ticket, ada, "Unseen words.")
    later()
    assert "Unseen words." in letters()[0].text and "Seen words." not in letters()[0].text


def test_what_comes_after_a_mail_is_in_the_next_one_of_the_same_thread(house, ada):
    ticket = say("Hello", email=CLEO)
    answer(ticket, ada, "First.")
    later()
    answer(ticket, ada, "Second.")
    later()
    one, two = letters()
    assert "First." not in two.text and two.text.endswith("Second.")
    assert one.references[0] == two.references[0]


def test_each_line_puts_it_off_and_the_desk_says_for_how_long(house, chat_desk, ada):
    chat_desk.settings |= {"mail_after": 30}
    chat_desk.save()
    answer(say("Hello", email=CLEO), ada, "Hello!")
    assert (later(29), later(31)) == (0, 1)


def test_files_go_with_it(house, ada):
    kept = Blob.objects.keep(b"the bill")
    file = {"blob": kept.pk, "name": "bill.txt", "type": "text/plain", "size": 8}
    answer(say("Hello", email=CLEO), ada, "See", attachments=[file])
    later()
    assert b"bill.txt" in render(letters()[0], clock.now())


def test_the_words_around_it_are_in_the_language_of_their_page(house, ada):
    answer(say("Bonjour", email=CLEO, language="fr-CA"), ada, "Bonjour !")
    later()
    assert letters()[0].text.startswith(tongue.says("fr")["mailed"].format("Shop"))


def test_the_address_their_site_vouches_for_comes_before_a_typed_one(house, ada):
    ticket = say("Hello", email="typed@customer.example")
    ChatVisitor.objects.update(email=CLEO)
    answer(ticket, ada, "Hello!")
    later()
    assert letters()[0].everybody == [CLEO]


def test_whose_ticket_a_chat_was_merged_into_gets_none_of_its_answers(house, ada, lee):
    source = say("Hello from one")
    assert ask("lines/", {"id": "line-of-another", "text": "Hello from another"}, token="b").status_code == 201
    drain()
    into = Ticket.objects.exclude(pk=source.pk).get()
    add_address(customer=into.customer, kind="email", value=CLEO, by=ada, at=clock.now())
    verify(customer=into.customer, by=ada, at=clock.now(), how="callback")
    actions.merge(source=source, into=into, by=lee, at=clock.now())
    say("Are you there?")
    into.refresh_from_db()
    answer(into, ada, "I am.", seen_version=into.version)
    assert ChatLine.objects.get(side="desk").session.ref == f"ticket:{into.pk}"
    assert later() == 0
    assert not letters()


@pytest.mark.parametrize("confirmed", [True, False])
def test_an_address_of_the_customers_counts_once_somebody_confirmed_who_they_are(house, ada, confirmed):
    ticket = say("Hello")
    add_address(customer=ticket.customer, kind="email", value=CLEO, by=ada, at=clock.now())
    if confirmed:
        verify(customer=ticket.customer, how="callback", by=ada, at=clock.now())
    answer(ticket, ada, "Hello!")
    assert later() == confirmed
    assert [one.everybody for one in letters()] == ([[CLEO]] if confirmed else [])


def test_we_never_write_to_ourselves(house, ada):
    answer(say("Hello", email="Support+x@whiteglove.example"), ada, "Hello!")
    assert later() == 0 and not letters()


@pytest.mark.parametrize("email", ["", CLEO])
def test_whom_no_mail_can_reach_reads_it_at_their_next_visit(chat_desk, ada, email):
    """Without an address, or without a mailbox to send from."""
    answer(say("Hello", email=email), ada, "Hello!")
    assert later() == 0 and not letters()
    assert [line["text"] for line in ask("lines/").json()["lines"]] == ["Hello", "Hello!"]


def test_an_answer_to_an_earlier_chat_is_shown_until_it_is_seen(chat_desk, ada):
    first = say("Hello")
    ask("end/", {})
    say("Something else")
    answer(first, ada, "About the first thing")
    said = ask("lines/").json()
    assert [line["text"] for line in said["lines"]] == ["Something else"]
    assert [(line["text"], line["seen"]) for line in said["missed"]] == [("About the first thing", False)]
    number = said["missed"][0]["line"]
    assert ask(f"seen/?missed={number}", {}, token="b").json() == {"seen": 0}
    assert ask(f"seen/?missed=x,{number}", {}).json() == {"seen": 1}
    # It stays where it was read, as long as this conversation goes on.
    assert [line["seen"] for line in ask("lines/").json()["missed"]] == [True]
    assert later() == 0
    ask("end/", {})
    say("A third thing")
    assert ask("lines/").json()["missed"] == []


def test_their_answer_to_the_mail_is_in_the_ticket_and_is_answered_by_mail(house, ada):
    adopt_targets(TARGETS, revision="test", at=clock.now() - timedelta(days=1))
    ticket = say("Hello", email=CLEO)
    answer(ticket, ada, "Hello!")
    ask("end/", {})
    later()
    names = f"From: {CLEO}\r\nTo: support@whiteglove.example\r\nMessage-ID: <1@customer.example>\r\n"
    reply = f"{names}Subject: Re: Hello\r\nIn-Reply-To: {letters()[0].message_id}\r\n\r\nThank you!\r\n"
    receive(reply.encode(), account=house, at=clock.now())
    drain()
    assert Ticket.objects.count() == 1
    assert Message.objects.filter(ticket=ticket, new_text__startswith="Thank you!").exists()
    # A mail is owed what mails are, not two minutes.
    ticket.refresh_from_db()
    assert (ticket.channel, ticket.due_metric) == ("chat", "next_reply")
    answer(ticket, ada, "You are welcome.")
    assert (letters()[-1].everybody, letters()[-1].text) == ([CLEO], "You are welcome.")


def test_a_mail_that_comes_back_is_told_where_the_answer_was_written(house, ada):
    from whiteglove.service.channels.actions.note_bounce import note_bounce
    from whiteglove.service.channels.contract import Bounce, BouncedRecipient, InboundMessage, Party
    from whiteglove.service.desk.actions.mark_undelivered import mark_undelivered

    ticket = say("Hello", email=CLEO)
    made = answer(ticket, ada, "Hello!", then="wait")
    later()
    report = InboundMessage("", None, clock.now(), Party("", ""), bounce=Bounce([BouncedRecipient(CLEO)]))
    with transaction.atomic():
        note_bounce(letters()[0], report, at=clock.now())
    mark_undelivered(Event.objects.get(name="message.bounced"))
    made.refresh_from_db()
    ticket.refresh_from_db()
    assert (made.bounced_at is not None, ticket.state) == (True, "open")


def test_the_desk_sees_that_it_went_by_mail(house, ada, signed_in):
    ticket = say("Hello", email=CLEO)
    made = answer(ticket, ada, "Hello!")
    later()
    page = signed_in(ada).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert f"seen in the chat went to {CLEO} by mail" in page
    about = signed_in(ada).get(f"/desk/tickets/{ticket.pk}/messages/{made.pk}/").content.decode()
    assert CLEO in about and "chat.invalid" not in about


def test_after_a_merge_it_is_in_the_thread_of_the_ticket_it_lives_in(house, ada, lee):
    source, into = say("Hello", email=CLEO), None
    answer(source, ada, "Hello!")
    ask("end/", {})
    into = say("Something else")
    actions.merge(source=source, into=into, by=lee, at=clock.now())
    later()
    assert letters()[0].subject.endswith(f"[#{into.pk}]")


@pytest.mark.parametrize("where", ["remember_ids", "address_too", "tell"])
def test_what_fails_before_the_end_sends_nothing_and_is_tried_again(house, ada, monkeypatch, where):
    """As when the house is killed there: the mail and the note that it was sent are one transaction."""
    answer(say("Hello", email=CLEO), ada, "Hello!")

    def die(*given, **more):
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(mailing, where, die)
        assert later() == 0
    assert not letters()
    assert (later(), later()) == (1, 0)
    assert len(letters()) == 1


def test_one_that_fails_holds_up_no_other(house, ada, monkeypatch):
    answer(say("Hello", email=CLEO), ada, "Hello!")
    ask("lines/", {"id": "other-line", "text": "Me too", "email": "jonas@weber.example"}, token="b")
    drain()
    answer(Ticket.objects.order_by("pk").last(), ada, "Hello, Jonas!")
    real = mailing.posted

    def once(ticket, session, *more):
        if session.asked["email"] == CLEO:
            raise RuntimeError
        return real(ticket, session, *more)

    monkeypatch.setattr(mailing, "posted", once)
    assert later() == 1
    assert [one.everybody for one in letters()] == [["jonas@weber.example"]]


def test_somebody_who_comes_back_in_this_very_moment_gets_it_once(house, ada, monkeypatch):
    answer(say("Hello", email=CLEO), ada, "Hello!")
    real = mailing.posted

    def meanwhile(*given):
        ChatLine.objects.filter(side="desk").update(seen_at=clock.now())
        return real(*given)

    monkeypatch.setattr(mailing, "posted", meanwhile)
    assert later() == 0
    assert not letters()


def test_what_was_mailed_is_erased_with_its_customer(house, ada, admin):
    from whiteglove.service.customers.actions import erase

    ticket = say("Hello", email=CLEO)
    answer(ticket, ada, "Your secret is out.")
    later()
    erase(customer=ticket.customer, by=admin, at=clock.now())
    (letter,) = letters()
    assert (letter.to, letter.text, letter.state) == ([], "", "cancelled")
    assert CLEO not in json.dumps(list(Event.objects.values_list("facts", flat=True)))
    assert not Account.objects.filter(name=CLEO).exists()


def test_looking_for_what_is_due_costs_one_statement(house, ada, django_assert_num_queries):
    answer(say("Hello", email=CLEO), ada, "Hello!")
    with django_assert_num_queries(1):
        assert later(1) == 0
