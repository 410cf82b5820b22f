"""Signals go with their messages when tickets are merged, and come back with them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from whiteglove.ground.events import work
from whiteglove.learning.standards.actions import deny_signal, read_ticket
from whiteglove.learning.standards.models import Reading, Signal
from whiteglove.service.customers.actions import erase, recognise
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.models import Message, Ticket

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
MANAGER = "Your manager, please."


@pytest.fixture
def another(ada, mailbox, cleo_amara, at):
    """Cleo's second ticket about the same matter."""
    return desk.open_ticket(customer=cleo_amara, by=ada, at=at, subject="Charged twice again", text="Hello again.")


@pytest.fixture
def says(cleo_amara, at):
    """`says(ticket, text)`: Cleo writes it, and it is read."""

    def write(ticket, text: str) -> Message:
        made = Message.objects.create(ticket=ticket, kind="inbound", customer=cleo_amara, at=at, text=text)
        read_ticket(ticket=ticket.pk, at=at)
        return made

    return write


@pytest.fixture
def merge(lee, at):
    def both(source, into) -> None:
        desk.merge(source=source, into=into, by=lee, at=at + MINUTE)
        work.run_pending(raising=True)

    return both


@pytest.fixture
def unmerge(lee, at):
    def apart(source) -> None:
        desk.unmerge(source=source, by=lee, at=at + 2 * MINUTE)
        work.run_pending(raising=True)

    return apart


@pytest.fixture
def jonas_wrote(ada, mailbox, at):
    """Another customer's ticket, read."""
    jonas = recognise(email="jonas@weber.example", name="Jonas Weber", at=at)
    made = desk.open_ticket(customer=jonas, by=ada, at=at, subject="Prices", text="Give me your manager at once!")
    read_ticket(ticket=made.pk, at=at)
    return made


def standing() -> list[tuple[str, int]]:
    return list(Signal.objects.standing().order_by("id").values_list("name", "ticket_id"))


def test_a_signal_follows_its_message_into_a_merge_and_back(reads, ticket, another, says, merge, unmerge):
    says(ticket, MANAGER)
    merge(ticket, another)
    assert standing() == [("asks_manager", another.pk)]
    unmerge(ticket)
    assert standing() == [("asks_manager", ticket.pk)]


def test_it_is_read_and_denied_on_the_ticket_that_lives_on(reads, ticket, another, says, merge, lee, signed_in):
    says(ticket, MANAGER)
    merge(ticket, another)
    browser, page = signed_in(lee), reverse("desk:ticket", args=[another.pk])
    assert "The customer asks for a manager" in browser.get(page).content.decode()
    assert f"{page}#m" in browser.get("/standard/signals/").content.decode()
    browser.delete(f"/standard/signals/{Signal.objects.get().pk}/")
    assert "The customer asks for a manager" not in browser.get(page).content.decode()


def test_what_stands_or_was_denied_on_either_counts_in_both(reads, ticket, another, says, merge, ada, at):
    says(ticket, MANAGER + " I am leaving you.")
    deny_signal(signal=Signal.objects.get(name="churn_threat"), by=ada, at=at)
    merge(ticket, another)
    says(another, "I said: your manager!")
    assert standing() == [("asks_manager", another.pk)]
    says(another, "I am leaving.")
    assert standing()[1:] == [("churn_threat", another.pk)]


def test_it_counts_before_the_signal_has_followed(reads, ticket, another, says, lee, at):
    says(ticket, MANAGER)
    desk.merge(source=ticket, into=another, by=lee, at=at + MINUTE)
    says(another, "I said: your manager!")
    assert Signal.objects.standing().count() == 1


def test_still_not_satisfied_once_in_each_counts_while_they_are_one(reads, ticket, another, says, merge, unmerge):
    says(ticket, "That is not good enough. Your manager!")
    says(another, "This is not good enough.")
    assert standing() == [("asks_manager", ticket.pk)]
    merge(ticket, another)
    assert standing() == [("asks_manager", another.pk), ("still_unsatisfied", another.pk)]
    unmerge(ticket)
    assert standing() == [("asks_manager", ticket.pk)]


def test_said_twice_in_one_it_stays_there_when_they_part(reads, ticket, another, says, merge, unmerge):
    says(ticket, "That is not good enough.")
    says(ticket, "This is not good enough.")
    says(another, "Not good enough, I say.")
    merge(ticket, another)
    unmerge(ticket)
    assert standing() == [("still_unsatisfied", ticket.pk)]


def test_what_counts_by_its_own_words_stays_when_they_part(reads, ticket, another, says, merge, unmerge):
    says(ticket, "I wrote to you three times.")
    merge(ticket, another)
    unmerge(ticket)
    assert standing() == [("repeat_contact", ticket.pk)]


def test_an_open_page_hears_that_its_signals_came(reads, ticket, another, says, merge):
    from whiteglove.ground.events.models import Event

    says(ticket, MANAGER)
    merge(ticket, another)
    heard = Event.objects.filter(name="reading.followed").order_by("subject_id")
    assert [one.subject for one in heard] == [f"reading:{ticket.pk}", f"reading:{another.pk}"]


def read_of() -> set[str]:
    return set(Reading.objects.values_list("message__customer__name", flat=True))


def test_erasing_reaches_what_was_read_where_it_lies_now_and_no_further(
    reads, ticket, jonas_wrote, says, merge, admin, at
):
    says(ticket, MANAGER)
    merge(ticket, jonas_wrote)
    erase(customer=ticket.customer, by=admin, at=at + 2 * MINUTE)
    assert read_of() == {"Jonas Weber"} and [pk for _, pk in standing()] == [jonas_wrote.pk]


def test_erasing_whose_ticket_it_lives_on_in_leaves_what_was_read(reads, ticket, jonas_wrote, says, merge, admin, at):
    says(ticket, MANAGER)
    merge(ticket, jonas_wrote)
    erase(customer=jonas_wrote.customer, by=admin, at=at + 2 * MINUTE)
    assert read_of() == {"Cleo Amara"} and standing() == [("asks_manager", jonas_wrote.pk)]


def test_a_reading_of_what_was_written_to_them_alone_is_erased_with_it(
    reads, ticket, jonas_wrote, merge, ada, admin, at
):
    desk.see(ticket=ticket, by=ada, at=at)
    merge(ticket, jonas_wrote)
    to = {"to": [{"name": "Cleo Amara", "address": "cleo@customer.example"}], "cc": []}
    said = {"ticket": Ticket.objects.get(pk=jonas_wrote.pk), "by": ada, "at": at + MINUTE, "text": "I am sorry, Cleo."}
    reply = desk.reply(**said, **to, seen_message_id=jonas_wrote.last_inbound_id)
    read_ticket(ticket=jonas_wrote.pk, at=at)
    assert Reading.objects.filter(message=reply).exists()
    erase(customer=ticket.customer, by=admin, at=at + 2 * MINUTE)
    assert not Reading.objects.filter(message=reply).exists()
