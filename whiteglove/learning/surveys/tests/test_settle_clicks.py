"""A page that opened by itself is believed once it stood alone; a machine that opens every link gives no answer."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.events.models import Event
from whiteglove.learning.surveys.actions import answer, click, settle_clicks
from whiteglove.learning.surveys.models import SurveyAnswer, SurveyClick
from whiteglove.learning.surveys.settling import ALONE, Click, believed

from .conftest import later

START = datetime(2026, 3, 3, 11, tzinfo=UTC)
SECONDS = st.integers(0, 4 * 3600)


def clicks(*pairs: tuple[int, float]) -> list[Click]:
    return [Click(score, START + timedelta(seconds=seconds)) for score, seconds in pairs]


@pytest.mark.engineless
def test_one_click_is_believed_after_a_while():
    one = clicks((4, 0))
    assert believed(one, START + ALONE - timedelta(seconds=1)) is None
    assert believed(one, START + ALONE).score == 4


@pytest.mark.engineless
def test_a_burst_of_all_numbers_is_nobody():
    burst = clicks(*((score, score / 10) for score in range(1, 6)))
    assert believed(burst, START + timedelta(days=1)) is None


@pytest.mark.engineless
def test_who_clicks_hours_after_the_machine_is_believed():
    burst = clicks(*((score, score / 10) for score in range(1, 6)))
    assert believed([*burst, *clicks((2, 7200))], START + timedelta(days=1)).score == 2


@pytest.mark.engineless
@given(st.integers(1, 5), st.lists(SECONDS, min_size=1, max_size=6))
def test_the_same_number_however_often_is_one_answer(score, seconds):
    found = believed(clicks(*((score, one) for one in seconds)), START + timedelta(days=1))
    assert found.score == score


@pytest.mark.engineless
@given(st.lists(st.tuples(st.integers(1, 5), SECONDS), max_size=10), SECONDS)
def test_what_is_believed_stood_alone_and_long_enough(pairs, now):
    known, at = clicks(*pairs), START + timedelta(seconds=now)
    found = believed(known, at)
    if found:
        assert at - found.at >= ALONE
        assert all(one.score == found.score for one in known if abs(one.at - found.at) < ALONE)


@pytest.mark.engineless
@given(st.lists(st.tuples(st.integers(1, 5), SECONDS), max_size=10))
def test_the_order_in_which_clicks_are_known_changes_nothing(pairs):
    at = START + timedelta(days=1)
    assert believed(clicks(*pairs), at) in (believed(clicks(*pairs[::-1]), at), None) or (
        believed(clicks(*pairs), at).at == believed(clicks(*pairs[::-1]), at).at
    )


@pytest.mark.django_db
def test_a_lone_click_becomes_the_answer_when_it_was_made(asked):
    assert click(survey=asked, score=4, at=later(minutes=5))
    settle_clicks(later(minutes=6))
    assert not SurveyAnswer.objects.exists()
    settle_clicks(later(minutes=8))
    row = SurveyAnswer.objects.get()
    assert (row.score, row.source, row.answered_at) == (4, "email", later(minutes=5))
    settle_clicks(later(minutes=9))
    assert Event.objects.filter(name="survey.answered").count() == 1


@pytest.mark.django_db
def test_a_scanner_that_runs_scripts_votes_for_nothing_and_the_reader_still_can(asked):
    for score in range(1, 6):
        click(survey=asked, score=score, at=later(seconds=score))
    settle_clicks(later(minutes=10))
    assert not SurveyAnswer.objects.exists()
    assert not SurveyClick.objects.filter(settled_at=None).exists()
    answer(survey=asked, score=5, at=later(hours=3))
    assert SurveyAnswer.objects.get().score == 5


@pytest.mark.django_db
def test_a_click_changes_no_answer_that_a_person_gave(asked):
    answer(survey=asked, score=2, at=later(minutes=1))
    assert not click(survey=asked, score=5, at=later(minutes=2))
    settle_clicks(later(hours=1))
    assert SurveyAnswer.objects.get().score == 2
