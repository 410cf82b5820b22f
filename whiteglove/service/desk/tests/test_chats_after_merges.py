"""A chat whose ticket was merged into somebody else's: it goes on there and stays its visitor's own."""

import json

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib import clock
from whiteglove.service.channels.models import ChatLine, ChatSession
from whiteglove.service.customers.actions import erase, export_customer
from whiteglove.service.desk import actions, waiting_chats
from whiteglove.service.desk.actions.tell_chat_rated import tell_chat_rated
from whiteglove.service.desk.models import Message, Ticket
from whiteglove.service.desk.running_chats import chats_of

from .conftest import now
from .test_answer_chats import answer, chat_desk, post, read, say  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def chats(chat_desk, ada, lee) -> tuple[Ticket, Ticket]:  # noqa: F811
    """The chat of one visitor, which Ada has answered, lives on in the chat of another, and goes on."""
    say("Order 88213", "a")
    say("Order 77001", "b")
    source, into = Ticket.objects.order_by("pk")
    answer(source, ada, "Hello 88213")
    actions.merge(source=Ticket.objects.get(pk=source.pk), into=into, by=lee, at=clock.now())
    say("Still 88213", "a")
    return Ticket.objects.get(pk=source.pk), Ticket.objects.get(pk=into.pk)


def written() -> str:
    lines, facts = ChatLine.objects.values_list("text", flat=True), Event.objects.values_list("facts", flat=True)
    return json.dumps([*lines, *facts])


def test_erasing_its_customer_takes_the_chat(chats, admin):
    post("end", {}, "a")
    source, _ = chats
    erase(customer=source.customer, by=admin, at=clock.now())
    assert "88213" not in written() and "77001" in written()
    assert read("a") == [] and read("b") == [("visitor", "Order 77001")]


def test_erasing_the_other_leaves_it(chats, admin):
    _, into = chats
    erase(customer=into.customer, by=admin, at=clock.now())
    assert "88213" in written() and "77001" not in written()
    assert [text for _, text in read("a")] == ["Order 88213", "Hello 88213", "Still 88213"]


def test_whoever_goes_on_in_a_merged_chat_stays_who_they_are(chats):
    source, into = chats
    say("Me again", "a")
    post("end", {}, "a")
    say("Another matter", "a")
    say("Me too", "b")
    told = dict(Message.objects.inbound().order_by("pk").values_list("text", "customer"))
    hers = ["Order 88213", "Still 88213", "Me again", "Another matter"]
    assert [text for text, customer in told.items() if customer == source.customer_id] == hers
    assert told["Me too"] == into.customer_id


def test_what_its_visitor_said_of_it_is_theirs(chats, admin):
    source, into = chats
    post("end", {}, "a")
    first = ChatSession.objects.order_by("pk").first()
    post("ratings", {"session": str(first.pk), "good": "no", "comment": "Never 88213 again"}, "a")
    for event in Event.objects.filter(name="chat.rated"):
        tell_chat_rated(event)
    erase(customer=into.customer, by=admin, at=clock.now())
    assert "Never 88213 again" in written()
    exported = [
        json.dumps(export_customer(customer=one, by=admin, at=clock.now())) for one in (source.customer, into.customer)
    ]
    assert ["Never 88213 again" in one for one in exported] == [True, False]
    erase(customer=source.customer, by=admin, at=clock.now())
    assert "88213" not in written()


@pytest.fixture
def hers(chat_desk, ada, lee) -> tuple[Ticket, Ticket]:  # noqa: F811
    """A chat, and one of Ada's that it is merged into; its visitor has written nothing since."""
    say("Order 88213", "a")
    say("Order 77001", "b")
    source, into = Ticket.objects.order_by("pk")
    actions.take(ticket=into, by=ada, at=clock.now())
    actions.merge(source=source, into=into, by=lee, at=clock.now())
    post("end", {}, "b")
    return now(source), now(into)


def test_a_merged_chat_goes_on_where_its_words_are(hers, ada, lee):
    _, into = hers
    assert [one.pk for one in chats_of(ada)] == [into.pk]
    assert waiting_chats.stands(f"ticket:{into.pk}").by == ada.name
    actions.see(ticket=into, by=ada, at=clock.now())
    assert ChatSession.objects.open().get().read == 1
    assert actions.take_over(ticket=into, by=lee, at=clock.now())


@pytest.mark.parametrize("wrote_since", [False, True])
def test_taken_out_again_it_goes_on_in_its_own_ticket(hers, lee, wrote_since):
    source, into = hers
    if wrote_since:
        say("Still here", "a")
    actions.unmerge(source=source, by=lee, at=clock.now())
    assert waiting_chats.runs(now(source)) and not waiting_chats.runs(now(into))
    say("And now?", "a")
    assert Ticket.objects.count() == 2
    assert Message.objects.get(text="And now?").ticket == source


def test_the_chat_of_the_ticket_itself_stays(chats, lee):
    source, into = chats
    actions.unmerge(source=source, by=lee, at=clock.now())
    refs = ChatSession.objects.order_by("pk").values_list("ref", flat=True)
    assert list(refs) == [f"ticket:{source.pk}", f"ticket:{into.pk}"]
    for letter, ticket in (("a", source), ("b", into)):
        say(f"Again {letter}", letter)
        assert Message.objects.get(text=f"Again {letter}").ticket == ticket
