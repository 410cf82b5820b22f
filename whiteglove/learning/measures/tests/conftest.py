"""What counting's tests start from: the desk's mailbox and customer."""

from datetime import UTC, datetime, timedelta

import pytest

from whiteglove.ground.events import log
from whiteglove.ground.lib import clock
from whiteglove.learning.measures import actions
from whiteglove.learning.measures.models import Progress
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk import before_solving
from whiteglove.service.desk.actions import judge_clocks
from whiteglove.service.desk.models import Ticket

NINE = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
DONE = datetime(2027, 1, 1, tzinfo=UTC)


def later(**span) -> datetime:
    return NINE + timedelta(**span)


@pytest.fixture(autouse=True)
def _fresh_rules(monkeypatch):
    """Rules read anew; and a test sees its own events, which on PostgreSQL aren't settled until it is rolled back."""
    monkeypatch.setattr(before_solving, "_guards", [])  # what is asked before solving isn't looked at here
    monkeypatch.setitem(log.SETTLED, "postgresql", "(1=1)")
    judge_clocks._rules.cache_clear()


@pytest.fixture
def cleo_amara(db):
    return recognise(email="cleo@customer.example", name="Cleo Amara", at=NINE)


@pytest.fixture
def mailbox(support) -> Account:
    about = {"name": "Support", "team": support, "is_default": True}
    return Account.objects.get_or_create(address="support@whiteglove.example", defaults=about)[0]


@pytest.fixture
def write(ada, mailbox, cleo_amara):
    """`write(at)` is a new matter of Cleo's."""

    def made(at=NINE, kind="billing", **more) -> Ticket:
        about = {"customer": cleo_amara, "by": ada, "subject": "Charged twice", "text": "I was charged twice."} | more
        return desk.open_ticket(at=at, kind=kind, **about)

    return made


def answer(ticket: Ticket, by, at, then="wait"):
    ticket.refresh_from_db()
    to = [{"name": "Cleo", "address": "cleo@customer.example"}]
    seen = {"seen_message_id": ticket.last_inbound_id, "seen_version": ticket.version}
    return desk.reply(ticket=ticket, by=by, at=at, text="Hello Cleo, it is on its way.", then=then, to=to, **seen)


def count_all() -> None:
    """Work off the log, and what was there before it was followed."""
    actions.follow(at=max(DONE, clock.now()))
    while not Progress.objects.get().complete:
        actions.follow(at=DONE)
