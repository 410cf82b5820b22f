"""An attempt keeps its words, grades what a program can, and waits for a lead where somebody has to read."""

from datetime import UTC, datetime, timedelta

import pytest

from whiteglove.ground.packs.actions import load_pack
from whiteglove.learning.quizzes import actions, queries
from whiteglove.learning.quizzes.models import Attempt
from whiteglove.learning.quizzes.standing import Rules, Standing, Went, standing
from whiteglove.learning.quizzes.tests.knowing import answer_all
from whiteglove.service.desk.errors import Refused

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_whoever_knows_everything_passes_and_needs_no_more(pack, mo):
    attempt = actions.begin(quiz="service-ethics", by=mo, at=NINE, seed=7)
    assert actions.begin(quiz="service-ethics", by=mo, at=NINE).pk == attempt.pk
    answer_all(attempt, mo, NINE + timedelta(minutes=5))
    done = actions.hand_in(attempt=attempt, by=mo, at=NINE + timedelta(minutes=6))
    assert (done.score, done.passed, done.in_time) == (100, True, True)
    stands = queries.result(mo, "service-ethics", NINE)
    assert (stands.passed, stands.score, stands.attempts_left) == (True, 100, 2)
    assert [one.pk for one in queries.taken(mo, ["service-ethics"], NINE)] == [attempt.pk]
    with pytest.raises(Refused, match="passed this quiz already"):
        actions.begin(quiz="service-ethics", by=mo, at=NINE + timedelta(days=1))


def test_the_clock_hands_in_and_a_pause_follows(pack, mo):
    attempt = actions.begin(quiz="service-ethics", by=mo, at=NINE)
    late = NINE + timedelta(minutes=21)
    with pytest.raises(Refused, match="time was up"):
        actions.save_answer(attempt=attempt, place=1, sent={}, by=mo, at=late)
    assert actions.hand_in_overdue(late) == 1
    assert actions.hand_in_overdue(late) == 0
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed, attempt.in_time) == (0, False, False)
    assert attempt.handed_in_at == NINE + timedelta(minutes=20)
    stands = queries.result(mo, "service-ethics", late)
    assert (stands.state, stands.next_at) == ("too-soon", NINE + timedelta(hours=12, minutes=20))
    with pytest.raises(Refused, match="pause"):
        actions.begin(quiz="service-ethics", by=mo, at=late)
    went = [Went(attempt.handed_in_at, False, 0)]
    assert standing(Rules(80, 1, timedelta(hours=12)), went, late, [late]) == Standing("free", 1, 1, 0)


def test_a_text_waits_for_a_lead_who_looks_after_its_writer(pack, mo, ada, lee):
    attempt = actions.begin(quiz="text", by=mo, at=NINE)
    given = actions.save_answer(attempt=attempt, place=1, sent={"text": ["By Thursday."]}, by=mo, at=NINE)
    actions.hand_in(attempt=attempt, by=mo, at=NINE)
    assert queries.result(mo, "text", NINE).waiting
    with pytest.raises(Exception, match="may not"):
        actions.judge(given=given, percent=90, by=ada, at=NINE)
    actions.judge(given=given, percent=60, words="Which Thursday?", by=lee, at=NINE)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (60, True)


def test_a_changed_bank_never_regrades(pack, mo):
    attempt = actions.begin(quiz="service-ethics", by=mo, at=NINE, seed=7)
    before = {given.question: given.wording.content for given in attempt.given.select_related("wording")}
    file = pack / "questions" / "ace-csp-101.gift"
    file.write_text(file.read_text().replace("{FALSE", "{TRUE"))
    load_pack(pack, by=None, at=NINE + timedelta(minutes=1))
    answer_all(attempt, mo, NINE + timedelta(minutes=2))
    assert actions.hand_in(attempt=attempt, by=mo, at=NINE + timedelta(minutes=3)).score == 100
    assert before == {given.question: given.wording.content for given in attempt.given.select_related("wording")}


def test_nobody_answers_for_somebody_else_and_zed_begins_nothing(pack, mo, admin, zed):
    attempt = actions.begin(quiz="service-ethics", by=mo, at=NINE)
    with pytest.raises(Refused, match="Only whoever began"):
        actions.save_answer(attempt=attempt, place=1, sent={}, by=admin, at=NINE)
    with pytest.raises(Exception, match="may not"):
        actions.begin(quiz="service-ethics", by=zed, at=NINE)
    assert not Attempt.objects.visible_to(zed).exists()
