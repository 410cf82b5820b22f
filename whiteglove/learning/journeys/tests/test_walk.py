"""From applicant to the last level, over years; and somebody who would like to have it cheaper."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.work import run_pending
from whiteglove.ground.people.models import Person
from whiteglove.learning.credentials import errors
from whiteglove.learning.credentials.actions import revoke
from whiteglove.learning.credentials.models import Credential
from whiteglove.learning.forum.actions import answer, open_topic
from whiteglove.learning.forum.models import Category, Helped, Topic
from whiteglove.learning.journeys import queries, seen
from whiteglove.learning.journeys.actions import appeal, apply, hand_in, judge
from whiteglove.learning.journeys.gathering import day_of, known_of
from whiteglove.learning.journeys.models import Evidence, Met, Renewal, Stage
from whiteglove.learning.journeys.reactions import look_again
from whiteglove.learning.quizzes.models import Attempt, Given, Wording
from whiteglove.learning.requirements import judging
from whiteglove.learning.requirements.conditions import condition
from whiteglove.service.desk.errors import Refused

from .deeds import STATEMENT, WORDS, accepted, admitted, handed, took
from .small import ACHIEVEMENTS, NINE, load_small

# The statements behind it are tried on both engines by the tests of single deeds.
pytestmark = pytest.mark.engineless

YEAR = timedelta(days=365)
ASKED = (
    "A customer asks for the refund on another card than the one that paid. What do you tell them?",
    "Somebody calls three times a week about the same parcel. How do you begin the fourth call?",
)
ANSWERS = (
    "I say first that I looked, and that the card is gone; then which two ways are left and how long each takes.",
    "With her name and the last thing that was promised, so that she needn't tell the story from its beginning.",
)


def days(number: int) -> datetime:
    return NINE + timedelta(days=number)


def looked(at: datetime) -> None:
    look_again(at)
    run_pending(raising=True)


def lead_for(person, role: str, first: date, last: date | None, lead, at: datetime) -> Evidence:
    made = hand_in.state_time(role=role, where="North Desk", words=WORDS, first=first, last=last, by=person, at=at)
    accepted(made, lead, at)
    return made


def test_somebody_walks_to_the_last_level_and_keeps_it(small, ada, lee, admin):
    one = admitted(ada, lee, NINE)
    accepted(handed(ada, days(1)), lee, days(2))
    took(ada, small, days(3))
    looked(days(4))
    one.refresh_from_db()
    assert (one.met, one.asked, bool(one.completed_at)) == (2, 2, True)
    [badge] = Credential.objects.filter(person=ada)
    assert (badge.achievement, badge.valid_until, badge.ref) == ("level-1", None, f"stage:{one.pk}:1")
    looked(days(5))
    looked(days(6))
    assert Credential.objects.count() == Renewal.objects.count() == 1
    lead_for(ada, "leading", date(2024, 1, 1), None, lee, days(7))
    two = admitted(ada, lee, days(8), level=2)
    for number in range(2):
        accepted(handed(ada, days(20 + number), "activities", f"Evening {number}"), lee, days(30))
    looked(days(31))
    two.refresh_from_db()
    assert two.completed_at and two.upkeep == "kept"
    until = Credential.objects.get(person=ada, achievement="level-2").valid_until
    assert until == days(30) + timedelta(days=430)
    keeps_it(ada, lee, two, until)


def keeps_it(ada, lee, two: Stage, until: datetime) -> None:
    """Shortly before the badge ends, the next one comes; what is missed is late first, then lapsed, then made good."""
    looked(until - timedelta(days=61))
    assert two.renewals.count() == 1
    looked(until - timedelta(days=59))
    assert two.renewals.count() == 2 and Credential.objects.filter(person=ada, achievement="level-2").count() == 2
    missed = two.admitted_at + 2 * YEAR + timedelta(days=3)
    for at, upkeep in ((missed, "late"), (missed + timedelta(days=70), "lapsed")):
        looked(at)
        two.refresh_from_db()
        assert two.upkeep == upkeep and two.completed_at
    looked(until + timedelta(days=420))
    assert two.renewals.count() == 2, "nothing is renewed while it has lapsed"
    again = missed + timedelta(days=80)
    for number in range(2):
        accepted(handed(ada, again, "activities", f"Later evening {number}"), lee, again)
    looked(again + timedelta(hours=2))
    assert Stage.objects.get(pk=two.pk).upkeep == "kept"
    latest = Credential.objects.filter(person=ada, achievement="level-2").latest("id")
    revoke(credential=latest, why="rules", by=lee, at=again + timedelta(hours=3))
    looked(again + timedelta(days=1))
    assert two.renewals.count() == 3, "the one before is about to end, but the last was taken back"
    told = [one.facts["now"] for one in Event.objects.filter(name="journey.standing_changed").order_by("id")]
    assert told == ["late", "lapsed", "kept"]


def test_nobody_decides_about_themselves_nor_about_those_they_dont_look_after(small, lee, ada, admin):
    own = apply.apply(level=1, statement=STATEMENT, by=lee, at=NINE)
    for by in (lee, ada):
        with pytest.raises((PermissionDenied, Http404)):
            apply.admit(application=own, by=by, at=NINE)
    assert apply.admit(application=own, by=admin, at=NINE).level == 1
    mine = handed(admin, NINE)
    for verb in (judge.accept, judge.give_back, judge.reconsider):
        with pytest.raises(Refused, match="Somebody else decides"):
            verb(evidence=mine, by=admin, at=NINE, **({} if verb is judge.reconsider else {"reason": "Good."}))


def test_levels_come_one_after_the_other_and_with_what_admits_to_them(small, ada, lee):
    with pytest.raises(Refused, match="One level after the other"):
        apply.apply(level=2, statement=STATEMENT, by=ada, at=NINE)
    admitted(ada, lee, NINE)
    for level in (1, 2):
        with pytest.raises(Refused, match="One level after the other"):
            apply.apply(level=level, statement=STATEMENT, by=ada, at=NINE)
    accepted(handed(ada, NINE), lee, NINE)
    took(ada, small, NINE)
    looked(days(1))
    asked = apply.apply(level=2, statement=STATEMENT, by=ada, at=days(2))
    half = {"role": "leading", "lead": lee, "at": days(2), "first": date(2025, 3, 4), "last": None}
    lead_for(ada, **half)
    lead_for(ada, **half | {"last": date(2026, 3, 1)})
    with pytest.raises(Refused, match=r"Leading: 2 years or more\. 1 year so far"):
        apply.admit(application=asked, by=lee, at=days(2))
    lead_for(ada, **half | {"first": date(2024, 1, 1), "last": date(2025, 3, 4)})
    assert apply.admit(application=asked, by=lee, at=days(2)).level == 2


def test_the_same_deed_early_tests_and_days_to_come_dont_count(small, ada, lee):
    took(ada, small, NINE - timedelta(days=9), score=100)
    admitted(ada, lee, NINE)
    first = handed(ada, NINE)
    for title in ("Page one", "PAGE  one!"):
        with pytest.raises(Refused, match="already"):
            handed(ada, days(1), title=title)
    with pytest.raises(Refused, match="lies ahead"):
        handed(ada, days(1), title="Another", on=days(9).date())
    with pytest.raises(Refused, match="own words"):
        handed(ada, days(1), title="Another", words="Done.")
    with pytest.raises(Refused, match="address of a web page"):
        handed(ada, days(1), title="Another", link="javascript:alert(1)")
    accepted(first, lee, days(1))
    looked(days(2))
    place = queries.path_of(ada, days(2)).current
    assert [one.met for one in place.standing.to_do] == [True, False] and not place.stage.completed_at
    assert place.standing.next.why == "It was taken before this began to count."
    hand_in.take_back(evidence=first, by=ada, at=days(3))
    assert queries.path_of(ada, days(3)).current.standing.met == 0


def test_a_second_look_is_taken_by_somebody_else(small, ada, lee, admin):
    admitted(ada, lee, NINE)
    one = handed(ada, NINE)
    judge.give_back(evidence=one, reason="Which page was it?", by=lee, at=days(1))
    with pytest.raises(Refused, match="thirty days"):
        appeal.appeal(about=one, why=STATEMENT, by=ada, at=days(40))
    asked = appeal.appeal(about=one, why=STATEMENT, by=ada, at=days(2))
    with pytest.raises(Refused, match="already"):
        appeal.appeal(about=one, why=STATEMENT, by=ada, at=days(2))
    with pytest.raises(Refused, match="You decided on it first"):
        appeal.decide(appeal=asked, outcome="stands", words="No.", by=lee, at=days(3))
    appeal.decide(appeal=asked, outcome="again", words="It does say which page.", by=admin, at=days(3))
    with pytest.raises(Refused, match="somebody else decides now"):
        judge.accept(evidence=one, by=lee, at=days(4))
    judge.accept(evidence=one, by=admin, at=days(4))
    assert Evidence.objects.get().state == "accepted"


def test_a_decision_is_taken_back_as_long_as_nothing_was_met(small, ada, lee):
    stage = admitted(ada, lee, NINE)
    apply.reopen(application=stage.application, by=lee, at=days(1))
    assert not Stage.objects.standing().exists() and queries.open_application(ada, queries.journey())
    again = apply.admit(application=stage.application, by=lee, at=days(1))
    accepted(handed(ada, days(1)), lee, days(2))
    with pytest.raises(Refused, match="begun already"):
        apply.reopen(application=again.application, by=lee, at=days(3))


def test_a_badge_that_was_taken_back_isnt_given_again(small, ada, lee):
    stage = admitted(ada, lee, NINE)
    accepted(handed(ada, NINE), lee, NINE)
    took(ada, small, NINE)
    looked(days(1))
    revoke(credential=Credential.objects.get(), why="rules", by=lee, at=days(2))
    looked(days(3))
    assert stage.renewals.count() == Credential.objects.count() == 1


def test_time_that_lasts_is_confirmed_anew_after_a_year(small, ada, lee):
    lead_for(ada, "leading", date(2025, 3, 2), None, lee, NINE)
    now, later = (queries.path_of(ada, NINE + YEAR * years).facts.tenure["leading"][0] for years in (0, 2))
    assert now == later and now.last == date(2027, 3, 2)


def test_an_older_application_isnt_opened_again_behind_a_newer_one(small, ada, lee, admin):
    old = apply.apply(level=1, statement=STATEMENT, by=ada, at=NINE)
    apply.decline(application=old, reason="After a month.", by=lee, at=NINE)
    asked = appeal.appeal(about=old, why=STATEMENT, by=ada, at=days(1))
    admitted(ada, lee, days(2))
    with pytest.raises(Refused, match="applied again"):
        appeal.decide(appeal=asked, outcome="again", words="Look again.", by=admin, at=days(3))
    with pytest.raises(Refused, match="applied again"):
        apply.reopen(application=old, by=lee, at=days(3))
    appeal.decide(appeal=asked, outcome="stands", words="You are in by now.", by=admin, at=days(3))


def test_what_was_accepted_meanwhile_stays_and_a_loser_doesnt_decide_by_taking_back(small, ada, lee, admin, signed_in):
    admitted(ada, lee, NINE)
    one = handed(ada, NINE)
    judge.give_back(evidence=one, reason="Which page was it?", by=lee, at=days(1))
    asked = appeal.appeal(about=one, why=STATEMENT, by=ada, at=days(2))
    appeal.decide(appeal=asked, outcome="again", words="It does say which page.", by=admin, at=days(3))
    run_pending(raising=True)
    shown = signed_in(ada).get("/journeys/duties/one.guide/").content.decode()
    assert "It does say which page." in shown, "what came of a second look is read by whoever asked for it"
    judge.accept(evidence=one, by=admin, at=days(4))
    with pytest.raises(Refused, match="somebody else decides now"):
        judge.reconsider(evidence=one, by=lee, at=days(5))
    judge.reconsider(evidence=one, by=admin, at=days(5))
    judge.give_back(evidence=one, reason="No, it doesn't.", by=admin, at=days(6))
    asked = appeal.appeal(about=one, why=STATEMENT, by=ada, at=days(7))
    judge.reconsider(evidence=one, by=admin, at=days(8))
    judge.accept(evidence=one, by=admin, at=days(8))
    super_ = Person.objects.create(email="super@whiteglove.example", name="Super", role="admin")
    with pytest.raises(Refused, match="decided otherwise"):
        appeal.decide(appeal=asked, outcome="again", words="Look again.", by=super_, at=days(9))
    assert Evidence.objects.get().state == "accepted"


def test_what_they_had_already_doesnt_keep_an_admission_from_being_taken_back(small, ada, lee):
    stage = admitted(ada, lee, NINE)
    Met.objects.create(stage=stage, duty="one.guide", at=NINE)
    apply.reopen(application=stage.application, by=lee, at=days(1))
    assert not Stage.objects.standing().exists()


def test_a_badge_that_couldnt_be_given_comes_once_it_can(db, ada, lee):
    load_small(hash="5c" * 32)
    stage = admitted(ada, lee, NINE)
    accepted(handed(ada, NINE), lee, NINE)
    took(ada, stage.revision, NINE)
    with pytest.raises(errors.Refused, match="certifies nothing"):
        looked(days(1))
    load_small(hash="5b" * 32, achievements=ACHIEVEMENTS)
    looked(days(1) + timedelta(hours=2))
    assert not Credential.objects.exists(), "once a day is often enough"
    looked(days(2))
    looked(days(4))
    assert Credential.objects.count() == Renewal.objects.count() == 1


def test_a_series_counts_once_in_each_year_of_the_duty(small, ada, monkeypatch):
    evenings = [("evening", date(2026, 11, 3)), ("evening", date(2027, 1, 5)), ("evening", date(2027, 4, 6))]
    monkeypatch.setattr(seen, "attended", lambda person: evenings)
    facts = replace(known_of(ada, queries.journey()), since=date(2026, 3, 2))
    yearly = condition({"counted": "activities", "at_least": 2, "each": "year"})
    assert [judging.judge(yearly, facts, date(year, 2, 20)).have for year in (2027, 2028)] == [1, 1]


def test_an_answer_counts_once_somebody_took_it_up(ada, mo):
    category = Category.objects.create(name="Policies")
    for number, helps in enumerate((False, True)):
        topic = open_topic(title=f"One more question {number}", text=ASKED[number], category=category, by=mo, at=NINE)
        said = answer(topic=topic, text=ANSWERS[number], by=ada, at=NINE)
        if helps:
            Helped.objects.create(post=said, person=mo, at=NINE)
    assert seen.taken_up(ada) == [(topic.pk, NINE.date())]
    answer(topic=Topic.objects.earliest("pk"), text="I tried that, and they were glad of it.", by=mo, at=NINE)
    assert len(seen.taken_up(ada)) == 2


def test_a_test_handed_in_blank_wasnt_taken(small, ada):
    took(ada, small, NINE)
    blank = Attempt.objects.get()
    asked = Wording.objects.create(hash="1", question="q", content={})
    for place in (1, 2, 3):
        Given.objects.create(attempt=blank, place=place, wording=asked, question="q")
    assert seen.tests(ada, ["ethics"], day_of) == []
    Given.objects.exclude(place=1).update(answer={"pick": 1})
    assert seen.tests(ada, ["ethics"], day_of) == [("ethics", 90, NINE.date())]


def test_two_dont_decide_about_each_other_where_somebody_else_may(small, admin, signed_in):
    other = Person.objects.create(email="di@whiteglove.example", name="Di", role="admin")
    for one in (admin, other):
        made = apply.apply(level=1, statement=STATEMENT, by=one, at=NINE)
        apply.admit(application=made, by=other if one == admin else admin, at=NINE)
    alone = Event.objects.filter(name="journey.admitted").latest("pk")
    assert alone.facts["each_other"] and not Event.objects.filter(name="journey.admitted").earliest("pk").facts.get(
        "each_other"
    )
    third = Person.objects.create(email="ti@whiteglove.example", name="Ti", role="admin")
    asked = handed(other, NINE)
    assert "So Ti decides about it" in signed_in(admin).get(f"/journeys/review/{asked.pk}/").content.decode()
    with pytest.raises(Refused, match="Ti decides about Di"):
        judge.accept(evidence=asked, by=admin, at=NINE)
    accepted(asked, third, NINE)
