"""The rules of judging: pure, and tried by whoever would like to win."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from whiteglove.learning.awards import judging, stages, statements
from whiteglove.learning.awards.conflicts import Case, Known, reason

from .little import OTHER, STATEMENT

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
DATES = stages.Dates(NINE, NINE + DAY, NINE + 2 * DAY, NINE + 3 * DAY)
ADA, MO, LEE = Known(1, "agent", frozenset({7})), Known(2, "trainee", frozenset({7})), Known(3, "lead", frozenset({7}))
FAR = Known(4, "lead", frozenset({8}))
CLEAN = {"teams_apart": False, "declared": False, "competing": False}
marks = some.floats(1, 5, allow_nan=False)
tables = some.dictionaries(some.integers(1, 6), some.dictionaries(some.integers(1, 5), marks, min_size=1), min_size=1)


def test_a_round_stands_where_its_dates_say():
    found = [stages.stage(DATES, NINE + each * DAY) for each in (-1, 0, 1, 2, 3)]
    assert found == ["planned", "open", "judging", "deciding", "deciding"]
    assert stages.stage(DATES, NINE, announced=True) == "announced"
    assert stages.stage(DATES, NINE, announced=True, off=True) == "off"
    assert not DATES.fault and stages.Dates(NINE, NINE, NINE + DAY, NINE + DAY).fault


@pytest.mark.parametrize(("judge", "case", "more"), [
    (ADA, Case(ADA, 9), {}),
    (ADA, Case(MO, ADA.id), {}),
    (ADA, Case(FAR, 9), {"competing": True}),
    (ADA, Case(FAR, 9), {"owed": {FAR.id}}),
    (LEE, Case(ADA, 9), {}),
    (ADA, Case(LEE, 9), {}),
    (Known(5, "admin", frozenset({7})), Case(ADA, 9), {}),
    (ADA, Case(MO, 9), {"teams_apart": True}),
    (ADA, Case(FAR, 9), {"declared": True}),
])  # fmt: skip
def test_nobody_judges_themselves_their_lead_their_rival_or_who_put_them_forward(judge, case, more):
    assert reason(judge, case, **CLEAN | more)


def test_whoever_has_no_conflict_judges():
    assert not reason(ADA, Case(MO, 9), **CLEAN) and not reason(FAR, Case(ADA, 9), **CLEAN | {"teams_apart": True})


@given(tables)
def test_marks_lie_among_the_scores_and_places_follow_them(totals):
    names = sorted({one for each in totals.values() for one in each})
    found = judging.judged(names, totals, totals, least_judges=1, least_mark=1)
    assert found.how == judging.AWARDED and found.winners
    for one in found.marks:
        given_to = [each[one.nomination] for each in totals.values() if one.nomination in each]
        assert min(given_to) - 1e-9 <= one.mean <= max(given_to) + 1e-9 and one.judges == len(given_to)
    for one in found.marks:
        assert all(one.place <= each.place for each in found.marks if round(one.mean, 2) > round(each.mean, 2))
    assert {one.nomination for one in found.marks if one.place == 1} == set(found.winners)


@given(tables, some.permutations([1, 2, 3, 4, 5, 6]), some.booleans())
def test_it_is_the_same_whoever_is_read_first(totals, order, standardise):
    names = sorted({one for each in totals.values() for one in each})
    rules = {"least_judges": 1, "least_mark": 1, "standardise": standardise}
    turned = {judge: totals[judge] for judge in order if judge in totals}
    one, other = (judging.judged(names, each, each, **rules) for each in (totals, turned))
    assert set(one.winners) == set(other.winners)


@given(some.lists(some.floats(1, 3, allow_nan=False), min_size=3, max_size=5, unique_by=lambda one: round(one, 1)),
       some.floats(0.1, 2))  # fmt: skip
def test_standardised_a_generous_judge_moves_nobody(scores, generous):
    first = dict(enumerate(scores))
    kinder = {name: one + generous for name, one in first.items()}
    moved = judging.standardised({1: first, 2: kinder})
    assert all(abs(moved[1][name] - moved[2][name]) < 1e-6 for name in first)


def test_standardised_a_judge_who_finds_all_alike_favours_nobody():
    """Whoever gives three fives lifts nobody above the one they didn't see."""
    moved = judging.standardised({1: {10: 5.0, 20: 5.0, 30: 5.0}, 2: {10: 2.0, 20: 3.0, 30: 4.0, 40: 4.0}})
    mean = (15 + 13) / 7
    assert moved[1] == pytest.approx(dict.fromkeys((10, 20, 30), mean))
    assert judging.standardised({1: {10: 5.0, 20: 5.0}})[1] == {10: 5.0, 20: 5.0}  # two say too little of a judge


def test_by_hand():
    """Weights 3 and 1: (3*5 + 1*1) / 4 = 4, and so on."""
    weights = {"a": 3, "b": 1}
    assert judging.total({"a": 5, "b": 1}, weights) == 4
    totals = {1: {10: 4.0, 20: 4.0}, 2: {10: 3.0, 20: 3.5}}
    found = judging.judged([10, 20], totals, totals, least_judges=2, least_mark=3)
    assert [(one.nomination, one.mean, one.spread, one.place) for one in found.marks] == [
        (20, 3.75, 0.25, 1), (10, 3.5, 0.5, 2)]  # fmt: skip
    assert found.winners == (20,)


def test_a_tie_is_told_apart_by_the_median_then_the_heaviest_criterion_then_shared():
    totals = {1: {10: 5.0, 20: 4.0}, 2: {10: 3.0, 20: 4.0}, 3: {10: 3.0, 20: 3.0}}
    assert judging.judged([10, 20], totals, totals, least_judges=2, least_mark=1).winners == (20,)  # medians 3 and 4
    same = {1: {10: 4.0, 20: 4.0}, 2: {10: 4.0, 20: 4.0}}
    heavy = {1: {10: 4, 20: 5}, 2: {10: 4, 20: 4}}
    assert judging.judged([10, 20], same, heavy, least_judges=2, least_mark=1).winners == (20,)
    assert judging.judged([10, 20], same, same, least_judges=2, least_mark=1).winners == (10, 20)


def test_too_few_judges_is_no_result_and_a_low_mark_no_award():
    totals = {1: {10: 5.0, 20: 5.0}, 2: {10: 5.0}}
    assert judging.judged([10, 20], totals, totals, least_judges=2, least_mark=1).how == judging.TOO_FEW
    assert judging.judged([10], totals, totals, least_judges=2, least_mark=5.1).how == judging.NOBODY
    assert judging.judged([], totals, totals, least_judges=2, least_mark=1).how == judging.NOBODY


def test_where_nobody_was_put_forward_none_missed_the_mark():
    assert judging.told(judging.NOBODY, 0) == "Nobody was put forward"
    assert judging.told(judging.NOBODY, 1).startswith("Not awarded") and not judging.told("", 0)


def test_a_statement_says_enough_in_its_own_words():
    assert not statements.fault(STATEMENT, [OTHER])
    assert statements.fault("She is great.", []) and statements.fault("great " * 60, [])
    assert statements.fault(STATEMENT.replace("Friday", "Sunday"), [OTHER, STATEMENT])
    assert statements.fault(STATEMENT + " She is a star, and everybody says so.", [STATEMENT])
