"""What somebody has half written survives what others do, and goes once it is sent."""

import pytest

from whiteglove.service.desk import actions
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Draft, Ticket

from .conftest import NINE, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def twin(ada, mailbox, cleo_amara) -> Ticket:
    return actions.open_ticket(customer=cleo_amara, by=ada, at=NINE, subject="Twice", text="I was charged twice.")


def save(ticket, who, text="Hello Cleo,", **more) -> Draft | None:
    return actions.save_draft(ticket=ticket, by=who, at=later(seconds=9), text=text, **more)


def attach(ticket, who, name="receipt.pdf") -> Draft:
    return actions.attach(ticket=ticket, by=who, at=NINE, name=name, type="application/pdf", content=name.encode())


def send(ticket, who, text="Hello Cleo,"):
    ticket = Ticket.objects.get(pk=ticket.pk)
    return actions.reply(ticket=ticket, by=who, at=later(seconds=5), text=text, seen_message_id=ticket.last_inbound_id)


def test_a_draft_goes_where_its_ticket_lives_on_and_comes_back(ticket, twin, ada, lee):
    save(twin, ada)
    actions.merge(source=twin, into=ticket, by=lee, at=NINE)
    assert Draft.objects.get().ticket == ticket
    actions.unmerge(source=twin, by=lee, at=later(hours=1))
    assert Draft.objects.get().ticket == twin


def test_two_drafts_of_one_person_are_joined_with_their_files(ticket, twin, ada, lee):
    attach(ticket, ada, "one.pdf")
    attach(twin, ada, "two.pdf")
    save(ticket, ada, "Begun here.")
    save(twin, ada, "Begun there.")
    actions.merge(source=twin, into=ticket, by=lee, at=NINE)
    joined = Draft.objects.get()
    assert (joined.ticket, joined.text) == (ticket, "Begun here.\n\nBegun there.")
    assert [file["name"] for file in joined.attachments] == ["one.pdf", "two.pdf"]


def test_whoever_merges_is_told_of_drafts(ticket, twin, ada, lee, signed_in):
    save(twin, ada)
    answer = signed_in(lee).post(f"/desk/tickets/{twin.pk}/merge/", {"into": ticket.pk}, headers={"HX-Request": "true"})
    assert "Drafts came along." in answer.headers["HX-Trigger"]


def test_words_for_a_ticket_that_was_merged_meanwhile_are_not_hidden_in_it(ticket, twin, ada, lee):
    actions.merge(source=twin, into=ticket, by=lee, at=NINE)
    with pytest.raises(Refused, match=f"merged into #{ticket.pk}"):
        save(twin, ada)


def test_taking_a_file_off_keeps_the_words_saved_meanwhile(ticket, ada):
    seen = attach(ticket, ada)
    save(ticket, ada, "Much more by now.")
    actions.detach(draft=seen, by=ada, at=later(seconds=9), blob=seen.attachments[0]["blob"])
    kept = Draft.objects.get()
    assert (kept.text, kept.attachments) == ("Much more by now.", [])


def test_taking_a_file_off_what_was_sent_meanwhile_brings_no_draft_back(ticket, ada):
    seen = attach(ticket, ada)
    send(ticket, ada)
    assert actions.detach(draft=seen, by=ada, at=later(seconds=9), blob=seen.attachments[0]["blob"]).attachments == []
    assert not Draft.objects.exists()


def test_words_just_sent_are_no_draft_when_they_come_late(ticket, ada, lee):
    send(ticket, ada)
    assert save(ticket, ada) is None
    assert not Draft.objects.exists()
    assert save(ticket, lee), "somebody else may write the same"
    assert save(ticket, ada, "Hello Cleo, one more thing"), "other words are new ones"


def test_a_beginning_kept_while_it_was_written_is_no_draft_when_it_comes_late(ticket, ada):
    send(ticket, ada, "Hello Cleo, the refund is on its way to your card.")
    assert save(ticket, ada, "Hello Cleo, the refund is ") is None
    assert save(ticket, ada, "Hello Cleo,"), "so short, it may begin another"


def test_the_page_takes_late_words_quietly(ticket, ada, signed_in):
    browser = signed_in(ada)
    given = {"kind": "reply", "text": "Hello Cleo,", "seen": ticket.last_inbound_id or "", "then": ""}
    browser.post(f"/desk/tickets/{ticket.pk}/messages/", given)
    late = browser.post(f"/desk/tickets/{ticket.pk}/draft/", given, headers={"HX-Request": "true"})
    assert (late.status_code, late.content.strip()) == (200, b"")
