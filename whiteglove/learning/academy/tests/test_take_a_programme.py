"""Mo applies, Lee decides; what Mo does counts, and at the end stands a certificate."""

from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.at_once import at_once
from whiteglove.ground.events.models import Event
from whiteglove.ground.events.work import run_pending
from whiteglove.ground.people.actions.deactivate import deactivate
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.actions import appeal as appeals
from whiteglove.learning.academy.actions import apply as applying
from whiteglove.learning.academy.actions import enrol, mentor, read_lesson, sign_off, workshop
from whiteglove.learning.academy.actions import grant as granting
from whiteglove.learning.academy.actions.attempt import hand_in_case
from whiteglove.learning.academy.actions.settle import settle
from whiteglove.learning.academy.models import Appeal, Application, Enrolment, Grant, Review, Seat
from whiteglove.learning.academy.standing import standing_of
from whiteglove.learning.academy.state import Status
from whiteglove.learning.academy.taking_along import file_of
from whiteglove.learning.credentials.models import Credential
from whiteglove.learning.practice.models import Run, Shown
from whiteglove.learning.quizzes import granted
from whiteglove.learning.quizzes import models as tests
from whiteglove.service.desk.errors import Refused

from .little import CONFIRMED, NINE, RIGHT, STATEMENT, WRONG

HOUR = timedelta(hours=1)
TEN = NINE + HOUR


def case(row: Enrolment, marks: list[str], at):
    return hand_in_case(enrolment=row, gate="aa-1.case", case="parcel", marks=marks, by=row.person, at=at)


def served(row: Enrolment, score: int, at) -> Run:
    return Run.objects.create(person=row.person, scenario="lamp", revision=row.revision, seed=1, medium="chat", mood=60,
                              patience=3, began_at=at, ended_at=at, ending="met", score=score, passed=True)  # fmt: skip


def everything_but_the_sign_off(row: Enrolment, lee) -> None:
    mo = row.person
    read_lesson.mark_read(enrolment=row, module="AA-1", lesson="first", seconds=90, by=mo, at=TEN)
    case(row, RIGHT, TEN)
    tests.Attempt.objects.create(person=mo, quiz="ethics", revision=row.revision, number=1, seed=1, started_at=TEN,
                                 handed_in_at=TEN, finished_at=TEN, score=90, passed=True)  # fmt: skip
    served(row, 80, TEN)
    day = workshop.schedule(workshop="calm", starts_at=TEN, where="Room 2", seats=4, by=lee, at=NINE)
    workshop.take_seat(session=day, by=mo, at=NINE)
    workshop.mark_attendance(session=day, there=[mo.pk], by=lee, at=TEN)


def test_from_application_to_certificate(enrolled, mo, lee):
    everything_but_the_sign_off(enrolled, lee)
    review = sign_off.ask(enrolment=enrolled, gate="aa-2.play", by=mo, at=TEN)
    assert review.shown[0]["score"] == 80
    assert Shown.objects.standing().get().coach == lee
    sign_off.sign_off(review=review, words="Well served.", by=lee, at=TEN + HOUR)
    run_pending(raising=True)
    row = Enrolment.objects.get()
    assert row.completed_at and (row.passed, row.gates, row.module) == (4, 4, "")
    names = list(Event.objects.order_by("id").values_list("name", flat=True))
    assert names.count("module.completed") == 2 and names.count("programme.completed") == 1
    assert names.count("certificate.became_due") == 1
    held = Credential.objects.get()
    assert (held.person, held.achievement, held.ref) == (mo, "little", f"enrolment:{row.pk}")
    subject = held.document["credentialSubject"]
    assert {"90", "100", "80"} <= {one["value"] for one in subject["result"]}
    assert "Your certificate is ready: A little certificate" in [one.subject for one in mail.outbox]
    settle(enrolment=row, at=TEN + 3 * HOUR)
    assert Credential.objects.count() == 1 and Event.objects.filter(name="programme.completed").count() == 1
    told = file_of(mo)["programmes"][0]
    assert told["lessons"][0]["seconds"] == 90 and told["sign_offs"][0]["words"] == "Well served."


