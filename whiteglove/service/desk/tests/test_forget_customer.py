"""Erasing a customer reaches every word of their conversations."""

import pytest

from whiteglove.service.channels.models import Arrival, Blob, Outgoing
from whiteglove.service.customers.actions import erase, export_customer
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Attachment, Message, Ticket
from whiteglove.service.desk.search import find
from whiteglove.service.desk.tests.conftest import later

pytestmark = pytest.mark.django_db
PICTURE = ("bill.png", b"\x89PNG a photograph of the bill", "")


@pytest.fixture
def talked(arrive, ada, mailbox):
    """Cleo wrote with a file, Ada answered and noted."""
    first = arrive(text="I was charged twice for order 88213.", files=[PICTURE])
    ticket = first.ticket
    actions.reply(ticket=ticket, by=ada, at=later(minutes=5), text="Hello Cleo", seen_message_id=first.pk)
    actions.note(ticket=ticket, by=ada, at=later(minutes=6), text="Cleo sounds worried")
    return ticket


def test_nothing_she_said_or_was_told_stays(talked, admin):
    cleo = talked.customer
    row = erase(customer=cleo, by=admin, at=later(days=1))
    assert row.removed["desk"] == Message.objects.count() >= 3
    kept = (
        str(list(Message.objects.values())) + str(list(Ticket.objects.values())) + str(list(Arrival.objects.values()))
    )
    kept += str(list(Outgoing.objects.values()))
    for word in ("88213", "Hello Cleo", "worried", "cleo@customer.example", "Charged twice", "Amara"):
        assert word not in kept
    assert not Attachment.objects.exists()
    assert {blob.content for blob in Blob.objects.all()} == {b""}


def test_nobody_finds_it_by_searching(talked, admin):
    assert find(admin, "88213", size=5).rows
    erase(customer=talked.customer, by=admin, at=later(days=1))
    assert not find(admin, "88213", size=5).rows and not find(admin, "worried", size=5).rows


def test_what_has_not_left_never_will(talked, admin):
    erase(customer=talked.customer, by=admin, at=later(minutes=5, seconds=5))
    assert not Outgoing.objects.filter(state="queued").exists()


def test_somebody_elses_conversation_and_the_bytes_they_share_stay(talked, admin, arrive):
    other = arrive(
        text="Same bill here, order 77001.",
        sender="Jonas Weber <jonas@weber.example>",
        files=[PICTURE],
        subject="My bill",
    )
    erase(customer=talked.customer, by=admin, at=later(days=1))
    other.refresh_from_db()
    assert "77001" in other.text and other.attachments.get().blob.content == PICTURE[1]
    assert find(admin, "77001", size=5).rows


def test_the_ticket_and_who_did_what_stay(talked, admin, ada):
    erase(customer=talked.customer, by=admin, at=later(days=1))
    kept = Ticket.objects.get(pk=talked.pk)
    assert kept.message_count and kept.messages.filter(author=ada).count() == 2


def test_the_export_holds_the_conversations(talked, admin):
    whole = export_customer(customer=talked.customer, by=admin, at=later(days=1))
    assert "88213" in str(whole["desk"]) and {line["what"] for line in whole["desk"]} >= {"ticket", "message", "file"}
