"""Erasing a customer reaches every word of their conversations."""

import pytest
from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.events.models import Event
from whiteglove.service.channels.models import Arrival, Blob, Outgoing
from whiteglove.service.customers.actions import erase, export_customer
from whiteglove.service.desk import actions
from whiteglove.service.desk.actions.forget import GONE
from whiteglove.service.desk.actions.mark_undelivered import mark_undelivered
from whiteglove.service.desk.actions.prune_acknowledged import prune_acknowledged
from whiteglove.service.desk.models import Acknowledged, Attachment, MailId, Message, Ticket
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


def test_no_event_tells_their_address_or_their_words(talked, ada, admin):
    sent = talked.messages.get(kind="reply")
    actions.set_subject(ticket=talked, by=ada, at=later(minutes=7), subject="Cleo Amara, charged twice")
    for name, refused in (("message.bounced", "addresses"), ("message.failed", "refused")):
        facts = {refused: ["cleo@customer.example"], "error": "550 cleo@customer.example is gone"}
        with transaction.atomic():
            event = record(name, subject=f"message:{sent.pk}", by=None, at=later(minutes=8), facts=facts)
        mark_undelivered(event)
    before = [(event.pk, event.at, event.by_id) for event in Event.objects.order_by("pk")]
    assert "cleo@" in told() and "Cleo Amara" in told()
    erase(customer=talked.customer, by=admin, at=later(days=1))
    for word in ("cleo@", "Amara", "Charged twice"):
        assert word not in told()
    assert [(event.pk, event.at, event.by_id) for event in Event.objects.order_by("pk")][: len(before)] == before


def test_a_report_that_is_noted_only_after_the_erasure_brings_no_address_back(talked, admin):
    sent = talked.messages.get(kind="reply")
    facts = {"addresses": ["cleo@customer.example"], "error": "550 cleo@customer.example is gone"}
    with transaction.atomic():
        event = record("message.bounced", subject=f"message:{sent.pk}", by=None, at=later(minutes=8), facts=facts)
    erase(customer=talked.customer, by=admin, at=later(days=1))
    mark_undelivered(event)
    assert Message.objects.get(pk=sent.pk).bounced_at
    assert "cleo@" not in str(list(Message.objects.values())) + told()


def told() -> str:
    return str(list(Event.objects.values_list("facts", flat=True)))


def test_why_two_tickets_are_linked_no_longer_names_them(talked, admin, arrive):
    answered = talked.messages.get(kind="inbound").message_id
    other = arrive(sender="Jonas Weber <jonas@weber.example>", in_reply_to=answered)
    assert "jonas@weber.example" in other.ticket.links.get().why
    erase(customer=other.ticket.customer, by=admin, at=later(days=1))
    assert "jonas" not in other.ticket.links.get().why


def test_what_a_supervisor_was_asked_and_answered_is_gone(talked, admin, ada, lee):
    for minutes, asked in ((7, "Cleo Amara threatens"), (9, "")):
        asking = {"ticket": talked, "by": ada, "at": later(minutes=minutes), "reason": "legal", "text": asked}
        row = actions.escalate(**asking)
        told = {"escalation": row, "by": lee, "at": later(minutes=minutes + 1), "answer": "Write to Cleo Amara"}
        actions.return_escalation(**told)
    erase(customer=talked.customer, by=admin, at=later(days=1))
    kept = list(talked.escalations.order_by("pk").values_list("text", "answer"))
    assert kept == [(GONE, GONE), ("", GONE)]


def test_the_list_does_not_show_what_they_wrote_last_in_somebody_elses_ticket(talked, admin, arrive):
    jonas = {"sender": "Jonas Weber <jonas@weber.example>", "subject": "My bill"}
    theirs = arrive(text="Same bill here.", **jonas).ticket
    meant = arrive(text="I am with him, Cleo Amara.", message_id="<with-him@customer.example>", subject="With him")
    actions.merge(source=meant.ticket, into=theirs, by=admin, at=later(minutes=8))
    assert "Amara" in Ticket.objects.get(pk=theirs.pk).preview
    erase(customer=talked.customer, by=admin, at=later(days=1))
    assert Ticket.objects.get(pk=theirs.pk).preview == GONE


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


def test_the_log_does_not_tell_why_their_mail_lies_where_it_lies(talked, admin, arrive):
    answered = talked.messages.get(kind="inbound").message_id
    other = arrive(sender="Jonas Weber <jonas@weber.example>", in_reply_to=answered)
    assert "jonas@" in told()
    erase(customer=other.customer, by=admin, at=later(days=1))
    assert "jonas@" not in told()


def test_whom_we_acknowledged_is_known_no_longer_than_it_counts(talked, arrive, admin):
    arrive(sender="Jonas Weber <jonas@weber.example>", subject="My bill", at=later(minutes=30))
    erase(customer=talked.customer, by=admin, at=later(minutes=31))
    assert list(Acknowledged.objects.values_list("address", flat=True)) == ["jonas@weber.example"]
    prune_acknowledged(later(minutes=89))
    assert Acknowledged.objects.exists()
    prune_acknowledged(later(minutes=90))
    assert not Acknowledged.objects.exists()


def test_nobody_finds_them_by_name_before_any_reaction_has_run(talked, admin, arrive):
    assert find(admin, "amara", size=5).rows
    erase(customer=talked.customer, by=admin, at=later(days=1))
    assert not find(admin, "amara", size=5).rows and not find(admin, "cleo@customer.example", size=5).rows


def test_the_message_ids_of_their_mails_are_gone(talked, admin):
    answered = talked.messages.get(kind="inbound").message_id
    assert answered in str(list(Outgoing.objects.values("in_reply_to", "references")))
    erase(customer=talked.customer, by=admin, at=later(days=1))
    assert answered not in str([*Outgoing.objects.values(), *Message.objects.values()])
    assert not MailId.objects.exists()


def test_what_a_colleague_wrote_to_the_same_ticket_is_theirs(talked, admin, arrive):
    copied = [{"name": "Sipho Nkosi", "address": "sipho@northwind.example"}]
    talked.messages.filter(kind="reply").update(cc=copied)
    sent = talked.messages.get(kind="reply")
    sipho = {"sender": "Sipho Nkosi <sipho@northwind.example>", "at": later(minutes=9)}
    sipho = arrive(**sipho, in_reply_to=sent.message_id, text="And order 990.")
    assert sipho.ticket == talked
    erase(customer=talked.customer, by=admin, at=later(days=1))
    sipho.refresh_from_db()
    assert sipho.text.strip() == "And order 990." and find(admin, "990", size=5).rows
    assert Ticket.objects.get(pk=talked.pk).preview == "And order 990."