def test_what_is_missing_in_an_application_is_said(little, mo):
    with pytest.raises(Refused, match="A deed"):
        applying.apply(programme="little", statement=STATEMENT, confirmed={"hours": ""}, by=mo, at=NINE)
    with pytest.raises(Refused, match="Tell a little more"):
        applying.apply(programme="little", statement="Please.", confirmed=CONFIRMED, by=mo, at=NINE)


def test_what_the_product_sees_need_not_be_ticked(little, mo, signed_in):
    page = "/academy/programmes/little/application/"
    tests.Attempt.objects.create(person=mo, quiz="ethics", revision=little, number=1, seed=1, started_at=NINE,
                                 handed_in_at=NINE, finished_at=NINE, score=79, passed=True)  # fmt: skip
    with pytest.raises(Refused, match="Time"):
        applying.apply(programme="little", statement=STATEMENT, confirmed={"deed": "w" * 40}, by=mo, at=TEN)
    assert "I have the time." in signed_in(mo).get(page).content.decode()
    tests.Attempt.objects.update(score=80)
    shown = signed_in(mo).get(page).content.decode()
    assert "I have the time." not in shown and "Known here." in shown
    row = applying.apply(programme="little", statement=STATEMENT, confirmed={"deed": "w" * 40}, by=mo, at=TEN)
    assert row.confirmed["hours"].startswith("Known here.") and row.confirmed["deed"] == "w" * 40


def test_whoever_is_declined_reads_why_and_may_apply_again(little, mo, lee):
    def ask() -> Application:
        return applying.apply(programme="little", statement=STATEMENT, confirmed=CONFIRMED, by=mo, at=NINE)

    applying.decline(application=ask(), reason="Settle in first.", by=lee, at=NINE)
    assert queries.application_of(mo, "little").reason == "Settle in first."
    applying.withdraw(application=ask(), by=mo, at=NINE)
    row = ask()
    with pytest.raises(Refused, match="applied again"):
        applying.reopen(application=Application.objects.earliest("pk"), by=lee, at=NINE)
    begun = applying.accept(application=row, reason="", by=lee, at=NINE)
    applying.reopen(application=row, by=lee, at=NINE)
    begun.refresh_from_db()
    assert begun.ended_at and Application.objects.waiting().get() == row


def test_nobody_decides_about_themselves_or_about_strangers(little, mo, lee, ada, zed, billing):
    row = applying.apply(programme="little", statement=STATEMENT, confirmed=CONFIRMED, by=lee, at=NINE)
    with pytest.raises((Refused, Http404, PermissionDenied)):
        applying.accept(application=row, reason="", by=lee, at=NINE)
    with pytest.raises(PermissionDenied):
        applying.apply(programme="little", statement=STATEMENT, confirmed=CONFIRMED, by=zed, at=NINE)
    with pytest.raises(PermissionDenied):
        applying.accept(application=row, reason="", by=ada, at=NINE)
    assert not Enrolment.objects.exists()


def test_a_pause_is_kept_between_two_attempts_and_a_second_look_gives_another(enrolled, mo, lee, admin):
    case(enrolled, WRONG, TEN)
    with pytest.raises(Refused, match="pause"):
        case(enrolled, RIGHT, TEN + HOUR / 2)
    case(enrolled, WRONG, TEN + HOUR)
    with pytest.raises(Refused, match="All attempts"):
        case(enrolled, RIGHT, TEN + 3 * HOUR)
    made = appeals.appeal(
        enrolment=enrolled, gate="aa-1.case", item="parcel", why="It shows it.", by=mo, at=TEN + 3 * HOUR
    )
    appeals.decide(appeal=made, outcome="again", words="Have one more.", by=lee, at=TEN + 4 * HOUR)
    case(enrolled, RIGHT, TEN + 5 * HOUR)
    assert standing_of(enrolled, TEN + 6 * HOUR).gate("aa-1.case").passed


