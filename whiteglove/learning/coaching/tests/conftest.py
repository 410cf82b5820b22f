"""Ada is coached by Lee under what ships; Cleo has a ticket that Ada answers. Monday 2 March 2026, office hours."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from whiteglove.ground.packs.actions import load_pack
from whiteglove.ground.packs.models import Revision
from whiteglove.learning.coaching.models import Talk
from whiteglove.learning.standards.actions import SHIPPED
from whiteglove.learning.standards.models import Reading
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.models import Message, Ticket

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
Wrote = Callable[..., Message]


@pytest.fixture
def programme(db, tmp_path: Path) -> Revision:
    """What ships about coaching, and nothing else of the pack."""
    folder = tmp_path / "coaching-only"
    shutil.copytree(SHIPPED / "coaching", folder / "coaching")
    shutil.copy(SHIPPED / "pack.yaml", folder / "pack.yaml")
    return load_pack(folder, by=None, at=NINE).revision


@pytest.fixture
def cleo_amara(db) -> Customer:
    return recognise(email="cleo@customer.example", name="Cleo Amara", at=NINE)


@pytest.fixture
def open_ticket(cleo_amara, support, ada) -> Callable[..., Ticket]:
    def opened(**more) -> Ticket:
        about = {"subject": "Charged twice", "customer": cleo_amara, "team": support, "assignee": ada,
                 "opened_at": NINE, "changed_at": NINE}  # fmt: skip
        return Ticket.objects.create(**about | more)

    return opened


@pytest.fixture
def wrote(programme) -> Wrote:
    """A message, and what the reader found in it: behaviours, each shown by the whole text."""

    def write(ticket: Ticket, by, text: str, *behaviours: str, at: datetime, emotion: str = "") -> Message:
        who = {"kind": "reply", "author": by} if by else {"kind": "inbound", "customer": ticket.customer}
        made = Message.objects.create(ticket=ticket, at=at, text=text, new_text=text, language="en", **who)
        found = [{"behaviour": one, "sentence": 0, "start": 0, "end": len(text), "quote": text, "score": 1.0,
                  "rung": "rule", "answer": ""} for one in (*behaviours, *([emotion] if emotion else []))]  # fmt: skip
        Reading.objects.create(message=made, version="1", revision=programme, sentences=[[0, len(text)]],
                               findings=found, emotion=emotion, at=at)  # fmt: skip
        return made

    return write


@pytest.fixture
def talk(programme, ada, lee) -> Talk:
    """A weekly check-in of Ada with Lee, planned for a week from now."""
    return Talk.objects.create(
        kind="weekly", slot="2026-W11", revision=programme, agent=ada, lead=lee, minutes=20, made_at=NINE,
        planned_for=NINE.replace(day=9, hour=10),
    )  # fmt: skip
