"""A lead reviews, the agent reads it and may see it otherwise, somebody else decides."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.cast import make_person
from whiteglove.ground.events.work import run_pending
from whiteglove.ground.people.actions.deactivate import deactivate
from whiteglove.ground.people.actions.forget import forget
from whiteglove.learning.quality import actions, queries
from whiteglove.learning.quality.models import Dispute, Review, Sample, Score, Verdict
from whiteglove.learning.quality.taking_along import file_of
from whiteglove.learning.standards.models import Correction
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(house):
    ticket = house.talk()
    actions.score_ticket(ticket=ticket.pk, at=house.at)
    return ticket


@pytest.fixture
def given(house, ticket):
    """Lee's review, given: empathy met, blame missed."""
    review = actions.begin_review(ticket=ticket, by=house.lee, at=house.at)
    actions.save_verdict(review=review, item="feeling-first", verdict="met", by=house.lee, at=house.at)
    actions.save_verdict(review=review, item="answered", verdict="missed", by=house.lee, at=house.at)
    return actions.give_review(review=review, by=house.lee, at=house.at)


def test_a_review_is_a_draft_until_it_is_given(house, ticket):
    review = actions.begin_review(ticket=ticket, by=house.lee, at=house.at)
    assert actions.begin_review(ticket=ticket, by=house.lee, at=house.at) == review
    assert review.about == house.ada and review.is_draft and review not in Review.objects.visible_to(house.ada)
    with pytest.raises(Refused, match="at least one item"):
        actions.give_review(review=review, by=house.lee, at=house.at)
    actions.save_verdict(review=review, item="warm", verdict="partly", by=house.lee, at=house.at, comment="Shorter.")
    done = actions.give_review(review=review, by=house.lee, at=house.at)
    assert done.total == 50 and list(queries.reviews_of(house.ada)) == [done]
    assert done in Review.objects.visible_to(house.ada)


def test_one_takes_along_what_was_given_and_no_drafts(house, ticket):
    review = actions.begin_review(ticket=ticket, by=house.lee, at=house.at)
    actions.save_verdict(review=review, item="warm", verdict="partly", by=house.lee, at=house.at, comment="Shorter.")
    assert file_of(house.ada)["reviews"] == []
    actions.give_review(review=review, by=house.lee, at=house.at)
    [told] = file_of(house.ada)["reviews"]
    assert told["by"] == house.lee.name and told["verdicts"][0]["comment"] == "Shorter."


def test_nobody_reviews_their_own_work(house):
    ticket = house.talk(by=house.lee)
    with pytest.raises(Refused, match="their own work"):
        actions.begin_review(ticket=ticket, by=house.lee, at=house.at)


def test_only_leads_review_and_only_what_they_see(house, ticket, billing):
    with pytest.raises(PermissionDenied):
        actions.begin_review(ticket=ticket, by=house.ada, at=house.at)
    jonas = make_person("Jonas Weber", "jonas@whiteglove.example", "lead", billing)
    with pytest.raises(Http404):
        actions.begin_review(ticket=ticket, by=jonas, at=house.at)


def test_a_quotation_stands_in_the_conversation(house, ticket):
    review = actions.begin_review(ticket=ticket, by=house.lee, at=house.at)
    message = Message.objects.replies().get(ticket=ticket)
    about = {"review": review, "item": "warm", "verdict": "met", "by": house.lee, "at": house.at, "message": message}
    assert actions.save_verdict(**about, quote="refunded the second charge").message == message
    with pytest.raises(Refused, match="aren't in that message"):
        actions.save_verdict(**about, quote="what a lovely day")


def test_a_given_review_can_be_taken_back_for_a_while(house, given):
    late = house.at + timedelta(minutes=31)
    with pytest.raises(Refused, match="too long ago"):
        actions.take_back_review(review=given, by=house.lee, at=late)
    again = actions.take_back_review(review=given, by=house.lee, at=house.at + timedelta(minutes=5))
    assert again.is_draft and again.verdicts.count() == 2


def test_it_is_noted_once_that_whom_it_is_about_has_read_it(house, given):
    actions.see_review(review=given, by=house.lee, at=house.at)
    actions.see_review(review=given, by=house.ada, at=house.at)
    given.refresh_from_db()
    assert given.seen_at == house.at


