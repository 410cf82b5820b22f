"""A copy of the standard that ships, to change; and a small pack whose behaviours a test can know by heart."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.small_packs import put_in_force, with_few
from whiteglove.learning.standards.actions import SHIPPED
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.desk import actions as desk

BEHAVIOURS = [
    ("greeting", "Greets", "any", "opening", r"\b(?:hello|dear)\b"),
    ("apology", "Apologises", "agent", "listening", r"\bsorry\b"),
    ("timeline", "Says when", "agent", "solution", r"\bby (?:friday|noon)\b"),
    ("asks_manager", "Asks for a manager", "customer", "signal", r"\b(?:manager|supervisor)\b"),
    ("churn_threat", "Thinks of leaving", "customer", "signal", r"\bleav(?:e|ing)\b"),
    ("still_unsatisfied", "Still not satisfied", "customer", "signal", r"\bnot good enough\b"),
    ("repeat_contact", "Has contacted before", "customer", "signal", r"\bi (?:write|wrote|called)\b"),
    ("fault.blame", "Blames", "agent", "fault", r"\byou should have\b"),
    ("emotion.frustrated", "Frustrated", "customer", "emotion", r"\b(?:three times|fed up)\b"),
    ("emotion.satisfied", "Satisfied", "customer", "emotion", r"\bbrilliant\b"),
]
PROCESS = """\
- id: contact
  name: Contact
  activities:
    - id: opening
      name: Opening
      steps:
        - {id: greet, p: P1, name: Greet the customer, says: They know somebody is there., reader: [greeting]}
        - {id: apologise, p: P2, name: Say sorry, says: They hear that it matters., reader: [apology]}
- id: solution
  name: Solution
  activities:
    - id: expectations
      name: Expectations
      steps:
        - {id: when, p: P3, name: Say when, says: They can plan., reader: [timeline]}
- id: conclusion
  name: Conclusion
  activities:
    - id: closing
      name: Closing
      steps:
        - {id: solve, p: P4, name: Solve the ticket, says: It is done., events: [ticket.solved]}
"""


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def fork(tmp_path) -> Path:
    shutil.copytree(SHIPPED, tmp_path / "ours")
    return tmp_path / "ours"


@pytest.fixture
def small_pack(tmp_path) -> Path:
    """The standard that ships, with ten behaviours and a process of four steps."""
    folder = with_few(tmp_path / "small", BEHAVIOURS, "standards")
    (folder / "standards" / "process.yaml").write_text(PROCESS)
    return folder


@pytest.fixture
def reads(db, small_pack, at, monkeypatch):
    """The small pack is in force, without weights: the reader goes by its rules."""
    return put_in_force(small_pack, at, monkeypatch)


@pytest.fixture
def mailbox(support) -> Account:
    return Account.objects.get_or_create(
        address="support@whiteglove.example", defaults={"name": "Support", "team": support, "is_default": True}
    )[0]


@pytest.fixture
def cleo_amara(db, at):
    return recognise(email="cleo@customer.example", name="Cleo Amara", at=at)


@pytest.fixture
def ticket(ada, mailbox, cleo_amara, at):
    """Charged twice, in Ada's and Lee's team."""
    text = "Hello. I have written three times now. I was charged twice."
    return desk.open_ticket(customer=cleo_amara, by=ada, at=at, subject="Charged twice", text=text)
