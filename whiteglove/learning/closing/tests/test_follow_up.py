"""Some days after solving we ask whether all is still well: planned, asked once, or called off."""

from datetime import timedelta

import pytest

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.work import run_pending
from whiteglove.learning.closing import actions, queries
from whiteglove.learning.closing.actions.ask_again import ask_due
from whiteglove.learning.closing.guard import word
from whiteglove.learning.closing.models import FollowUp
from whiteglove.service.channels.models import Outgoing
from whiteglove.service.customers.models import Address
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk import unasked_letters
from whiteglove.service.desk.actions.call_back import promise_call
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Message, State

from .conftest import later, say

pytestmark = pytest.mark.django_db
ANYWAY = word(anyway=True)


@pytest.fixture
def solved(warns, answered, ada):
    """A complaint, solved by Ada on Monday at eleven."""
    desk.set_kind(ticket=answered, by=ada, at=later(hours=2), kind="complaint")
    desk.solve(ticket=answered, by=ada, at=later(hours=2), word=ANYWAY)
    run_pending()
    return answered


def planned(ticket) -> FollowUp:
    return FollowUp.objects.standing().get(ticket=ticket)


def letters(ticket):
    return Message.objects.filter(ticket=ticket, kind="automatic")


def test_a_rule_plans_it_for_the_same_hour_so_many_open_days_later(solved, ada):
    row = planned(solved)
    assert (row.rule, row.how, row.person, row.by) == ("complaint", "letter", ada, None)
    assert row.due_at == later(days=3, hours=2)


def test_the_letter_goes_out_once_in_the_thread_and_in_the_customers_language(solved, ada, cleo_amara):
    type(cleo_amara).objects.filter(pk=cleo_amara.pk).update(language="fr")
    for minutes in (0, 1, 2):
        ask_due(at=later(days=3, hours=2, minutes=minutes))
    letter = letters(solved).get()
    assert letter.text == "Bonjour Cleo, est-ce que « Charged twice » va toujours bien ? Ada"
    sent = Outgoing.objects.get(pk=letter.outgoing_id)
    assert sent.in_reply_to == Message.objects.replies().get(ticket=solved).message_id
    solved.refresh_from_db()
    assert solved.state == State.SOLVED
    assert queries.follow_up_of(solved).state == "sent"


def test_it_waits_a_day_after_a_survey(solved, monkeypatch):
    survey = later(days=3, hours=1)
    monkeypatch.setitem(unasked_letters.writers(), "survey", lambda customer: survey)
    ask_due(at=later(days=3, hours=2))
    assert not letters(solved).exists() and planned(solved).due_at == later(days=4, hours=1)
    ask_due(at=later(days=4, hours=1))
    assert letters(solved).count() == 1


def test_not_before_its_time_and_not_by_night(solved, cleo_amara):
    ask_due(at=later(days=3, hours=1))
    assert not letters(solved).exists()
    FollowUp.objects.update(due_at=later(days=3, hours=15))
    ask_due(at=later(days=3, hours=16))
    assert not letters(solved).exists()
    assert planned(solved).due_at > later(days=3, hours=16)


def test_who_wrote_meanwhile_isnt_asked_even_if_they_wrote_elsewhere(solved, ada, cleo_amara):
    desk.open_ticket(customer=cleo_amara, by=ada, at=later(days=1), subject="Another", text="My kettle leaks.")
    ask_due(at=later(days=3, hours=2))
    assert not letters(solved).exists()
    assert queries.follow_up_of(solved).why == "the customer wrote"


@pytest.mark.parametrize("told", ["missed", "spoken", "owed"])
def test_nor_is_who_called_meanwhile_or_is_owed_a_call(solved, ada, cleo_amara, told):
    if told == "spoken":
        desk.open_ticket(customer=cleo_amara, by=ada, at=later(days=1), subject="Invoice", channel="phone")
    elif told == "missed":
        Message.objects.create(ticket=solved, kind="automatic", at=later(days=1), text="Missed call.", flags=["call"])
    else:
        promise_call(ticket=solved, by=ada, at=later(days=1), phone="+49 30 123456", due_at=later(days=9))
    ask_due(at=later(days=3, hours=2))
    assert not FollowUp.objects.standing().exists()


def test_an_answer_opens_the_ticket_again_and_ends_it(solved, answered, arrives):
    ask_due(at=later(days=3, hours=2))
    arrives("No, it isn't.", after=60 * 24 * 3 + 180)
    solved.refresh_from_db()
    assert solved.state == State.OPEN


def test_a_yes_leaves_it_solved_and_the_ticket_says_so(solved, arrives):
    ask_due(at=later(days=3, hours=2))
    said = arrives("Yes, thank you!", after=60 * 24 * 3 + 180)
    assert (solved.state, said.flags, solved.last_inbound_id == said.pk) == (State.SOLVED, ["all_well"], False)
    assert Event.objects.filter(name="ticket.stayed_solved", subject_id=solved.pk).count() == 1
    assert not Event.objects.filter(name="ticket.customer_wrote", subject_id=solved.pk).exists()
    assert queries.follow_up_of(solved).why == "they answered that all is well"


