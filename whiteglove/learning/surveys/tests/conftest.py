"""A desk that asks: the surveys that ship are in force, and a ticket of Cleo's that Ada has answered and solved."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.ground.packs.actions import load_pack
from whiteglove.ground.packs.models import Revision
from whiteglove.learning.standards.actions import SHIPPED
from whiteglove.learning.surveys.actions import ask_due, plan
from whiteglove.learning.surveys.models import Survey
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.models import Ticket

# A Tuesday, within office hours.
NINE = datetime(2026, 3, 3, 9, tzinfo=UTC)
SOLVED = NINE + timedelta(hours=1)
ASKED = NINE + timedelta(hours=2)


def later(**span: float) -> datetime:
    return ASKED + timedelta(**span)


@pytest.fixture
def surveys_pack(tmp_path) -> Path:
    """The surveys that ship and nothing else, to change."""
    folder = tmp_path / "asks"
    shutil.copytree(SHIPPED / "surveys", folder / "surveys")
    shutil.copy(SHIPPED / "pack.yaml", folder / "pack.yaml")
    return folder


@pytest.fixture
def asks(db, surveys_pack) -> Revision:
    return load_pack(surveys_pack, by=None, at=NINE - timedelta(days=1)).revision


@pytest.fixture
def mailbox(support) -> Account:
    return Account.objects.get_or_create(
        address="support@whiteglove.example", defaults={"name": "Support", "team": support, "is_default": True}
    )[0]


@pytest.fixture
def cleo_amara(db) -> Customer:
    return recognise(email="cleo@customer.example", name="Cleo Amara", at=NINE)


def opened(customer: Customer, by, at: datetime = NINE, **more) -> Ticket:
    about = {"subject": "Charged twice", "text": "I was charged twice."} | more
    return desk.open_ticket(customer=customer, by=by, at=at, **about)


def replied(ticket: Ticket, by, at: datetime, text: str = "Your money is on its way.") -> None:
    desk.reply(ticket=ticket, by=by, at=at, text=text, seen_message_id=ticket.last_inbound_id, then="wait")


def solved(ticket: Ticket, by, at: datetime = SOLVED, **more) -> Event:
    desk.solve(ticket=ticket, by=by, at=at, **more)
    return Event.objects.filter(name="ticket.solved", subject_id=ticket.pk).latest("id")


@pytest.fixture
def ticket(asks, ada, mailbox, cleo_amara) -> Ticket:
    """Answered by Ada, who has it."""
    made = opened(cleo_amara, ada)
    desk.take(ticket=made, by=ada, at=NINE)
    replied(made, ada, NINE)
    return made


@pytest.fixture
def planned(ticket, ada) -> Survey:
    return plan(solved(ticket, ada))


@pytest.fixture
def asked(planned) -> Survey:
    """The mail is on its way."""
    ask_due(ASKED)
    planned.refresh_from_db()
    assert planned.asked_at == ASKED, planned.why
    return planned
