"""Erasing a customer whose ticket was merged with another's: all that is theirs goes, and nothing else."""

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.service.channels.models import Arrival, Outgoing
from whiteglove.service.customers.actions import erase, export_customer
from whiteglove.service.desk import actions
from whiteglove.service.desk.actions.forget import GONE
from whiteglove.service.desk.models import Draft, Escalation, MailId, Message, SearchText, Ticket
from whiteglove.service.desk.search import find

from .conftest import later

pytestmark = pytest.mark.django_db
JONAS = {"sender": "Jonas Weber <jonas@weber.example>", "subject": "My bill"}
TO_CLEO = [{"name": "Cleo Amara", "address": "Cleo@Customer.example"}]


@pytest.fixture
def jonas_wrote(arrive) -> Message:
    return arrive(text="Same bill here, order 77001.", message_id="<jonas@weber.example>", **JONAS)


@pytest.fixture
def cleo_wrote(arrive, ada) -> Message:
    """Ada answered her, noted, asked a supervisor, and began to write again."""
    first = arrive(text="I was charged twice for order 88213.", message_id="<cleo@customer.example>")
    ticket = first.ticket
    actions.reply(ticket=ticket, by=ada, at=later(minutes=5), text="Hello Amara", seen_message_id=first.pk)
    actions.note(ticket=ticket, by=ada, at=later(minutes=6), text="Amara sounds worried")
    actions.escalate(ticket=ticket, by=ada, at=later(minutes=7), reason="legal", text="Amara threatens to sue")
    actions.save_draft(ticket=ticket, by=ada, at=later(minutes=7), text="Dear Amara, about your IBAN")
    return first


@pytest.fixture
def jonas_answered(jonas_wrote, ada) -> Message:
    actions.note(ticket=jonas_wrote.ticket, by=ada, at=later(minutes=3), text="Weber called")
    return actions.reply(
        ticket=jonas_wrote.ticket, by=ada, at=later(minutes=4), text="Hello Weber", seen_message_id=jonas_wrote.pk
    )


@pytest.fixture
def merged(jonas_answered, cleo_wrote, ada, admin) -> Ticket:
    """Cleo's ticket, which Ada has read, lives on in Jonas's."""
    actions.see(ticket=cleo_wrote.ticket, by=ada, at=later(minutes=7), message_id=cleo_wrote.pk)
    merge(cleo_wrote.ticket, jonas_answered.ticket, admin)
    return Ticket.objects.get(pk=jonas_answered.ticket_id)


def merge(source: Ticket, into: Ticket, by) -> None:
    actions.merge(source=source, into=into, by=by, at=later(minutes=8))


def written() -> str:
    """All the desk and channels still say."""
    kinds = (Message, Ticket, Outgoing, Escalation, MailId, Draft, Arrival, SearchText)
    rows = [row for kind in kinds for row in kind.objects.values()]
    facts = list(Event.objects.values_list("facts", flat=True))
    return (str(rows) + str(facts) + str([one.raw.content for one in Arrival.objects.all()])).lower()


HERS = ("88213", "amara", "worried", "cleo@customer.example", "iban")
HIS = ("77001", "hello weber", "weber called", "jonas@weber.example")


def test_all_that_came_with_the_merged_ticket_goes(merged, cleo_wrote, admin):
    erase(customer=cleo_wrote.customer, by=admin, at=later(days=1))
    assert [word for word in HERS if word in written()] == []
    assert not any(find(admin, word, size=5).rows for word in HERS)
    assert not Outgoing.objects.filter(state="queued", to=[]).exists()


def test_what_belongs_to_the_other_stays(merged, cleo_wrote, jonas_wrote, admin):
    before = [*Message.objects.filter(pk=jonas_wrote.pk).values(), *MailId.objects.filter(value__contains="jonas")]
    erase(customer=cleo_wrote.customer, by=admin, at=later(days=1))
    assert [word for word in HIS if word not in written()] == []
    assert before[0] in Message.objects.values() and before[1] in MailId.objects.all()
    assert find(admin, "77001", size=5).rows and Ticket.objects.get(pk=merged.pk).subject == "My bill"


def test_erasing_the_one_it_was_merged_into_leaves_the_merged_one(merged, cleo_wrote, jonas_wrote, admin):
    erase(customer=jonas_wrote.customer, by=admin, at=later(days=1))
    assert [word for word in HIS if word in written()] == []
    assert [word for word in HERS if word not in written()] == []
    ticket = Ticket.objects.get(pk=cleo_wrote.ticket_id)
    actions.unmerge(source=ticket, by=admin, at=later(days=2))
    assert Escalation.objects.get().text == "Amara threatens to sue" and Draft.objects.get().ticket == ticket
    assert GONE not in ticket.messages.values_list("text", flat=True) and find(admin, "88213", size=5).rows