def test_a_dispute_keeps_both_sides_words_and_changes_the_points(house, given, admin):
    row = actions.dispute(of=given, item="answered", reason="I refunded it.", by=house.ada, at=house.at)
    with pytest.raises(Refused, match="already"):
        actions.dispute(of=given, item="answered", reason="Again.", by=house.ada, at=house.at)
    with pytest.raises(Refused, match="A colleague decides"):
        actions.decide(dispute=row, now="met", answer="So it is.", by=house.lee, at=house.at)
    done = actions.decide(dispute=row, now="met", answer="So it is.", by=admin, at=house.at)
    given.refresh_from_db()
    assert (done.outcome, done.was, done.reason, done.answer) == ("changed", "missed", "I refunded it.", "So it is.")
    assert given.total == 100 and Verdict.objects.get(review=given, item="answered").verdict == "met"


def test_the_reviewer_decides_where_there_is_nobody_else(house, given):
    row = actions.dispute(of=given, item="answered", reason="I refunded it.", by=house.ada, at=house.at)
    assert (
        actions.decide(dispute=row, now="missed", answer="Not the postage.", by=house.lee, at=house.at).outcome
        == "upheld"
    )


def test_a_dispute_has_a_deadline_in_business_days(house, given):
    friday_after_next = house.at + timedelta(days=8)
    with pytest.raises(Refused, match="is over"):
        actions.dispute(of=given, item="answered", reason="Late.", by=house.ada, at=friday_after_next)
    row = actions.dispute(of=given, item="answered", reason="In time.", by=house.ada, at=house.at)
    assert row.due_at == row.at + timedelta(days=7) and row.remind_at == row.at + timedelta(days=4)


def test_who_may_decide_is_reminded_once(house, given):
    row = actions.dispute(of=given, item="answered", reason="I did.", by=house.ada, at=house.at)
    assert actions.remind(at=row.remind_at) == 1 and actions.remind(at=row.due_at) == 0


def test_nobody_disputes_what_is_said_of_others(house, given):
    with pytest.raises(Refused, match="whose work"):
        actions.dispute(of=given, item="answered", reason="Unfair.", by=house.lee, at=house.at)


def test_a_changed_automatic_finding_teaches_the_reader_and_stays_changed(house):
    ticket = house.talk(answered="Hello Cleo. You should have told us at once. I've refunded order 88213.")
    score = actions.score_ticket(ticket=ticket.pk, at=house.at)
    assert score.item("no-blame")["verdict"] != "met"
    row = actions.dispute(of=score, item="no-blame", reason="It quotes our terms.", by=house.ada, at=house.at)
    done = actions.decide(dispute=row, now="met", answer="It does.", by=house.lee, at=house.at, wrong=[0])
    assert Correction.objects.standing().get().behaviour == "fault.blame" and len(done.corrections) == 1
    again = actions.score_ticket(ticket=ticket.pk, at=house.at)
    assert again.item("no-blame")["verdict"] == "met" and again.total > score.total
    assert Score.objects.standing().filter(ticket=ticket).count() == 1
    with pytest.raises(Refused, match="already"):
        actions.dispute(of=again, item="no-blame", reason="Once more.", by=house.ada, at=house.at)


def test_what_was_decided_of_one_persons_solution_says_nothing_of_the_next(house, support):
    """Fatou solves the ticket again, and badly: Ada's dispute doesn't lift her score, and Fatou has her own word."""
    blames = "You should have told us at once. I've refunded order 88213."
    ticket = house.talk(answered=f"Hello Cleo. {blames}")
    score = actions.score_ticket(ticket=ticket.pk, at=house.at)
    row = actions.dispute(of=score, item="no-blame", reason="It quotes our terms.", by=house.ada, at=house.at)
    actions.decide(dispute=row, now="met", answer="It does.", by=house.lee, at=house.at)
    fatou, later = make_person("Fatou Diop", "fatou@whiteglove.example", "agent", support), house.at + timedelta(days=1)
    desk.reopen(ticket=ticket, by=fatou, at=later)
    for minute, text in enumerate((blames, f"As I said: {blames}")):
        ticket.refresh_from_db()
        desk.reply(ticket=ticket, by=fatou, at=later + timedelta(minutes=minute), text=text,
                   seen_message_id=ticket.last_inbound_id, then="wait")  # fmt: skip
    desk.solve(ticket=ticket, by=fatou, at=later + timedelta(hours=1))
    run_pending(raising=True)
    hers = queries.standing_score(ticket.pk)
    assert hers.person == fatou and hers.item("no-blame")["verdict"] != "met"
    assert actions.dispute(of=hers, item="no-blame", reason="Our terms.", by=fatou, at=later + timedelta(hours=2))