def test_where_nobody_asked_every_answer_opens_it(solved, arrives):
    arrives("Yes, thank you!")
    assert solved.state == State.OPEN


def test_opened_again_nobody_is_asked(solved, ada):
    desk.reopen(ticket=solved, by=ada, at=later(hours=3))
    run_pending()
    row = queries.follow_up_of(solved)
    assert (row.state, row.why) == ("off", "it was opened again")
    desk.solve(ticket=solved, by=ada, at=later(hours=4), word=ANYWAY)
    run_pending()
    assert planned(solved).due_at == later(days=3, hours=4)


def test_merged_nobody_is_asked(solved, ada, lee, cleo_amara):
    other = desk.open_ticket(customer=cleo_amara, by=ada, at=later(hours=3), subject="Again", text="And again.")
    desk.merge(source=solved, into=other, by=lee, at=later(hours=4))
    run_pending()
    assert queries.follow_up_of(solved).why == f"it was merged into #{other.pk}"


def test_where_mail_comes_back_a_person_is_reminded_instead(solved, cleo_amara):
    Address.objects.filter(customer=cleo_amara).update(bounced_at=later(hours=1))
    ask_due(at=later(days=3, hours=2))
    row = planned(solved)
    assert (row.state, row.how, letters(solved).exists()) == ("due", "reminder", False)


def test_nobody_is_asked_twice_within_the_quiet_days(solved, ada, cleo_amara):
    ask_due(at=later(days=3, hours=2))
    FollowUp.objects.update(ended_at=later(days=3, hours=2))
    other = desk.open_ticket(
        customer=cleo_amara, by=ada, at=later(hours=1), subject="Two", text="Hello", kind="complaint"
    )
    say(other, ada, "Done.")
    desk.solve(ticket=other, by=ada, at=later(hours=5), word=ANYWAY)
    run_pending()
    ask_due(at=later(days=3, hours=5))
    assert "lately" in queries.follow_up_of(other).why


def test_of_somebody_who_is_known_to_be_elsewhere_the_day_counts(solved, cleo_amara):
    type(cleo_amara).objects.filter(pk=cleo_amara.pk).update(time_zone="America/Los_Angeles")
    ask_due(at=later(days=3, hours=2))
    assert not letters(solved).exists()
    assert planned(solved).due_at == later(days=3, hours=7)


def test_what_a_customer_or_a_bot_solved_is_let_be(warns, answered, ada):
    desk.set_kind(ticket=answered, by=ada, at=later(hours=2), kind="complaint")
    desk.solve(ticket=answered, by=None, at=later(hours=2), side="customer")
    run_pending()
    assert not FollowUp.objects.exists()


class TestByHand:
    @pytest.fixture
    def done(self, warns, answered, ada):
        desk.solve(ticket=answered, by=ada, at=later(hours=2), word=ANYWAY)
        return answered

    def test_somebody_plans_one_and_calls_it_off_and_takes_that_back(self, done, ada):
        row = actions.plan(ticket=done, by=ada, at=later(hours=2), days=2)
        assert row.due_at == later(days=2, hours=2)
        actions.call_off(follow_up=row, by=ada, at=later(hours=3))
        assert not FollowUp.objects.standing().exists()
        actions.take_back(follow_up=row, by=ada, at=later(hours=3))
        assert planned(done).due_at == row.due_at

    def test_one_at_a_time_and_only_once_it_is_solved(self, done, ada):
        actions.plan(ticket=done, by=ada, at=later(hours=2), days=2)
        with pytest.raises(Refused, match="planned already"):
            actions.plan(ticket=done, by=ada, at=later(hours=2), days=3)
        desk.reopen(ticket=done, by=ada, at=later(hours=3))
        run_pending()
        with pytest.raises(Refused, match="isn't solved"):
            actions.plan(ticket=done, by=ada, at=later(hours=4), days=2)

    def test_planned_while_solving_it_answers_the_question(self, warns, answered, ada):
        desk.set_complex(ticket=answered, by=ada, at=later(hours=2), complex=True)
        desk.solve(ticket=answered, by=ada, at=later(hours=2), word=word(anyway=True, plan=5))
        assert planned(answered).due_at == later(days=7, hours=2)  # the weekend doesn't count
        kept = queries.check_of(answered).answers.get(question="follow_up")
        assert kept.verdict == "seen"

    def test_a_reminder_is_done_by_whoever_asked(self, done, ada):
        row = actions.plan(ticket=done, by=ada, at=later(hours=2), days=1)
        FollowUp.objects.update(how="reminder")
        ask_due(at=later(days=1, hours=2))
        assert planned(done).state == "due"
        actions.done(follow_up=row, by=ada, at=later(days=1, hours=3))
        assert queries.follow_up_of(done).state == "asked"


def test_a_planned_follow_up_waits_for_the_offices_day(warns, answered, ada):
    friday = later(days=4, hours=7, minutes=30)
    desk.solve(ticket=answered, by=ada, at=friday, word=ANYWAY)
    row = actions.plan(ticket=answered, by=ada, at=friday, days=1)
    assert row.due_at == friday + timedelta(days=3)
