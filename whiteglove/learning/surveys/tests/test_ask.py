"""A survey is planned when a ticket is solved, decided when its time comes, and sent once."""

from datetime import timedelta

import pytest
import yaml
from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.events.models import Event
from whiteglove.ground.packs.actions import load_pack
from whiteglove.learning.surveys import queries
from whiteglove.learning.surveys.actions import ask_due, mark_delivered, mark_undelivered, plan, stop, switch
from whiteglove.learning.surveys.models import Survey, Why
from whiteglove.learning.surveys.reactions import plan_to_ask
from whiteglove.service.channels.email.compose import render
from whiteglove.service.channels.models import Outgoing
from whiteglove.service.customers.actions.address import note_bounce
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk import unasked_letters
from whiteglove.service.desk.models import MailId, Message, Ticket
from whiteglove.service.sla.actions import define_calendar

from .conftest import ASKED, NINE, SOLVED, later, opened, replied, solved

pytestmark = pytest.mark.django_db


def sent() -> list[Outgoing]:
    return list(Outgoing.objects.filter(ref__startswith="survey:"))


def looked_at(survey: Survey, at=ASKED) -> Survey:
    ask_due(at)
    survey.refresh_from_db()
    return survey


def test_it_is_planned_about_whoever_had_the_ticket(planned, ada, support):
    assert (planned.person, planned.team, planned.kind, planned.ask) == (ada, support, "csat", "after-solving")
    assert (planned.channel, planned.language, planned.due_at, planned.why) == ("email", "en", ASKED, "")


def test_a_reply_that_solves_is_followed_by_it_and_one_taken_back_is_not(asks, ada, mailbox, cleo_amara):
    made = opened(cleo_amara, ada)
    sent = desk.reply(ticket=made, by=ada, at=NINE, text="Done.", seen_message_id=made.last_inbound_id, then="solve")
    told = Event.objects.get(name="ticket.replied")
    plan_to_ask(told)
    survey = Survey.objects.get()
    assert survey.person == ada
    desk.undo_reply(message=sent, by=ada, at=NINE + timedelta(seconds=5))
    assert looked_at(survey, later(hours=9)).why == Why.REOPENED


def test_it_waits_a_day_after_another_letter_nobody_asked_for(planned, cleo_amara, monkeypatch):
    """Such as “is all still well?”, which another room sends."""
    assert set(unasked_letters.writers()) == {"survey", "follow-up"}
    monkeypatch.setitem(unasked_letters.writers(), "follow-up", lambda customer: ASKED - timedelta(minutes=5))
    survey = looked_at(planned)
    assert survey.asked_at is None and not survey.why and later(hours=23) < survey.due_at < later(hours=24)
    assert looked_at(planned, later(hours=23)).asked_at is None
    assert looked_at(planned, later(hours=24)).asked_at == later(hours=24)
    assert unasked_letters.wait_until("follow-up", cleo_amara.pk, later(hours=24)) == later(hours=48)


def test_told_twice_it_is_planned_once(ticket, ada):
    event = solved(ticket, ada)
    assert plan(event)
    assert plan(event) is None
    assert Survey.objects.count() == 1


def test_nothing_leaves_before_its_time_and_one_mail_after(planned):
    assert looked_at(planned, ASKED - timedelta(seconds=1)).asked_at is None
    looked_at(planned)
    looked_at(planned, later(days=1))
    assert len(sent()) == 1
    assert planned.outgoing == sent()[0]
    assert (planned.address, planned.expires_at) == ("cleo@customer.example", later(days=14))
    assert Event.objects.get(name="survey.sent").facts == {"survey": planned.pk}


def test_the_pause_counts_opening_hours(ticket, ada):
    define_calendar(name="Ours", spec={"hours": {"mon-fri": "09:00-17:00"}}, by=None, at=NINE - timedelta(days=9))
    evening = NINE.replace(hour=16, minute=30)
    survey = plan(solved(ticket, ada, evening))
    assert survey.due_at == NINE.replace(day=4, hour=9, minute=30)


def test_the_mail_can_be_answered_and_left_and_starts_no_loop(asked, ticket):
    mail = render(asked.outgoing, ASKED).decode()
    for line in ("Auto-Submitted: auto-", "X-Auto-Response-Suppress: All", "Precedence: bulk",
                 "List-Unsubscribe-Post: List-Unsubscribe=One-Click"):  # fmt: skip
        assert line in mail
    way_out = next(line for line in mail.splitlines() if line.startswith("List-Unsubscribe: "))
    assert way_out.startswith("List-Unsubscribe: <http") and way_out.endswith("/stop/>")
    assert all(f"/{score}/" in asked.outgoing.text for score in range(1, 6))
    assert asked.outgoing.reply_token.startswith(f"ticket-{ticket.pk}-")
    assert MailId.objects.filter(ticket=ticket, value=asked.outgoing.message_id.strip("<>")).exists()


def test_it_lies_beside_the_conversation_and_changes_nothing_of_the_ticket(planned, ticket):
    before = Ticket.objects.get(pk=ticket.pk)
    looked_at(planned)
    after = Ticket.objects.get(pk=ticket.pk)
    assert (after.message_count, after.version, after.state) == (before.message_count, before.version, before.state)
    assert not Message.objects.filter(outgoing=planned.outgoing).exists()


