"""The bytes of a file stay while a draft names them, and go when nothing does any more."""

import pytest
from django.db import connection, transaction

from tests.at_once import at_once
from whiteglove.service.channels.actions.forget import drop_unused
from whiteglove.service.channels.models import Blob
from whiteglove.service.customers.actions import erase
from whiteglove.service.desk import actions
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Attachment, Draft, Message

from .conftest import later

pytestmark = pytest.mark.django_db
PRICES = b"\x89PNG the price list"


def attach(ticket, by, content=PRICES, **more) -> Draft:
    given = {"ticket": ticket, "by": by, "at": later(minutes=1), "name": "prices.png", "type": "image/png"}
    return actions.attach(**given, content=content, **more)


@pytest.fixture
def jonas_wrote(arrive) -> Message:
    return arrive(text="What does it cost?", sender="Jonas Weber <jonas@weber.example>", subject="Prices")


def kept() -> set[bytes]:
    return {blob.content for blob in Blob.objects.all()}


def test_a_file_in_somebodys_draft_outlives_the_customer_who_sent_the_same(arrive, jonas_wrote, ada, admin, signed_in):
    cleo = arrive(text="Is this yours?", files=[("prices.png", PRICES, "")]).customer
    attach(jonas_wrote.ticket, ada)
    erase(customer=cleo, by=admin, at=later(days=1))
    form = {"kind": "reply", "text": "Here they are.", "seen": jonas_wrote.pk, "then": "", "to": "jonas@weber.example"}
    sent = signed_in(ada).post(f"/desk/tickets/{jonas_wrote.ticket.pk}/messages/", form)
    assert sent.status_code < 400
    assert Message.objects.get(kind="reply").attachments.get().blob.content == PRICES


def test_files_in_drafts_about_an_erased_customer_go_with_them(arrive, ada, admin):
    ticket = arrive(text="Hello").ticket
    attach(ticket, ada, b"Cleo Amara's passport")
    attach(ticket, ada, b"Cleo Amara's bill", kind="note")
    erase(customer=ticket.customer, by=admin, at=later(days=1))
    assert kept() == {b""}


def test_a_draft_thrown_away_takes_its_files_along(ticket, ada):
    attach(ticket, ada)
    assert actions.discard_draft(ticket=ticket, by=ada, at=later(minutes=2))
    assert PRICES not in kept()


def test_a_file_taken_out_of_a_draft_is_gone_unless_another_has_it(ticket, ada, lee):
    mine, hers = attach(ticket, ada), attach(ticket, lee)
    name = mine.attachments[0]["blob"]
    actions.detach(draft=mine, by=ada, at=later(minutes=2), blob=name)
    assert PRICES in kept()
    actions.detach(draft=hers, by=lee, at=later(minutes=2), blob=name)
    assert PRICES not in kept()


def test_a_file_that_was_lost_is_named_and_the_words_stay(ticket, ada):
    attach(ticket, ada)
    draft = actions.save_draft(ticket=ticket, by=ada, at=later(minutes=2), text="Here they are.")
    Blob.objects.filter(pk=draft.attachments[0]["blob"]).delete()
    reply = {"ticket": ticket, "by": ada, "at": later(minutes=3), "text": draft.text, "attachments": draft.attachments}
    with pytest.raises(Refused, match=r"prices\.png"):
        actions.reply(**reply, seen_message_id=ticket.last_inbound_id)
    assert Draft.objects.get().text == "Here they are." and not Attachment.objects.exists()


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_a_file_attached_while_it_is_dropped_is_there(ada, mailbox, ticket):
    blob = Blob.objects.keep(PRICES)

    def drop():
        with transaction.atomic():
            drop_unused([blob.pk])

    for _ in range(20):
        assert not any(isinstance(one, Exception) for one in at_once(drop, lambda: attach(ticket, ada)))
        assert PRICES in kept()
        actions.discard_draft(ticket=ticket, by=ada, at=later(minutes=2))
        Blob.objects.keep(PRICES)