def test_a_second_look_at_a_test_gives_another_attempt_at_the_quiz(enrolled, mo, lee):
    about = {"enrolment": enrolled, "gate": "aa-1.test", "why": "Two were right.", "at": NINE, "outcome": "again"}
    Appeal.objects.create(**about, item="ethics", decided_at=NINE, words="One more.", by=lee)
    Grant.objects.create(enrolment=enrolled, gate="aa-1.test", words="You were ill.", at=TEN, by=lee)
    assert granted.granted(mo) == {"ethics": [NINE, TEN]} and granted.granted(lee) == {}


def test_whoever_manages_gives_one_more_attempt_and_says_why(enrolled, mo, ada, lee):
    about = {"enrolment": enrolled, "gate": "aa-1.case", "item": ""}
    with pytest.raises(Refused, match="can try already"):
        granting.grant(**about, words="Now.", by=lee, at=NINE)
    late = TEN + timedelta(minutes=5)
    for at in (NINE, TEN):
        case(enrolled, WRONG, at)
    assert standing_of(enrolled, TEN).gate("aa-1.case").status == Status.USED_UP
    with pytest.raises(PermissionDenied):
        granting.grant(**about, words="Please.", by=ada, at=TEN)
    with pytest.raises(Refused, match="Say why"):
        granting.grant(**about, words=" ", by=lee, at=TEN)
    granting.grant(**about, words="The screen went dark.", by=lee, at=late)
    state = standing_of(enrolled, late).gate("aa-1.case")
    assert state.status == Status.OPEN and state.items[0].left == 1 and state.more[0].words == "The screen went dark."
    run_pending(raising=True)
    assert [one.to for one in mail.outbox if "The screen went dark." in one.body] == [[mo.email]]
    assert case(enrolled, RIGHT, late).score == 100


def test_who_marked_a_text_does_not_decide_on_it(enrolled, mo, lee):
    when = {"started_at": NINE, "handed_in_at": NINE, "finished_at": NINE}
    about = {"person": mo, "quiz": "ethics", "revision": enrolled.revision, "number": 1, "seed": 1}
    took = tests.Attempt.objects.create(**about, **when, score=10, passed=False)
    asked = tests.Wording.objects.create(hash="1f" * 32, question="text", content={})
    text = tests.Given.objects.create(attempt=took, place=1, wording=asked, question="text", credit=0.1)
    tests.Judgement.objects.create(given=text, by=lee, at=NINE, percent=10)
    made = Appeal.objects.create(enrolment=enrolled, gate="aa-1.test", item="ethics", why="It was all there.", at=TEN)
    tests.Attempt.objects.filter(pk=took.pk).update(finished_at=TEN + HOUR)  # judged anew since it was asked for
    with pytest.raises(Refused, match="gave a text in this test its mark"):
        appeals.decide(appeal=made, outcome="stands", words="It isn't.", by=lee, at=TEN)


def test_what_is_given_back_says_why_and_can_be_asked_again(enrolled, mo, lee):
    everything_but_the_sign_off(enrolled, lee)
    review = sign_off.ask(enrolment=enrolled, gate="aa-2.play", by=mo, at=TEN)
    with pytest.raises(Refused, match="Somebody is asked"):
        sign_off.ask(enrolment=enrolled, gate="aa-2.play", by=mo, at=TEN)
    with pytest.raises(Refused, match="what is missing"):
        sign_off.give_back(review=review, words=" ", by=lee, at=TEN)
    sign_off.give_back(review=review, words="Say when.", by=lee, at=TEN)
    state = standing_of(enrolled, TEN).gate("aa-2.play")
    assert state.status == Status.RETURNED and state.why == "Given back by Lee: Say when."
    sign_off.ask(enrolment=enrolled, gate="aa-2.play", by=mo, at=TEN + HOUR)
    assert Review.objects.asked().count() == Review.objects.waiting().count() == 1
    enrol.leave(enrolment=enrolled, why="Another time", by=mo, at=TEN + HOUR)
    assert not Review.objects.waiting().exists(), "nobody decides on somebody who has left"