def test_a_chain_of_merges_is_gone_back_to_its_beginning(merged, cleo_wrote, arrive, admin):
    third = arrive(text="And mine.", sender="Fatou Diop <fatou@diop.example>", subject="Bill")
    merge(merged, third.ticket, admin)
    erase(customer=cleo_wrote.customer, by=admin, at=later(days=1))
    assert [word for word in HERS if word in written()] == []
    assert [word for word in (*HIS, "and mine.") if word not in written()] == []


def test_what_she_wrote_since_goes_with_the_answer_to_her_alone(merged, cleo_wrote, arrive, ada, admin):
    after = arrive(
        text="My new number is 5550199.", in_reply_to=cleo_wrote.message_id, message_id="<new@customer.example>"
    )
    answer = {"ticket": Ticket.objects.get(pk=merged.pk), "by": ada, "at": later(hours=1), "to": TO_CLEO, "cc": []}
    actions.reply(**answer, text="We noted 5550199.", seen_message_id=after.pk)
    erase(customer=cleo_wrote.customer, by=admin, at=later(days=1))
    assert [word for word in (*HERS, "5550199", "new@customer") if word in written()] == []
    assert [word for word in HIS if word not in written()] == []


def test_the_answer_to_her_alone_outlives_the_one_whose_ticket_it_is(merged, cleo_wrote, jonas_wrote, ada, admin):
    answer = {"ticket": merged, "by": ada, "at": later(hours=1), "to": TO_CLEO, "cc": []}
    actions.reply(**answer, text="We noted 5550199.", seen_message_id=merged.last_inbound_id)
    erase(customer=jonas_wrote.customer, by=admin, at=later(days=1))
    assert "5550199" in written()


def test_what_the_supervisor_answered_there_goes_too(merged, cleo_wrote, lee, admin):
    said = {"escalation": Escalation.objects.get(), "by": lee, "at": later(minutes=9), "answer": "Write to Amara"}
    actions.return_escalation(**said)
    erase(customer=cleo_wrote.customer, by=admin, at=later(days=1))
    assert [word for word in HERS if word in written()] == []


def test_our_mail_to_both_names_only_the_other(jonas_wrote, cleo_wrote, ada, admin):
    both = [{"name": "Jonas Weber", "address": "jonas@weber.example"}]
    answer = {"ticket": jonas_wrote.ticket, "by": ada, "at": later(hours=1), "to": both, "cc": TO_CLEO}
    sent = actions.reply(**answer, text="Hello both", seen_message_id=jonas_wrote.pk)
    actions.save_draft(
        ticket=jonas_wrote.ticket, by=ada, at=later(hours=2), text="Once more", parties={"to": both, "cc": TO_CLEO}
    )
    erase(customer=cleo_wrote.customer, by=admin, at=later(days=1))
    sent.refresh_from_db()
    assert (sent.text, sent.to, sent.cc) == ("Hello both", both, [])
    assert sent.outgoing.everybody == ["jonas@weber.example"] and sent.outgoing.state == "queued"
    assert "cleo@customer.example" not in written()


def test_later_mails_to_others_do_not_follow_hers(merged, cleo_wrote, jonas_wrote, ada, admin):
    both = [{"name": "Jonas Weber", "address": "jonas@weber.example"}]
    answer = {"ticket": merged, "by": ada, "at": later(hours=1), "to": both}
    sent = actions.reply(**answer, text="Hello", seen_message_id=merged.last_inbound_id)
    assert "<cleo@customer.example>" in sent.references
    erase(customer=cleo_wrote.customer, by=admin, at=later(days=1))
    assert "<cleo@customer.example>" not in written() and Message.objects.get(pk=sent.pk).text == "Hello"


def test_each_is_given_what_is_theirs_and_nothing_of_the_other(merged, cleo_wrote, jonas_wrote, admin):
    for customer, own, others in ((cleo_wrote.customer, HERS, HIS), (jonas_wrote.customer, HIS, HERS)):
        given = str(export_customer(customer=customer, by=admin, at=later(days=1))["desk"]).lower()
        # A draft isn't in the file.
        assert [word for word in own if word not in given and word != "iban"] == []
        assert [word for word in others if word in given] == []
