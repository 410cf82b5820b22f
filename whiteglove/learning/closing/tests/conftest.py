"""A small pack whose behaviours a test knows by heart, with two questions of each sort; Cleo's ticket, answered."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from whiteglove.ground.events.work import run_pending
from whiteglove.learning.standards.actions import load_standard
from whiteglove.learning.standards.coach_situation import here_now, memory
from whiteglove.learning.standards.tests.conftest import (  # noqa: F401  fixtures
    at,
    cleo_amara,
    mailbox,
    reads,
    small_pack,
    ticket,
)
from whiteglove.service.channels.actions.process import process
from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.actions import judge_clocks
from whiteglove.service.desk.models import Message, Ticket

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
SELF_CHECK = """\
mode: {mode}
unless: [unanswered]
cause_words: [cause]
questions:
  - id: timeline
    g: G93
    name: Timeline
    asks: Do they know when?
    hint: Name a day.
    shown_by: {{agent: [timeline]}}
  - id: satisfied
    name: Satisfied
    asks: Are they content?
    shown_by: {{agent: [apology], customer_last: [emotion.satisfied]}}
    against: [still_unsatisfied]
    unmet: warn
  - id: documented
    name: Documented
    unmet: warn
    asks: Is it written down?
    shown_by: {{facts: [noted, kind_set]}}
  - id: follow_up
    name: Follow-up
    asks: Who asks again?
    shown_by: {{facts: [follow_up_planned]}}
    only_if: [complex]
    spared: Nothing needs one
"""
FOLLOW_UP = """\
quiet_days: 14
rules:
  - {id: complaint, name: After a complaint, after: 3, kinds: [complaint]}
all_well: {shown_by: [emotion.satisfied], beside: [greeting], said: ["yes"], thanks: [thank you], unless: [but]}
letter:
  en: "Hello {name}, is “{subject}” still all right? {agent}"
  fr: "Bonjour {name}, est-ce que « {subject} » va toujours bien ? {agent}"
"""
UPDATES = "words: {en: 'Hello {name}, a word on “{subject}”:'}\n"


def later(**span: int) -> datetime:
    return MONDAY + timedelta(**span)


@pytest.fixture(autouse=True)
def _fresh():
    """A rolled-back test leaves no trace in the database, and none here."""
    judge_clocks._rules.cache_clear()
    here_now.clear()
    memory.clear()


@pytest.fixture
def closing_in(reads, small_pack: Path):  # noqa: F811
    """`closing_in("block")` puts the small pack in force with questions that hold up."""

    def load(mode: str):
        folder = small_pack / "closing"
        folder.mkdir(exist_ok=True)
        (folder / "self_check.yaml").write_text(SELF_CHECK.format(mode=mode))
        (folder / "follow_up.yaml").write_text(FOLLOW_UP)
        (folder / "updates.yaml").write_text(UPDATES)
        return load_standard(by=None, at=MONDAY + timedelta(minutes=1), path=small_pack).revision

    return load


@pytest.fixture
def warns(closing_in):
    return closing_in("warn")


@pytest.fixture
def answered(ticket, ada) -> Ticket:  # noqa: F811
    """Ada has answered, without a word of when or of sorrow."""
    say(ticket, ada, "The second payment is void.")
    return ticket


def say(ticket: Ticket, by, text: str, then: str = "", **more):  # noqa: F811
    ticket.refresh_from_db()
    return desk.reply(
        ticket=ticket, by=by, text=text, seen_message_id=ticket.last_inbound_id, seen_version=ticket.version,
        then=then, **{"at": later(hours=1)} | more,
    )  # fmt: skip


@pytest.fixture
def arrives(answered, mailbox):  # noqa: F811
    """`arrives("…")` is a mail of Cleo's in the thread of her ticket, filed and read."""
    numbers = iter(range(1, 100))

    def put(text: str, after: int = 90):
        sent = Message.objects.filter(ticket=answered).exclude(message_id="").latest("pk")
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "Cleo Amara <cleo@customer.example>", mailbox.address, "Re: Charged"
        mail["Message-ID"], mail["In-Reply-To"] = f"<c{next(numbers)}@customer.example>", sent.message_id
        mail.set_content(text)
        arrival = process(receive(mail.as_bytes(), account=mailbox, at=later(minutes=after)).pk, later(minutes=after))
        run_pending()
        answered.refresh_from_db()
        return Message.objects.get(pk=arrival.outcome["message"])

    return put
