"""What the portal's tests start from: a mailbox, Cleo and Jonas as customers, her ticket, and her browser."""

import re
from datetime import UTC, datetime

import pytest
from django.core import mail
from django.test import Client

from whiteglove.ground.lib import clock
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk import actions
from whiteglove.service.desk.actions import judge_clocks
from whiteglove.service.desk.models import Message, Ticket

NINE = datetime(2026, 3, 3, 9, 14, tzinfo=UTC)
CLEO, JONAS = "cleo@customer.example", "jonas@northwind.example"


@pytest.fixture(autouse=True)
def _house(settings, monkeypatch):
    """Reactions and filing at once, letters into `mail.outbox`, and nine o'clock."""
    settings.INLINE_REACTIONS = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setattr(clock, "now", lambda: NINE)
    judge_clocks._rules.cache_clear()


@pytest.fixture
def mailbox(support) -> Account:
    return Account.objects.get_or_create(
        address="support@whiteglove.example", defaults={"name": "Support", "team": support, "is_default": True}
    )[0]


@pytest.fixture
def cleo_amara(db) -> Customer:
    return recognise(email=CLEO, name="Cleo Amara", at=NINE)


@pytest.fixture
def jonas(db) -> Customer:
    return recognise(email=JONAS, name="Jonas Weber", at=NINE)


def opened(customer: Customer, by, subject: str, text: str) -> Ticket:
    return actions.open_ticket(customer=customer, by=by, at=NINE, subject=subject, text=text)


@pytest.fixture
def ticket(ada, mailbox, cleo_amara) -> Ticket:
    return opened(cleo_amara, ada, "Charged twice", "I was charged twice.")


@pytest.fixture
def of_jonas(ada, mailbox, jonas) -> Ticket:
    return opened(jonas, ada, "A broken lamp", "The lamp came broken.")


def link_for(email: str, about: str = "") -> str:
    """The way into the portal from the letter this address gets."""
    mail.outbox.clear()
    assert Client().post(f"/my/sign-in/{about}", {"email": email}).status_code == 200
    return re.search(r"/my/in/[^/]+/\S*", mail.outbox[0].body)[0]


@pytest.fixture
def visiting(db):
    """`visiting(CLEO)` is a browser in which whoever has this address has come in."""

    def come_in(email: str) -> Client:
        browser = Client()
        assert browser.post(link_for(email)).status_code == 302
        return browser

    return come_in


def answered(ticket: Ticket, by, text: str, **more) -> Message:
    """An answer that has left."""
    ticket.refresh_from_db()
    said = actions.reply(ticket=ticket, by=by, at=NINE, text=text, seen_message_id=ticket.last_inbound_id, **more)
    said.outgoing.state = "sent"
    said.outgoing.save(update_fields=["state"])
    return said
