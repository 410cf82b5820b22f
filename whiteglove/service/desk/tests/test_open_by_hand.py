"""A ticket opened by us, after a call, say."""

import pytest
from django.urls import reverse

from whiteglove.service.customers.models import Customer
from whiteglove.service.customers.queries import listed
from whiteglove.service.desk import actions
from whiteglove.service.desk.errors import Refused

from .conftest import NINE, later

pytestmark = pytest.mark.django_db


def test_a_call_counts_as_a_contact_and_brings_the_customer_to_the_top(ada, cleo_amara):
    Customer.objects.create(name="Jonas Weber", since=NINE, last_contact_at=later(days=1))
    call = {"customer": cleo_amara, "by": ada, "subject": "By telephone"}
    actions.open_ticket(**call, at=later(days=2), text="Where is my parcel?")
    cleo_amara.refresh_from_db()
    assert (cleo_amara.contacts, cleo_amara.last_contact_at) == (1, later(days=2))
    assert listed(ada).rows[0] == cleo_amara


def test_a_ticket_without_their_words_is_no_contact(ada, cleo_amara):
    actions.open_ticket(customer=cleo_amara, by=ada, at=later(days=2), subject="To be called back")
    cleo_amara.refresh_from_db()
    assert (cleo_amara.contacts, cleo_amara.last_contact_at) == (0, NINE)


def test_a_refused_ticket_leaves_no_customer_behind(ada, signed_in, monkeypatch):
    def refused(**given):
        raise Refused("Open tickets in one of your own teams.")

    monkeypatch.setattr(actions, "open_ticket", refused)
    given = {"email": "fatou@diop.example", "name": "Fatou Diop", "subject": "Invoice", "priority": "normal"}
    page = signed_in(ada).post(reverse("desk:new"), given)
    assert page.status_code == 422 and "one of your own teams" in page.content.decode()
    assert not Customer.objects.exists()
