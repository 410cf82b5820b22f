"""Two hands at one promise: confirmed twice is once, and kept or let go is one of them."""

from datetime import timedelta

import pytest
from django.db import connection  # noqa: F401  the mark below asks for it

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.work import run_pending
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.desk import actions
from whiteglove.service.desk.actions import commitment as verbs
from whiteglove.service.desk.actions.watch_commitments import read_promises, watch_due
from whiteglove.service.desk.models import Commitment, Stage, Ticket

from .conftest import NINE
from .test_concurrency import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs PostgreSQL"),
]


@pytest.fixture
def promise(ada, support) -> Commitment:
    Account(name="Support", address="support@whiteglove.example", team=support, is_default=True).save()
    cleo = recognise(email="cleo@customer.example", name="Cleo Amara", at=NINE)
    ticket = actions.open_ticket(customer=cleo, by=ada, at=NINE, subject="Kettle", text="x")
    actions.reply(
        ticket=ticket, by=ada, at=NINE, text="I'll call you back tomorrow.", seen_message_id=ticket.last_inbound_id
    )
    run_pending(raising=True)
    return Commitment.objects.get()


def again(promise: Commitment) -> Commitment:
    return Commitment.objects.select_related("ticket").get(pk=promise.pk)


def told(name: str) -> int:
    return Event.objects.filter(name=f"commitment.{name}").count()


def test_confirming_twice_at_once_is_once(promise, ada, lee):
    at_once(*(lambda who=who: verbs.confirm(commitment=again(promise), by=who, at=NINE) for who in (ada, lee) * 3))
    assert (again(promise).state, told("confirmed")) == (Stage.OPEN, 1)


def test_reading_one_reply_twice_at_once_offers_its_promise_once(promise):
    Commitment.objects.all().delete()
    event = Event.objects.get(name="ticket.replied")
    at_once(*(lambda: read_promises(event) for _ in range(4)))
    assert Commitment.objects.count() == 1


def test_two_watchers_remind_and_break_once(promise, ada):
    verbs.confirm(commitment=promise, by=ada, at=NINE)
    late = promise.due_at + timedelta(minutes=5)
    at_once(*(lambda: watch_due(at=late) for _ in range(3)))
    assert (told("reminded"), told("broken")) == (1, 1)


def test_keeping_and_letting_go_at_once_counts_the_ticket_right(promise, ada, lee):
    at_once(
        lambda: verbs.keep(commitment=again(promise), by=ada, at=NINE),
        lambda: verbs.dismiss(commitment=again(promise), by=lee, at=NINE),
    )
    assert again(promise).state in (Stage.KEPT, Stage.DISMISSED)
    assert Ticket.objects.get().promised == 0
