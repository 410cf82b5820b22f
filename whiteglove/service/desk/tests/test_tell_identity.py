"""A confirmed identity is a line of the conversation in which it happened."""

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.service.customers import actions as customers
from whiteglove.service.desk import queries, reactions

from .conftest import later

pytestmark = pytest.mark.django_db


def lines(ticket, person) -> list[str]:
    return [line.sentence for line in queries.conversation(ticket, person).lines if line.event]


def confirm(customer, by, ticket: int | None, how: str = "order_number") -> None:
    customers.verify(customer=customer, by=by, at=later(minutes=38), how=how, detail="her cat", ticket=ticket)
    event = Event.objects.named("customer.verified").latest("id")
    reactions.tell_that_the_identity_is_confirmed(event)
    reactions.tell_that_the_identity_is_confirmed(event)


def test_it_is_told_once_with_how(ticket, ada, cleo_amara):
    confirm(cleo_amara, ada, ticket.pk)
    told = [line for line in lines(ticket, ada) if "identity" in line]
    assert told == ["identity confirmed by order number and postcode"]


def test_what_somebody_typed_stays_with_the_customer(ticket, ada, cleo_amara):
    confirm(cleo_amara, ada, ticket.pk, how="other")
    assert "identity confirmed by other means" in lines(ticket, ada)


def test_on_the_customers_page_no_conversation_is_concerned(ticket, ada, cleo_amara):
    confirm(cleo_amara, ada, None)
    assert not [line for line in lines(ticket, ada) if "identity" in line]


def test_a_strangers_ticket_is_not_told(ticket, ada, fatou_diop):
    confirm(fatou_diop, ada, ticket.pk)
    assert not [line for line in lines(ticket, ada) if "identity" in line]


@pytest.fixture
def fatou_diop(db):
    return customers.recognise(email="fatou@customer.example", name="Fatou Diop", at=later())