def test_answers_in_a_lesson_are_kept_and_nobody_is_told(enrolled, mo):
    about = {"enrolment": enrolled, "module": "AA-1", "lesson": "first", "by": mo, "at": TEN}
    kept = read_lesson.answer(**about, question="q", chosen=[1, 7])
    assert kept.answers == {"q": [1]} and not Event.objects.filter(name="lesson.read").exists()
    read_lesson.mark_read(**about)
    read_lesson.mark_unread(**about)
    assert standing_of(enrolled, TEN).step.lesson == "first"


def test_a_seat_given_back_goes_to_whoever_waits_longest(little, mo, ada, lee):
    day = workshop.schedule(workshop="calm", starts_at=TEN, where="Room 2", seats=1, by=lee, at=NINE)
    assert [workshop.take_seat(session=day, by=one, at=NINE).state for one in (mo, ada)] == ["taken", "waiting"]
    workshop.leave_seat(session=day, by=mo, at=NINE)
    assert Seat.objects.get(person=ada).state == "taken"


@pytest.mark.django_db(transaction=True)
def test_the_last_seat_is_given_once_and_what_is_completed_is_told_once(little, mo, ada, lee):
    day = workshop.schedule(workshop="calm", starts_at=TEN, where="Room 2", seats=1, by=lee, at=NINE)
    took = at_once(*(partial(workshop.take_seat, session=day, by=one, at=NINE) for one in (mo, ada)))
    assert sorted(one.state for one in took) == ["taken", "waiting"]
    row = applying.apply(programme="little", statement=STATEMENT, confirmed=CONFIRMED, by=mo, at=NINE)
    row = applying.accept(application=row, reason="", by=lee, at=NINE)
    read_lesson.mark_read(enrolment=row, module="AA-1", lesson="first", by=mo, at=NINE)
    case(row, RIGHT, TEN)
    tests.Attempt.objects.create(person=mo, quiz="ethics", revision=row.revision, number=1, seed=1, started_at=TEN,
                                 handed_in_at=TEN, finished_at=TEN, score=90, passed=True)  # fmt: skip
    stood = at_once(*[partial(settle, enrolment=row, at=TEN)] * 2)
    assert [one.modules[0].completed for one in stood] == [True, True]
    assert Event.objects.filter(name="module.completed").count() == 1


def test_both_confirm_a_conversation_with_a_mentor(enrolled, mo, ada, lee):
    pair = mentor.give_mentor(enrolment=enrolled, mentor=ada, by=lee, at=NINE)
    noted = mentor.note_meeting(mentoring=pair, day=NINE.date(), minutes=30, about="Listening", by=mo, at=NINE)
    with pytest.raises(Refused):
        mentor.confirm_meeting(meeting=noted, by=mo, at=NINE)
    assert mentor.confirm_meeting(meeting=noted, by=ada, at=NINE).confirmed_by == ada


def test_what_was_left_is_taken_up_where_it_was(enrolled, mo):
    case(enrolled, RIGHT, TEN)
    enrol.leave(enrolment=enrolled, why="A new child", by=mo, at=TEN)
    with pytest.raises(Refused, match="left"):
        case(enrolled, RIGHT, TEN + HOUR)
    back = enrol.resume(enrolment=Enrolment.objects.get(), by=mo, at=TEN + HOUR)
    assert standing_of(back, TEN + HOUR).gate("aa-1.case").passed


def test_whoever_leaves_the_house_leaves_nothing_waiting(enrolled, mo, admin):
    deactivate(person=mo, reason="Left", by=admin, at=TEN)
    run_pending(raising=True)
    enrolled.refresh_from_db()
    assert enrolled.ended_at and enrolled.why == "Access has ended, or the role changed"


def test_where_somebody_stands_takes_a_dozen_statements(enrolled, lee, django_assert_max_num_queries):
    everything_but_the_sign_off(enrolled, lee)
    for _ in range(5):
        served(enrolled, 60, TEN)
    with django_assert_max_num_queries(10):
        standing_of(enrolled, TEN)