def test_it_speaks_the_customers_language_and_escapes_their_words(asks, ada, mailbox, cleo_amara):
    cleo_amara.language = "ar"
    cleo_amara.save(update_fields=["language"])
    made = opened(cleo_amara, ada, subject="<b>Rück{name}</b>", text="...")
    Message.objects.filter(ticket=made).update(language="")
    replied(made, ada, NINE)
    survey = looked_at(plan(solved(made, ada)))
    assert survey.language == "ar"
    assert 'dir="rtl"' in survey.outgoing.html
    assert "&lt;b&gt;Rück{name}&lt;/b&gt;" in survey.outgoing.html and "<b>" not in survey.outgoing.html


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (lambda ticket, ada: desk.reopen(ticket=ticket, by=ada, at=SOLVED), Why.REOPENED),
        (lambda ticket, ada: desk.tag(ticket=ticket, by=ada, at=SOLVED, name="spam"), Why.LEFT_OUT),
        (lambda ticket, ada: note_bounce(email="cleo@customer.example", at=SOLVED), Why.BOUNCED),
    ],
)
def test_what_happens_meanwhile_may_keep_it_back(planned, ticket, ada, happens, why):
    happens(ticket, ada)
    assert looked_at(planned).why == why
    assert not sent()


def test_solved_again_it_is_the_second_solution_that_is_asked_about(planned, ticket, ada):
    desk.reopen(ticket=ticket, by=ada, at=SOLVED)
    second = plan(solved(ticket, ada, SOLVED + timedelta(minutes=1)))
    ask_due(later(hours=1))
    assert [one.why for one in Survey.objects.order_by("pk")] == [Why.REOPENED, ""]
    assert sent() == [Survey.objects.get(pk=second.pk).outgoing]


def test_a_merged_ticket_is_not_asked_about(planned, ticket, ada, lee, cleo_amara):
    other = opened(cleo_amara, ada)
    desk.merge(source=ticket, into=other, by=lee, at=SOLVED)
    assert looked_at(planned).why == Why.MERGED


def test_nobody_is_asked_twice_within_the_rest(asked, ada, cleo_amara):
    made = opened(cleo_amara, ada, at=later(days=1))
    replied(made, ada, later(days=1))
    assert looked_at(plan(solved(made, ada, later(days=1))), later(days=8)).why == Why.LATELY
    again = opened(cleo_amara, ada, at=later(days=29))
    replied(again, ada, later(days=29))
    assert looked_at(plan(solved(again, ada, later(days=30))), later(days=34)).why == ""


def test_two_of_one_customer_due_at_once_make_one_mail(planned, ada, cleo_amara):
    other = opened(cleo_amara, ada)
    replied(other, ada, NINE)
    plan(solved(other, ada))
    ask_due(ASKED)
    assert sorted(one.why for one in Survey.objects.all()) == ["", Why.LATELY]


def test_who_wants_none_gets_none_at_any_address(asked, ada, cleo_amara):
    stop(survey=asked, at=later(minutes=1))
    made = opened(cleo_amara, ada, at=later(days=40))
    replied(made, ada, later(days=40))
    assert looked_at(plan(solved(made, ada, later(days=40))), later(days=42)).why == Why.UNSUBSCRIBED


@pytest.mark.parametrize("by_bot", [True, False])
def test_what_nobody_of_ours_did_is_not_asked_about(asks, ada, mailbox, cleo_amara, by_bot):
    made = opened(cleo_amara, ada)
    if by_bot:
        replied(made, ada, NINE)
        assert plan(solved(made, None, side="bot")) is None
    else:
        assert plan(solved(made, ada)).why == Why.NO_REPLY


def test_closed_by_the_customer_it_is_asked_about_who_replied(ticket, ada):
    desk.unassign(ticket=ticket, by=ada, at=NINE)
    assert plan(solved(ticket, None, side="customer")).person == ada


def test_switched_off_nothing_is_asked(planned, admin):
    switch(ask="after-solving", on=False, by=admin, at=SOLVED)
    assert switch(ask="after-solving", on=False, by=admin, at=SOLVED) is None
    assert looked_at(planned).why == Why.SWITCHED_OFF


def test_a_house_that_stood_still_for_long_does_not_ask(planned):
    assert looked_at(planned, later(days=8)).why == Why.TOO_LATE


def test_without_a_mailbox_it_is_kept_why(planned, mailbox):
    mailbox.active = False
    mailbox.save(update_fields=["active"])
    Ticket.objects.update(account=None)
    assert looked_at(planned).why == Why.NO_MAILBOX


@pytest.mark.parametrize("name", ["message.bounced", "message.failed"])
def test_what_comes_back_was_not_asked(asked, cleo_amara, name):
    with transaction.atomic():
        event = record(name, subject=f"survey:{asked.pk}", by=None, at=later(minutes=1), facts={})
    assert mark_undelivered(event)
    assert not mark_undelivered(event)
    assert not Survey.objects.counted().exists()
    assert (cleo_amara.addresses.get().bounced_at is not None) == (name == "message.bounced")
    with transaction.atomic():
        again = record("message.requeued", subject=f"survey:{asked.pk}", by=None, at=later(minutes=2), facts={})
    assert mark_delivered(again)
    assert Survey.objects.counted().exists()


def test_a_new_pack_asks_other_words_and_what_was_asked_keeps_its_own(asked, surveys_pack):
    path = surveys_pack / "surveys" / "after-solving.yaml"
    content = yaml.safe_load(path.read_text())
    content["words"]["en"]["question"] = "Are you happy?"
    content["bad_at"] = content["reopens_at"] = 1
    path.write_text(yaml.safe_dump(content, allow_unicode=True))
    load_pack(surveys_pack, by=None, at=later(minutes=1))
    assert queries.asks_in_force()[0].words["en"]["question"] == "Are you happy?"
    assert queries.ask_of(asked).bad_at == 2
