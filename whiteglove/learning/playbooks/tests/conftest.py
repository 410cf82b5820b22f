"""The six playbooks that ship, with the few behaviours a test can know by heart."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.small_packs import put_in_force, with_few
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.desk import actions as desk

BEHAVIOURS = [
    ("account_check", "Opens the account", "agent", "solution", r"\bopened your account\b"),
    ("process_explanation", "Explains", "agent", "solution", r"\beach line\b"),
    ("apology", "Apologises", "agent", "listening", r"\bsorry\b"),
    ("empathy", "Empathy", "agent", "listening", r"\btiring\b"),
    ("name_used", "Uses the name", "agent", "opening", r"\bcleo\b"),
    ("intent.billing", "Billing", "customer", "intent", r"\bcharged\b"),
    ("intent.account", "Account", "customer", "intent", r"\bmy address\b"),
    ("emotion.angry", "Angry", "customer", "emotion", r"\bfurious\b"),
]


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def later(at):
    """`later(5)`: five minutes after the customer wrote."""
    return lambda minutes: at + timedelta(minutes=minutes)


@pytest.fixture
def pack(tmp_path):
    return with_few(tmp_path / "small", BEHAVIOURS, "standards", "playbooks", "macros")


@pytest.fixture
def reads(db, pack, at, monkeypatch):
    """The small pack is in force, without weights: the reader goes by its rules."""
    return put_in_force(pack, at, monkeypatch)


@pytest.fixture
def mailbox(support) -> Account:
    return Account.objects.get_or_create(
        address="support@whiteglove.example", defaults={"name": "Support", "team": support, "is_default": True}
    )[0]


@pytest.fixture
def cleo_amara(db, at):
    return recognise(email="cleo@customer.example", name="Cleo Amara", at=at)


@pytest.fixture
def asks(ada, mailbox, cleo_amara, at, reads):
    """`asks("I was charged twice.")`: a ticket in which Cleo says so, read."""
    from whiteglove.learning.standards.actions.read_messages import read_ticket

    def ask(text: str):
        ticket = desk.open_ticket(customer=cleo_amara, by=ada, at=at, subject="A question", text=text)
        read_ticket(ticket=ticket.pk, at=at)
        return ticket

    return ask


@pytest.fixture
def says(ada, later):
    """`says(ticket, "Sorry.", 5)`: Ada replies five minutes later, and it is read."""
    from whiteglove.learning.standards.actions.read_messages import read_ticket

    def say(ticket, text: str, minute: int):
        ticket.refresh_from_db()
        message = desk.reply(ticket=ticket, by=ada, at=later(minute), text=text, seen_message_id=ticket.last_inbound_id)
        read_ticket(ticket=ticket.pk, at=later(minute))
        return message

    return say
