"""The standard that ships with a small reader of a few behaviours, and a conversation to judge."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from tests.small_packs import put_in_force, with_few
from whiteglove.learning.standards.actions.read_messages import read_ticket
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.desk import actions as desk

BEHAVIOURS = [
    ("greeting", "Greets", "any", "opening", r"\b(?:hello|dear)\b"),
    ("apology", "Apologises", "agent", "listening", r"\bsorry\b"),
    ("empathy", "Names the feeling", "agent", "listening", r"\bunderstand how\b"),
    ("done", "Has done it", "agent", "solution", r"\bi.?ve (?:cancelled|refunded)\b"),
    ("timeline", "Says when", "agent", "solution", r"\bby (?:friday|noon)\b"),
    ("thanks", "Thanks", "any", "conclusion", r"\bthanks?\b"),
    ("fault.blame", "Blames", "agent", "fault", r"\byou should have\b"),
    ("intent.billing", "Billing", "customer", "intent", r"\bcharged\b"),
    ("asks_manager", "Asks for a manager", "customer", "signal", r"\bmanager\b"),
    ("emotion.frustrated", "Frustrated", "customer", "emotion", r"\b(?:three times|fed up)\b"),
    ("emotion.satisfied", "Satisfied", "customer", "emotion", r"\bbrilliant\b"),
]
ASKED = "Hello. I have written three times now. I was charged twice for order 88213."
ANSWERED = (
    "Hello Cleo. I'm sorry that order 88213 was charged twice. I've refunded the second charge, it is back by Friday."
)


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def pack(tmp_path):
    """The standard and the scorecards that ship, with few behaviours."""
    return with_few(tmp_path / "small", BEHAVIOURS, "standards", "scorecards")


@pytest.fixture
def reads(db, pack, at, monkeypatch):
    """The small pack is in force, without weights: the reader goes by its rules, and likeness by words."""
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
def talk(ada, mailbox, cleo_amara, at):
    """`talk(asked, answered, by=ada)`: a conversation between Cleo and somebody, solved and read; gives the ticket."""

    def have(asked=ASKED, answered=ANSWERED, by=ada, days=0, then="solve"):
        start = at + timedelta(days=days)
        ticket = desk.open_ticket(customer=cleo_amara, by=by, at=start, subject="Charged twice", text=asked)
        if answered:
            desk.reply(ticket=ticket, by=by, at=start + timedelta(minutes=9), text=answered,
                       seen_message_id=ticket.last_inbound_id, then="wait")  # fmt: skip
        read_ticket(ticket=ticket.pk, at=start + timedelta(minutes=9))
        ticket.refresh_from_db()
        if then == "solve":
            desk.solve(ticket=ticket, by=by, at=start + timedelta(hours=1))
        return ticket

    return have


@pytest.fixture
def house(reads, ada, lee, talk, at):
    return SimpleNamespace(ada=ada, lee=lee, talk=talk, at=at + timedelta(hours=2), revision=reads)