def test_a_dispute_can_be_withdrawn(house, given):
    row = actions.dispute(of=given, item="answered", reason="I did.", by=house.ada, at=house.at)
    actions.withdraw(dispute=row, by=house.ada, at=house.at)
    assert not Dispute.objects.open().exists()


def test_what_was_decided_of_an_earlier_score_holds_for_the_one_that_stands(house):
    ticket = house.talk(answered="Hello Cleo. You should have told us at once. I've refunded order 88213.")
    first = actions.score_ticket(ticket=ticket.pk, at=house.at)
    row = actions.dispute(of=first, item="no-blame", reason="It quotes our terms.", by=house.ada, at=house.at)
    desk.set_kind(ticket=ticket, kind="refund", by=house.lee, at=house.at)
    run_pending(raising=True)
    assert queries.standing_score(ticket.pk) != first
    actions.decide(dispute=row, now="met", answer="It does.", by=house.lee, at=house.at)
    run_pending(raising=True)
    assert queries.standing_score(ticket.pk).item("no-blame")["verdict"] == "met"


def test_who_is_reminded_can_decide(house, given, admin):
    row = actions.dispute(of=given, item="answered", reason="I did.", by=house.ada, at=house.at)
    assert queries.who_decides(row) == [admin.pk]
    nour = make_person("Nour Haddad", "nour@whiteglove.example", "lead", row.ticket.team)
    assert queries.who_decides(row) == [nour.pk]


def test_what_waits_for_a_lead_who_left_is_drawn_for_another(house, ticket):
    [drawn] = actions.draw_samples(at=house.at)
    assert drawn.reviewer == house.lee and queries.samples_for(house.lee).get().ticket == ticket
    nour = make_person("Nour Haddad", "nour@whiteglove.example", "lead", ticket.team)
    assert not actions.draw_samples(at=house.at)
    type(nour).objects.filter(pk=house.lee.pk).update(is_active=False)
    [again] = actions.draw_samples(at=house.at)
    assert again.reviewer == nour and again.ticket == ticket
    nour.memberships.all().delete()
    assert not actions.draw_samples(at=house.at) and not Sample.objects.exists()


def test_what_was_opened_again_leaves_the_list(house, ticket):
    actions.draw_samples(at=house.at)
    desk.reopen(ticket=ticket, by=house.ada, at=house.at)
    assert Sample.objects.open().exists() and not queries.samples_for(house.lee)


def test_of_who_is_erased_the_score_stays_as_nobodys_also_judged_anew_and_no_words(house, admin):
    ticket = house.talk(answered="Hello Cleo. You should have told us at once. I've refunded order 88213.")
    score = actions.score_ticket(ticket=ticket.pk, at=house.at)
    row = actions.dispute(of=score, item="no-blame", reason="It quotes our terms.", by=house.ada, at=house.at)
    actions.decide(dispute=row, now="met", answer="It does.", by=house.lee, at=house.at, wrong=[0])
    assert file_of(house.ada)["disputes"][0]["reason"] == "It quotes our terms."
    deactivate(person=house.ada, by=admin, at=house.at)
    forget(person=house.ada, by=admin, at=house.at + timedelta(days=1))
    again = actions.score_ticket(ticket=ticket.pk, at=house.at + timedelta(days=2))
    row.refresh_from_db()
    assert (row.reason, row.answer, row.outcome) == ("", "", "changed")
    assert again.person is None and again.item("no-blame")["verdict"] == "met"
    assert not Score.objects.filter(person=house.ada).exists()
