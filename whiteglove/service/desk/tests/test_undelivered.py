"""A message of ours that didn't arrive is shown where it was written, and somebody looks."""

import pytest
from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.events.models import Event
from whiteglove.service.channels.actions import cancel, mark_sent, send_again
from whiteglove.service.channels.models import Outgoing
from whiteglove.service.desk import actions
from whiteglove.service.desk.actions.mark_undelivered import mark_undelivered
from whiteglove.service.desk.models import Commitment, Message, Snooze, Solution, State, Ticket
from whiteglove.service.desk.reactions import (
    read_what_a_reply_promises,
    tell_that_it_did_not_arrive,
    tell_that_somebody_saw_to_it,
)

from .conftest import NINE, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(ticket, ada) -> Message:
    return actions.reply(
        ticket=ticket, by=ada, at=NINE, text="Hello", seen_message_id=ticket.last_inbound_id, then="wait"
    )


def undelivered(name: str, message: Message, addresses=("cleo@customer.example",)) -> Event:
    facts = {"addresses": list(addresses), "error": "550 no such mailbox"}
    with transaction.atomic():
        return record(name, subject=f"message:{message.pk}", by=None, at=later(hours=1), facts=facts)


@pytest.mark.parametrize(
    ("name", "field", "told"),
    [
        ("message.bounced", "bounced_at", "ticket.reply_bounced"),
        ("message.failed", "failed_at", "ticket.reply_failed"),
        ("message.uncertain", "failed_at", "ticket.reply_failed"),
    ],
)
def test_it_is_marked_told_once_and_waits_on_us(sent, name, field, told):
    event = undelivered(name, sent)
    mark_undelivered(event)
    mark_undelivered(event)
    sent.refresh_from_db()
    assert getattr(sent, field) == later(hours=1)
    assert sent.bounce["words"] == "550 no such mailbox"
    assert Ticket.objects.get().state == State.OPEN
    assert Event.objects.filter(name=told).count() == 1


def test_a_bounced_address_is_remembered_with_the_customer(sent, cleo_amara):
    mark_undelivered(undelivered("message.bounced", sent))
    assert cleo_amara.addresses.get().bounced_at == later(hours=1)


def test_what_is_not_about_a_message_of_ours_is_left_alone(sent):
    sent.pk = 10**9
    mark_undelivered(undelivered("message.bounced", sent))
    assert Ticket.objects.get().state == State.WAITING


@pytest.fixture
def solved(ticket, ada) -> Message:
    """A reply that was sent and solved the ticket."""
    return actions.reply(
        ticket=ticket, by=ada, at=NINE, text="Refunded.", seen_message_id=ticket.last_inbound_id, then="solve"
    )


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("message.bounced", "the last reply came back undelivered"),
        ("message.failed", "the last reply couldn&#x27;t be sent"),
    ],
)
def test_a_ticket_solved_by_it_comes_back_to_whoever_solved_it_and_says_why(solved, ada, signed_in, name, why):
    event = undelivered(name, solved)
    mark_undelivered(event)
    mark_undelivered(event)
    ticket = Ticket.objects.for_view("needs-me", ada).get()
    assert (ticket.state, ticket.solved_at) == (State.OPEN, None)
    assert not Solution.objects.standing().exists()
    page = signed_in(ada).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert page.count(f"The desk opened the ticket again: {why}") == 1


def test_it_comes_back_to_the_team_if_whoever_had_it_has_left(solved, ada, lee):
    ada.is_active = False
    ada.save()
    mark_undelivered(undelivered("message.bounced", solved))
    assert Ticket.objects.for_view("unassigned", lee).get().assignee is None


def test_a_later_reply_has_answered_already_so_the_ticket_stays_solved(sent, ada):
    ticket = Ticket.objects.get()
    actions.reply(
        ticket=ticket, by=ada, at=later(minutes=9), text="To your other address, then.",
        seen_message_id=ticket.last_inbound_id, then="solve",
    )  # fmt: skip
    mark_undelivered(undelivered("message.bounced", sent))
    assert Ticket.objects.get().state == State.SOLVED


def test_a_snoozed_ticket_wakes_if_its_last_reply_did_not_arrive(sent, ada):
    actions.snooze(ticket=Ticket.objects.get(), by=ada, at=later(minutes=5), until=later(days=30))
    mark_undelivered(undelivered("message.bounced", sent))
    ticket = Ticket.objects.for_view("needs-me", ada).get()
    assert (ticket.state, ticket.wakes_at) == (State.OPEN, None)
    assert Snooze.objects.get().why == "the last reply came back undelivered"


def test_it_sleeps_on_if_a_later_reply_has_answered(sent, ada):
    ticket = Ticket.objects.get()
    actions.reply(ticket=ticket, by=ada, at=later(minutes=9), text="To your other address.", seen_message_id=10**9)
    actions.snooze(ticket=ticket, by=ada, at=later(minutes=10), until=later(days=30))
    mark_undelivered(undelivered("message.bounced", sent))
    assert Ticket.objects.get().state == State.SNOOZED


