"""Customers are brought together while their mail is being filed: neither waits for the other in a circle."""

import sys
import threading

import pytest
from django.db import connection

from tests.at_once import at_once
from whiteglove.service.channels.actions.process import process
from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.customers.actions import merge
from whiteglove.service.desk.actions import file_arrival  # noqa: F401  its module is taken by name below
from whiteglove.service.desk.models import Message

from .conftest import NINE, later, raw_mail

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs PostgreSQL"),
]
merging = sys.modules["whiteglove.service.customers.actions.merge"]
filing = sys.modules["whiteglove.service.desk.actions.file_arrival"]
AT_MOST = 1  # second until one of them goes on without the other


def test_merging_waits_for_the_mail_that_is_just_being_filed(arrive, admin, mailbox, monkeypatch):
    assert connection.vendor == "postgresql"
    first = arrive(text="One")
    jonas = arrive(text="Two", sender="Jonas Weber <jonas@weber.example>", subject="Mine").customer
    filed, locked = threading.Event(), threading.Event()
    written, kept = filing.written, merging._kept

    def write(*args, **given):
        """Under the ticket's lock."""
        filed.set()
        locked.wait(AT_MOST)
        return written(*args, **given)

    def keep(*args):
        """Under the customers' locks."""
        locked.set()
        return kept(*args)

    monkeypatch.setattr(filing, "written", write)
    monkeypatch.setattr(merging, "_kept", keep)
    raw = raw_mail(text="Again", message_id="<again@customer.example>", in_reply_to=first.message_id)
    arrival = receive(raw, account=mailbox, at=NINE)

    def bring_together():
        filed.wait(10)
        return merge(source=first.customer, target=jonas, by=admin, at=later(minutes=1))

    file, made = at_once(lambda: process(arrival.pk, NINE).state, bring_together)
    assert (file, made.target) == ("filed", jonas)
    assert Message.objects.get(arrival=arrival).ticket.customer == jonas
