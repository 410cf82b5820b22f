"""Mail is filed in few statements: every one of them is waited for in the busiest hour."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from whiteglove.service.channels.actions.process import process
from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.desk.models import Message

AT = datetime(2026, 11, 20, 10, 1, tzinfo=UTC)
# One of each is the delivery to the reaction that reads what was written. PostgreSQL searches in a single table, and
# takes the next place in the order of time while it writes there.
NEW_TICKET, FOLLOW_UP, RECEIVED = 25, 31, 3
LETTER = """From: Cleo Amara <cleo@customer.example>
To: support@whiteglove.example
Subject: Two payments
Message-ID: <{number}@customer.example>
{more}Date: Fri, 20 Nov 2026 10:00:00 +0000

Hello, I was charged twice for my order of the kettle. Please help me with this.
"""


def letter(number: int, more: str = "") -> bytes:
    return LETTER.format(number=number, more=more).encode()


def statements(captured: CaptureQueriesContext) -> list[str]:
    """Without those that only open and close transactions and savepoints, or look whether the connection lives."""
    alike = re.compile(r"BEGIN|COMMIT|SAVEPOINT|RELEASE|NOTIFY")
    return [query["sql"] for query in captured.captured_queries if not alike.match(query["sql"])]


def counted(work) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(statements(captured))


def spared() -> int:
    return 2 * (connection.vendor == "postgresql")


@pytest.fixture
def arrive(mailbox):
    """Receives a letter and files it; gives how many statements each took."""

    def take(raw: bytes) -> tuple[int, int]:
        kept = []
        receiving = counted(lambda: kept.append(receive(raw, account=mailbox, at=AT)))
        return receiving, counted(lambda: process(kept[0].pk, AT))

    return take


def test_receiving_takes_three_statements(arrive):
    assert arrive(letter(1))[0] == RECEIVED


def test_a_new_ticket_takes_few_statements(arrive):
    arrive(letter(1))  # the first mail of a process also reads what the next ones know
    assert arrive(letter(2))[1] <= NEW_TICKET - spared()
    assert Message.objects.filter(kind="automatic").count() == 2


def test_a_follow_up_takes_few_statements(arrive):
    arrive(letter(1))
    assert arrive(letter(2, "In-Reply-To: <1@customer.example>\n"))[1] <= FOLLOW_UP - spared()
    assert Message.objects.filter(kind="inbound").values("ticket").distinct().count() == 1