def stopped(message: Message, by) -> Message:
    """A lead takes it back from the list of outgoing mail."""
    assert cancel(message.outgoing, by=by, at=later(seconds=4))
    (event,) = Event.objects.named("message.cancelled")
    tell_that_it_did_not_arrive(event)
    tell_that_it_did_not_arrive(event)
    return Message.objects.get(pk=message.pk)


def test_a_reply_that_a_lead_stops_says_so_and_opens_the_ticket_it_solved(solved, ada, lee, signed_in):
    stopped(solved, lee)
    ticket = Ticket.objects.for_view("needs-me", ada).get()
    assert (ticket.state, Solution.objects.standing().exists()) == (State.OPEN, False)
    page = signed_in(ada).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert page.count(f"{lee.name} stopped a message before it left") == 1
    assert "The desk opened the ticket again: the last reply was stopped before it left" in page
    assert " stopped</b>" in page


def test_a_reply_that_a_lead_stops_waits_on_us_again(sent, lee):
    stopped(sent, lee)
    assert Ticket.objects.get().state == State.OPEN


def test_a_stopped_reply_has_promised_nothing(ticket, ada, lee):
    sent = actions.reply(
        ticket=ticket, by=ada, at=NINE, text="I will call you back by Friday.", seen_message_id=ticket.last_inbound_id
    )
    replied = Event.objects.named("ticket.replied").get()
    read_what_a_reply_promises(replied)
    assert Commitment.objects.count() == 1
    stopped(sent, lee)
    read_what_a_reply_promises(Event.objects.named("ticket.reply_stopped").get())
    assert not Commitment.objects.exists()
    read_what_a_reply_promises(replied)
    assert not Commitment.objects.exists()


def test_taking_a_reply_back_oneself_is_no_failure(sent, ada):
    actions.undo_reply(message=sent, by=ada, at=later(seconds=4))
    tell_that_it_did_not_arrive(Event.objects.named("message.cancelled").get())
    sent.refresh_from_db()
    assert sent.failed_at is None
    assert not Event.objects.named("ticket.reply_stopped").exists()


def test_the_words_of_a_stopped_reply_can_still_be_taken_back(sent, ada, lee):
    stopped(sent, lee)
    assert actions.undo_reply(message=sent, by=ada, at=later(seconds=6)).text == "Hello"


def settled(name: str, message: Message, by) -> Event:
    """Somebody decides on the page of outgoing mail what becomes of it."""
    Outgoing.objects.filter(pk=message.outgoing_id).update(state="uncertain")
    decide = {"message.requeued": send_again, "message.marked_sent": mark_sent}[name]
    assert decide(message.outgoing, by=by, at=later(hours=2))
    return Event.objects.named(name).latest("pk")


@pytest.mark.parametrize(
    ("name", "told"), [("message.requeued", "ticket.reply_sent_again"), ("message.marked_sent", "ticket.reply_arrived")]
)
def test_once_somebody_saw_to_it_the_ticket_no_longer_says_so(sent, lee, name, told):
    mark_undelivered(undelivered("message.uncertain", sent))
    event = settled(name, sent, lee)
    tell_that_somebody_saw_to_it(event)
    tell_that_somebody_saw_to_it(event)
    sent.refresh_from_db()
    assert (sent.failed_at, sent.bounced_at, sent.bounce) == (None, None, {})
    assert Event.objects.named(told).get().by_id == lee.pk


@pytest.mark.parametrize("name", ["message.failed", "message.bounced"])
def test_a_second_failure_is_told_as_the_first_was(solved, ada, lee, name):
    mark_undelivered(undelivered(name, solved))
    tell_that_somebody_saw_to_it(settled("message.requeued", solved, lee))
    actions.solve(ticket=Ticket.objects.get(), by=ada, at=later(hours=2))
    mark_undelivered(undelivered(name, solved))
    assert Ticket.objects.get().state == State.OPEN
    assert Event.objects.named("ticket.reply_bounced", "ticket.reply_failed").count() == 2


def test_a_report_for_each_of_two_addresses_is_told_and_both_are_kept(sent):
    mark_undelivered(undelivered("message.bounced", sent, ["cleo@customer.example"]))
    mark_undelivered(undelivered("message.bounced", sent, ["jonas@customer.example"]))
    sent.refresh_from_db()
    assert sent.bounce["addresses"] == ["cleo@customer.example", "jonas@customer.example"]


def test_reactions_that_come_late_do_not_win(sent, lee):
    failed = undelivered("message.failed", sent)
    requeued = settled("message.requeued", sent, lee)
    mark_undelivered(failed)
    sent.refresh_from_db()
    assert sent.failed_at is None
    mark_undelivered(undelivered("message.failed", sent))
    tell_that_somebody_saw_to_it(requeued)
    sent.refresh_from_db()
    assert sent.failed_at is not None
