"""Mentoring from an offer to the last word, and who tries to get it for nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.http import Http404
from django.urls import reverse

from tests.cast import make_person
from tests.house.samples import AT
from whiteglove.ground.events.work import run_pending
from whiteglove.ground.people.actions.deactivate import deactivate
from whiteglove.learning.community import queries
from whiteglove.learning.community.actions import ask as asking
from whiteglove.learning.community.actions import meet, mentor, speak
from whiteglove.learning.community.actions.offer import close_offer, offer
from whiteglove.learning.community.actions.profile import clear_profile
from whiteglove.learning.community.models import Goal, Mentorship, Offer, Request, Session, Speech
from whiteglove.learning.records.models import Statement
from whiteglove.service.desk.errors import Refused

WHY = "I would like to stay calm on the telephone when somebody shouts."
LATER = AT + timedelta(days=2)


@pytest.fixture
def offered(ada) -> Offer:
    return offer(topics="Upset customers, Refunds", about="", times="Tuesdays", capacity=1, by=ada, at=AT)


@pytest.fixture
def pair(offered, ada, mo) -> Mentorship:
    asked = asking.ask(offer=offered, topics="upset customers", why=WHY, by=mo, at=AT)
    return asking.accept(request=asked, by=ada, at=AT)


def met(pair: Mentorship, ada, mo, at=AT + timedelta(hours=1)):
    session = meet.plan(mentorship=pair, starts_at=at, minutes=30, where="Room 2", by=ada, at=AT)
    for one in (ada, mo):
        meet.confirm_held(session=session, by=one, at=at + timedelta(minutes=30))
    return session


def test_a_mentorship_counts_from_a_session_both_say_was_held(pair, ada, mo):
    session = meet.plan(mentorship=pair, starts_at=LATER, minutes=30, where="", by=ada, at=AT)
    with pytest.raises(Refused, match="over"):
        meet.confirm_held(session=session, by=ada, at=AT)
    meet.confirm_held(session=session, by=ada, at=LATER + timedelta(hours=1))
    assert queries.mentorships_of(ada) == []
    meet.take_back_held(session=session, by=ada, at=LATER + timedelta(hours=1))
    meet.confirm_held(session=session, by=ada, at=LATER + timedelta(hours=1))
    meet.confirm_held(session=session, by=mo, at=LATER + timedelta(hours=1))
    assert queries.mentorships_of(ada) == [(f"mentee-{mo.pk}-2026", LATER.date())]
    assert queries.mentorships_of(mo) == []
    run_pending(raising=True)
    assert [one.person_id for one in Statement.objects.all()] == [mo.pk]


def test_the_same_colleague_counts_once_a_year(pair, ada, mo):
    for hours in (1, 2, 3):
        met(pair, ada, mo, AT + timedelta(hours=hours))
    assert len(queries.mentorships_of(ada)) == 1


def test_nobody_sits_in_two_sessions_at_a_time(pair, ada, mo, lee):
    met(pair, ada, mo)
    with pytest.raises(Refused, match="another session"):
        meet.plan(mentorship=pair, starts_at=AT + timedelta(minutes=75), minutes=30, where="", by=mo, at=LATER)


def test_a_place_is_given_once(offered, ada, mo, support):
    ines = make_person("Ines Roy", "ines@whiteglove.example", "agent", support)
    first, second = (asking.ask(offer=offered, topics="", why=WHY, by=one, at=AT) for one in (mo, ines))
    asking.accept(request=first, by=ada, at=AT)
    with pytest.raises(Refused, match="taken"):
        asking.accept(request=second, by=ada, at=AT)


def test_ones_own_lead_is_no_mentor(lee, mo):
    theirs = offer(topics="Everything", about="", times="", capacity=5, by=lee, at=AT)
    with pytest.raises(Refused, match="judge your work"):
        asking.ask(offer=theirs, topics="", why=WHY, by=mo, at=AT)


def test_two_people_dont_mentor_each_other_in_a_circle(pair, ada, mo):
    ines = Offer.objects.create(mentor=mo, topics=["Refunds"], at=AT)
    with pytest.raises(Refused, match="mentor them already"):
        asking.ask(offer=ines, topics="", why=WHY, by=ada, at=AT)


def test_a_goal_stands_once_the_other_agrees(pair, ada, mo):
    goal = mentor.write_goal(mentorship=pair, text="Three hard calls without losing the thread", by=mo, at=AT)
    with pytest.raises(Refused, match="other"):
        mentor.agree_goal(goal=goal, by=mo, at=AT)
    mentor.agree_goal(goal=goal, by=ada, at=AT)
    mentor.reach_goal(goal=goal, by=mo, at=LATER)
    goal.refresh_from_db()
    assert goal.reached_at == LATER


def test_a_session_reaches_the_others_calendar_and_moves_there(pair, ada, mo):
    run_pending(raising=True)
    mail.outbox.clear()
    session = meet.plan(mentorship=pair, starts_at=LATER, minutes=30, where="Room 2", by=ada, at=AT)
    run_pending(raising=True)
    meet.move(session=session, starts_at=LATER + timedelta(hours=1), minutes=30, where="Room 3", by=mo, at=AT)
    run_pending(raising=True)
    (to_mo,), (to_ada,) = [[one for one in mail.outbox if one.to == [who.email]] for who in (mo, ada)]
    assert "SEQUENCE:0" in to_mo.attachments[0][1]
    assert "SEQUENCE:1" in to_ada.attachments[0][1]
    assert WHY not in to_mo.body


def test_words_stay_between_the_two(pair, ada, mo, lee, admin, signed_in):
    page = reverse("community:mentorship", args=[pair.pk])
    assert WHY in signed_in(ada).get(page).text
    for stranger in (lee, admin):
        browser = signed_in(stranger)
        assert browser.get(page).status_code == 404
        seen = browser.get(reverse("community:overseen"))
        assert "Mo" in seen.text
        assert WHY not in seen.text
    with pytest.raises(Http404):
        mentor.write_goal(mentorship=pair, text="A goal of somebody else", by=lee, at=AT)


def test_feedback_waits_for_the_end(pair, ada, mo):
    with pytest.raises(Refused, match="end"):
        mentor.give_feedback(mentorship=pair, helped="You asked before you told", better="", by=mo, at=AT)
    session = meet.plan(mentorship=pair, starts_at=LATER, minutes=30, where="", by=ada, at=AT)
    mentor.end(mentorship=pair, by=mo, at=AT)
    mentor.give_feedback(mentorship=pair, helped="You asked before you told", better="", by=mo, at=AT)
    session.refresh_from_db()
    assert (session.cancelled_at, session.changed) == (AT, 1)


def test_a_goal_that_was_reached_makes_room(pair, ada, mo):
    for n in range(mentor.GOALS):
        Goal.objects.create(mentorship=pair, text=f"Goal {n}", by=mo, at=AT, agreed_at=AT, reached_at=AT)
    assert mentor.write_goal(mentorship=pair, text="One more that we both like", by=mo, at=AT).pk


def test_whoever_leaves_mentors_nobody(pair, ada, mo, admin):
    deactivate(person=ada, by=admin, at=LATER, reason="")
    run_pending(raising=True)
    pair.refresh_from_db()
    assert pair.ended_at
    assert not Offer.objects.open().exists()


def test_what_somebody_who_left_wrote_can_be_removed_for_good(pair, ada, mo, admin):
    session = met(pair, ada, mo)
    mentor.write_goal(mentorship=pair, text="Three hard calls in a row", by=mo, at=AT)
    mentor.end(mentorship=pair, by=mo, at=LATER)
    mentor.give_feedback(mentorship=pair, helped="You asked before you told", better="", by=mo, at=LATER)
    speak.invite(person=mo, event="Open day", topic="Refunds", day=AT.date(), by=mo, at=AT)
    deactivate(person=mo, by=admin, at=LATER, reason="")
    mo.refresh_from_db()
    assert Goal.objects.filter(mentorship__mentee=mo).exists()
    clear_profile(person=mo, by=admin, at=LATER)
    assert not Goal.objects.filter(mentorship__mentee=mo).exists()
    assert (Request.objects.get().why, Session.objects.get(pk=session.pk).where) == ("", "")
    assert not Speech.objects.exists()
    assert queries.mentorships_of(ada)  # that they met counts for the other


def test_a_closed_offer_answers_those_who_wait(offered, ada, mo):
    asking.ask(offer=offered, topics="", why=WHY, by=mo, at=AT)
    close_offer(mentor=ada, by=ada, at=AT)
    assert Request.objects.get().state == "declined"


def test_the_page_of_mentoring_costs_no_more_for_more_offers(support, mo, signed_in, django_assert_max_num_queries):
    for n in range(12):
        one = make_person(f"Colleague {n}", f"c{n}@whiteglove.example", "agent", support)
        offer(topics="Refunds", about="", times="", capacity=1, by=one, at=AT)
    browser = signed_in(mo)
    with django_assert_max_num_queries(24):
        assert browser.get(reverse("community:mentoring")).text.count("One place is free") == 12
