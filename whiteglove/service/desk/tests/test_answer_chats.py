"""A chat is a conversation like any other: filed, answered and reopened by the desk's own rules."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db.models.sql.compiler import SQLCompiler
from django.test import Client

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib import clock
from whiteglove.service.channels.actions import add_account, deliver_due, drain, process, sweep_abandoned
from whiteglove.service.channels.models import Account, Arrival, Blob, ChatLine, ChatRating, ChatSession, Outgoing
from whiteglove.service.desk import actions
from whiteglove.service.desk.actions.tell_chat_rated import tell_chat_rated
from whiteglove.service.desk.models import Attachment, Message, MessageKind, State, Ticket
from whiteglove.service.sla.actions import define_calendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def chat_desk(support):
    cache.clear()
    return add_account(by=None, at=clock.now(), kind="chat", name="Shop", address="shop", team=support)


def post(where: str, said: dict, token: str = "a") -> object:
    shows = {"Authorization": f"Bearer {token * 43}"}
    return Client().post(f"/chat/shop/{where}/", json.dumps(said), content_type="application/json", headers=shows)


def say(text: str, token: str = "a") -> None:
    assert post("lines", {"id": f"line-{ChatLine.objects.count():08}", "text": text}, token).status_code == 201
    drain()


def read(token: str = "a") -> list[tuple[str, str]]:
    answer = Client().get("/chat/shop/lines/", headers={"Authorization": f"Bearer {token * 43}"})
    return [(line["side"], line["text"]) for line in answer.json()["lines"]]


def answer(ticket: Ticket, ada, text: str, **more) -> Message:
    made = actions.reply(
        ticket=ticket, by=ada, at=clock.now(), text=text, seen_message_id=ticket.last_inbound_id,
        seen_version=ticket.version, **more,
    )  # fmt: skip
    deliver_due(clock.now() + timedelta(seconds=1))
    return made


def test_a_first_line_opens_a_ticket_of_the_desks_team(chat_desk, support):
    say("Where is my parcel?\nIt should be here.")
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.team, ticket.state) == ("chat", support, State.OPEN)
    assert ticket.subject == "Where is my parcel? It should be here."
    assert ChatSession.objects.get().ref == f"ticket:{ticket.pk}"
    assert ticket.customer.name.startswith("Visitor ")


def test_later_lines_join_it_and_nobody_is_sent_an_acknowledgement(chat_desk):
    say("Hello")
    say("Are you there?")
    ticket = Ticket.objects.get()
    assert [row.text for row in Message.objects.filter(ticket=ticket).order_by("id")] == ["Hello", "Are you there?"]
    assert not Outgoing.objects.exists()


def test_lines_that_come_faster_than_they_are_filed_are_one_ticket(chat_desk):
    for number in range(40):
        post("lines", {"id": f"line-{number:08}", "text": f"Line {number}"}, "ab"[number >= 25])
    drain()
    assert not Arrival.objects.exclude(state="filed").exists()
    assert Ticket.objects.count() == 2
    first = Message.objects.filter(ticket=Ticket.objects.order_by("pk").first()).order_by("at", "id")
    assert [row.text for row in first] == [f"Line {number}" for number in range(25)]


def test_two_visitors_are_two_customers(chat_desk):
    say("Hello", "a")
    say("Hello", "b")
    assert len(set(Ticket.objects.values_list("customer", flat=True))) == 2


def test_an_answer_reaches_the_visitor_at_once_and_once(chat_desk, ada):
    say("Hello")
    ticket = Ticket.objects.get()
    made = answer(ticket, ada, "Hello! One moment.")
    assert read() == [("visitor", "Hello"), ("desk", "Hello! One moment.")]
    assert (made.outgoing.not_before, ChatLine.objects.last().name) == (made.at, ada.name)
    assert Outgoing.objects.get().state == "sent"


def test_the_address_that_stands_for_a_visitor_is_never_shown(chat_desk, ada, signed_in):
    say("Hello")
    ticket = Ticket.objects.get()
    answer(ticket, ada, "Hello! One moment.")
    page = signed_in(ada).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert "chat.invalid" not in page
    assert ">in the chat<" in page
    for message in Message.objects.filter(ticket=ticket):
        about = signed_in(ada).get(f"/desk/tickets/{ticket.pk}/messages/{message.pk}/").content.decode()
        assert "chat.invalid" not in about and "in the chat" in about


def test_whatever_a_visitor_writes_is_never_markup_at_the_desk(chat_desk, ada, signed_in):
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    chat_desk.settings |= {"ask_name": True, "questions": ["Why?"]}
    chat_desk.save()
    post("lines", {"id": "line-00000000", "text": bad, "name": bad, "answers": json.dumps([bad])})
    shows = {"Authorization": f"Bearer {'a' * 43}"}
    Client().post(f"/chat/shop/files/?id=first-file&name={quote(bad)}", b"x", "text/html", headers=shows)
    drain()
    ticket = Ticket.objects.get()
    for where in ("/desk/?view=unassigned", f"/desk/tickets/{ticket.pk}/", f"/customers/{ticket.customer_id}/"):
        page = signed_in(ada).get(where, follow=True).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page
        assert "&lt;script&gt;alert" in page


def test_a_reply_leaves_the_address_to_the_house(chat_desk, ada, signed_in):
    say("Hello")
    ticket = Ticket.objects.get()
    sent = signed_in(ada).post(
        f"/desk/tickets/{ticket.pk}/messages/", {"kind": "reply", "text": "Hello!", "seen": ticket.last_inbound_id}
    )
    assert sent.status_code == 200
    deliver_due(clock.now() + timedelta(seconds=1))
    assert read()[-1] == ("desk", "Hello!")


def test_a_chat_that_was_merged_into_a_mails_ticket_is_answered_in_the_chat(chat_desk, ada, lee, support):
    add_account(by=None, at=clock.now(), name="Support", address="support@whiteglove.example", team=support)
    said = {"id": "a-letter-1", "text": "Where is my parcel?", "email": "cleo@customer.example"}
    post("letters", said)
    drain()
    into = Ticket.objects.get()
    say("Me again")
    actions.merge(source=Ticket.objects.exclude(pk=into.pk).get(), into=into, by=lee, at=clock.now())
    say("Are you there?")
    answer(Ticket.objects.get(pk=into.pk), ada, "I am.")
    assert read()[-1] == ("desk", "I am.")


def test_a_demo_answers_chats_too(chat_desk, ada, settings):
    settings.DEMO = True
    say("Hello")
    answer(Ticket.objects.get(), ada, "Hello!")
    assert read()[-1] == ("desk", "Hello!")


@pytest.mark.parametrize("line_was_kept", [True, False])
def test_a_sender_that_dies_while_handing_over_leaves_no_doubt(chat_desk, ada, line_was_kept):
    """The other side is in this database, so the answer is tried again, and is there once."""
    say("Hello")
    answer(Ticket.objects.get(), ada, "Hello!")
    if not line_was_kept:
        ChatLine.objects.filter(side="desk").delete()
        ChatSession.objects.update(last=1)
    Outgoing.objects.update(state="handing_over", claimed_by="x", claimed_until=clock.now())
    sweep_abandoned(clock.now())
    deliver_due(clock.now() + timedelta(seconds=1))
    assert Outgoing.objects.get().state == "sent"
    assert read() == [("visitor", "Hello"), ("desk", "Hello!")]


def test_a_line_on_a_solved_ticket_opens_it_again(chat_desk, ada):
    say("Hello")
    answer(Ticket.objects.get(), ada, "Done.", then="solve")
    assert Ticket.objects.get().state == State.SOLVED
    say("Not quite")
    assert Ticket.objects.get().state == State.OPEN


def test_long_after_it_was_solved_a_line_opens_another_of_the_same_customer(chat_desk, ada):
    say("Hello")
    first = Ticket.objects.get()
    answer(first, ada, "Done.", then="solve")
    Ticket.objects.update(solved_at=datetime(2020, 1, 1, tzinfo=UTC))
    say("Me again")
    second = Ticket.objects.exclude(pk=first.pk).get()
    assert second.customer == first.customer
    assert ChatSession.objects.get().ref == f"ticket:{second.pk}"
    answer(second, ada, "Welcome back.")
    assert read()[-1] == ("desk", "Welcome back.")


def test_who_ended_a_chat_is_still_the_same_customer(chat_desk):
    say("Hello")
    post("end", {})
    say("Something else")
    assert Ticket.objects.count() == 2
    assert len(set(Ticket.objects.values_list("customer", flat=True))) == 1


def test_a_merged_conversation_goes_on_where_it_was_merged_into(chat_desk, lee):
    say("Hello", "a")
    say("Me too", "b")
    source, into = Ticket.objects.order_by("pk")
    actions.merge(source=source, into=into, by=lee, at=clock.now())
    say("One more thing", "a")
    assert Message.objects.filter(ticket=into, text="One more thing").exists()
    assert ChatSession.objects.order_by("pk").first().ref == f"ticket:{into.pk}"


def test_nobody_but_the_visitor_gets_an_answer_by_chat(chat_desk, ada):
    say("Hello")
    ticket = Ticket.objects.get()
    answer(ticket, ada, "Hello!", cc=[{"name": "", "address": "jonas@weber.example"}])
    assert Outgoing.objects.get().results["jonas@weber.example"]["state"] == "refused"
    say("Hello", "b")
    other = Message.objects.get(kind=MessageKind.INBOUND, ticket=Ticket.objects.last()).sender_address
    to = [{"name": "", "address": Message.objects.filter(ticket=ticket).first().sender_address}]
    answer(Ticket.objects.get(pk=ticket.pk), ada, "Private", to=to, cc=[{"name": "", "address": other}])
    assert ("desk", "Private") in read("a")
    assert ("desk", "Private") not in read("b")


def test_files_go_both_ways(chat_desk, ada):
    shows = {"Authorization": f"Bearer {'a' * 43}"}
    given = Client().post(
        "/chat/shop/files/?id=first-file&name=bill.pdf", b"the bill", "application/pdf", headers=shows
    )
    assert given.status_code == 201
    drain()
    ticket = Ticket.objects.get()
    assert ticket.subject == "bill.pdf"
    assert [(file.name, file.blob.content) for file in Attachment.objects.all()] == [("bill.pdf", b"the bill")]
    kept = Blob.objects.keep(b"the answer")
    answer(ticket, ada, "See", attachments=[{"blob": kept.pk, "name": "answer.txt", "type": "text/plain", "size": 10}])
    line = Client().get("/chat/shop/lines/?after=1", headers=shows).json()["lines"][0]
    assert (line["text"], line["files"][0]["name"], line["files"][0]["size"]) == ("See", "answer.txt", 10)
    fetched = Client().get(f"/chat/shop/files/{line['files'][0]['id']}/", headers=shows)
    assert fetched.content == b"the answer"


def test_a_desk_that_is_switched_off_still_answers(chat_desk, ada):
    say("Hello")
    Account.objects.update(active=False)
    answer(Ticket.objects.get(), ada, "Hello!")
    assert ChatLine.objects.last().text == "Hello!"


def test_while_it_is_closed_a_message_becomes_a_mail_with_the_same_words(chat_desk, support):
    mailbox = add_account(by=None, at=clock.now(), name="Support", address="support@whiteglove.example", team=support)
    said = {"id": "a-letter-1", "text": "Where is my parcel?\n\n  It is late.", "email": "cleo@customer.example"}
    assert (post("letters", said).status_code, post("letters", said).status_code) == (201, 201)
    drain()
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.account, ticket.customer.addresses.get().key) == (
        "email", mailbox, "cleo@customer.example",
    )  # fmt: skip
    assert Message.objects.get(kind=MessageKind.INBOUND).text == said["text"]


def test_what_somebody_leaves_leads_whoever_has_the_typed_address_nowhere(chat_desk, support):
    add_account(by=None, at=clock.now(), name="Support", address="support@whiteglove.example", team=support)
    text = "Win http://evil.example/x at evil.example or [#1] now"
    said = {"id": "a-letter-1", "text": text, "email": "cleo@customer.example", "name": "www.evil.example Cleo"}
    post("letters", said)
    drain()
    assert Message.objects.filter(text=text).exists()
    letter = Outgoing.objects.get()
    assert "evil" not in f"{letter.subject} {letter.text} {letter.to}"
    assert letter.subject == f"Re: Win at or (#1] now [#{Ticket.objects.get().pk}]"


def test_hours_come_from_a_calendar(chat_desk):
    another = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][(clock.now().weekday() + 3) % 7]
    never = define_calendar(name="Never now", spec={"hours": {another: "09:00-17:00"}}, by=None, at=clock.now())
    always = define_calendar(name="Always", spec={"always": True}, by=None, at=clock.now())
    for calendar, shut in [(never, True), (always, False)]:
        chat_desk.settings |= {"calendar": calendar.pk}
        chat_desk.save()
        page = Client().get("/chat/shop/").content
        assert (b"data-closed" in page) == shut


def test_what_a_customer_chatted_is_erased_with_them(chat_desk, admin):
    from whiteglove.service.customers.actions import erase

    say("My secret")
    erase(customer=Ticket.objects.get().customer, by=admin, at=clock.now())
    assert not ChatLine.objects.filter(text__contains="secret").exists()
    assert read() == []


def test_a_line_that_waits_to_be_filed_is_erased_with_the_others(chat_desk, admin):
    from whiteglove.service.customers.actions import erase

    say("Hello")
    post("lines", {"id": "line-not-filed", "text": "My secret"})
    erase(customer=Ticket.objects.get().customer, by=admin, at=clock.now())
    drain()
    assert not any(b"secret" in blob.content for blob in Blob.objects.all())
    assert set(Arrival.objects.values_list("state", "error")) == {(Arrival.State.SET_ASIDE, "")}


def rated(good: str, comment: str) -> None:
    """The visitor says how they found their chat; the desk hears of it, and again if it is told twice."""
    session = ChatSession.objects.last()
    post("ratings", {"session": str(session.pk), "good": good, "comment": comment})
    event = Event.objects.filter(name="chat.rated").last()
    tell_chat_rated(event)
    tell_chat_rated(event)


def test_how_a_chat_was_found_stands_on_its_ticket_once_a_word(chat_desk, ada, signed_in):
    say("Hello")
    ticket = Ticket.objects.get()
    answer(ticket, ada, "Hello!")
    post("end", {})
    rated("yes", "")
    rated("no", "<b>It broke</b>")
    page = signed_in(ada).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert page.count("the customer found the chat good ·") == 1
    assert page.count("the customer found the chat not good: “&lt;b&gt;It broke&lt;/b&gt;” ·") == 1


def test_what_a_customer_said_of_a_chat_is_erased_with_them(chat_desk, ada, admin):
    from whiteglove.service.customers.actions import erase

    say("Hello")
    answer(Ticket.objects.get(), ada, "Hello!")
    post("end", {})
    rated("no", "My secret")
    erase(customer=Ticket.objects.get().customer, by=admin, at=clock.now())
    assert not ChatRating.objects.exists()
    assert "secret" not in json.dumps(list(Event.objects.values_list("facts", flat=True)))


def test_sql_of_a_line_and_its_answer_is_worked_out_once(chat_desk, ada, signed_in, monkeypatch):
    """Working it out took Django as long as all the rest of an answer."""
    say("Hello")
    made, client = [], signed_in(ada)
    whole = SQLCompiler.execute_sql
    counting = lambda self, *how, **more: made.append(self) or whole(self, *how, **more)  # noqa: E731
    for number in range(2):
        ticket = Ticket.objects.get()
        monkeypatch.setattr(SQLCompiler, "execute_sql", counting if number else whole)
        said = {"kind": "reply", "text": f"Hello! {number}", "seen": ticket.last_inbound_id}
        assert client.post(f"/desk/tickets/{ticket.pk}/messages/", said).status_code == 200
        process(arrives(f"Anything else? {number}"), clock.now())
        monkeypatch.undo()
    assert len(made) <= 8


def arrives(text: str) -> int:
    """A line that waits to be filed."""
    assert post("lines", {"id": f"line-{ChatLine.objects.count():08}", "text": text}).status_code == 201
    return Arrival.objects.latest("pk").pk
