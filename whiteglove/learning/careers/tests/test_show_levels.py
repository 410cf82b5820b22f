"""From numbers to levels: what shows one, what is too little, and what speaks against it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from whiteglove.learning.careers.framework import CARD, MADE, METRIC, PRACTICE, Indicator, all_of
from whiteglove.learning.careers.heat import gaps_of
from whiteglove.learning.careers.levels import (
    NOTHING,
    Counted,
    Seen,
    count,
    gaps,
    missing,
    reading,
    share,
    shown,
    standing,
)  # fmt: skip
from whiteglove.learning.careers.schema import COUNTED
from whiteglove.learning.careers.shown import said
from whiteglove.learning.measures.metrics import METRICS
from whiteglove.learning.requirements.conditions import condition
from whiteglove.learning.requirements.facts import Facts
from whiteglove.learning.requirements.judging import judge

REVIEWS = Indicator("reviews", "Reviews", CARD, ("listening",), (55, 72, 86), 1, 12)
HELD = Indicator("held", "Held too long", METRIC, ("call_hold_too_long",), (25, 15, 8), 1, 30)
SERVED = Indicator("served", "Served", PRACTICE, ("a", "b", "c"), (1, 3), 1)
WRITTEN = Indicator("written", "Written", MADE, ("articles.published",), (1, 5, 15), 1)


def test_the_cautious_end_of_the_interval_has_to_reach_the_number():
    # By hand: 19 of 20 is 95 %, and Wilson's lower end 76.4 %.
    found = reading(REVIEWS, share(19, 20))
    assert (found.level, found.likely, round(found.counted.low, 1)) == (2, 3, 76.4)
    assert reading(REVIEWS, share(95, 100)).level == 3


def test_few_cases_tell_nothing_neither_for_nor_against():
    found = reading(REVIEWS, share(11, 11))
    assert (found.tells, found.level, found.next) == (False, 0, 55)
    assert not reading(REVIEWS, NOTHING).tells


def test_where_less_is_better_the_upper_end_counts():
    # By hand: 2 of 100, Wilson from 0.6 to 7.0 %.
    assert reading(HELD, share(2, 100)).level == 3
    assert reading(HELD, share(6, 100)).level == 2
    assert reading(HELD, share(60, 100)).level == 0


def test_nothing_made_yet_isnt_a_number_against_somebody():
    assert not reading(WRITTEN, count(0)).tells
    assert reading(WRITTEN, count(5)).level == 2


@pytest.mark.parametrize(
    ("told", "level"),
    [([], 0), ([(3, 3)], 3), ([(3, 3), (1, 3)], 2), ([(3, 3), (0, 3)], 1), ([(3, 3), (2, 2)], 3), ([(2, 2), (0, 3)], 1),
     ([(3, 3), (1, 2)], 3), ([(0, 3)], 0)],
)  # fmt: skip
def test_one_shows_it_and_none_speaks_against_it(told, level):
    assert shown(told) == level


def test_numbers_are_cut_towards_what_is_missing():
    assert (said(REVIEWS, 69.97), said(REVIEWS, 69.97, 1), said(HELD, 8.02)) == ("69 %", "69.9 %", "9 %")
    assert said(REVIEWS, 100 * 0.29) == "29 %" and said(replace(HELD, of=("csat",), levels=(1, 2)), 4.499) == "4.49"


def test_shares_alone_are_said_in_percent():
    # Times show no level: a pack may not ask for them.
    told = {key: said(replace(HELD, of=(key,)), 50).endswith("%") for key in COUNTED if not METRICS[key].is_time}
    assert told == {key: METRICS[key].unit == "percent" for key in told}


def test_one_case_is_sure_of_nothing():
    mean = Indicator("stars", "Stars", METRIC, ("csat",), (3.5, 4.2), 1)
    assert (reading(mean, Counted(5, 1)).level, reading(mean, Counted(5, 1)).likely) == (0, 2)


def one_of(shipped, *indicators):
    return replace(shipped.capabilities["active-listening"], indicators=indicators)


def test_practice_alone_never_shows_the_highest_and_is_its_players_own(shipped):
    listening = one_of(shipped, SERVED, REVIEWS)
    counted = {"served": count(3)}
    assert standing(listening, counted).level == 2
    others = standing(listening, counted, by_others=True)
    assert (others.level, [one.indicator.id for one in others.readings]) == (0, ["reviews"])
    for one in shipped.capabilities.values():
        assert all(each.highest < 3 for each in one.indicators if each.source == PRACTICE and each.of == ("every",))


@pytest.mark.parametrize("many", range(4))
def test_what_was_made_or_served_never_speaks_against(shipped, many):
    fewest_three = replace(SERVED, levels=(3,))
    listening = one_of(shipped, fewest_three, REVIEWS, WRITTEN)
    assert standing(listening, {"served": count(many), "written": count(many), "reviews": share(95, 100)}).level == 3


def test_three_views_differ_only_where_somebody_said_something(shipped):
    shows = standing(one_of(shipped, REVIEWS), {"reviews": share(19, 20)})
    assert Seen(shows, own=3).differ and not Seen(shows, own=2, lead=2).differ
    silent = standing(one_of(shipped, REVIEWS), {})
    assert not Seen(silent, own=1).differ and Seen(silent, own=1, lead=2).differ


def test_gaps_name_what_would_close_them_the_widest_first(shipped):
    map_of = {id: standing(one, {}) for id, one in shipped.capabilities.items()}
    map_of["active-listening"] = standing(one_of(shipped, REVIEWS), {"reviews": share(13, 20)})
    needs = {"communication": 1, "active-listening": 2}
    found = gaps(all_of(needs), map_of, done=["refund-wrong-size"])
    assert [one.capability.id for one in found] == ["active-listening", "communication"]
    assert found[0].nearest.next == 55 and "refund-wrong-size" not in found[0].scenarios
    assert gaps(all_of({"active-listening": 0}), map_of) == []


def test_a_role_asks_by_the_conditions_that_levels_ask_by(shipped):
    for role in shipped.roles.values():
        assert role.asks == condition({"all": [{"capability": id, "level": at} for id, at in role.needs.items()]})
        held = {id: level - 1 for id, level in role.needs.items()}
        verdict = judge(role.asks, Facts(capabilities=held), date(2026, 1, 1))
        assert len([one for one in verdict.parts if not one.met]) == gaps_of(held, role) == len(role.needs)


def test_what_has_none_to_reach_is_far_until_there_are_none():
    none = replace(HELD, levels=(25, 0))
    assert missing(reading(none, share(2, 100))) == 1
    assert missing(replace(reading(none, share(0, 100)), level=1)) == 0


CASES = some.integers(0, 200)


@given(CASES, CASES)
def test_one_more_that_went_well_never_lowers_a_level(part, rest):
    before, after = (reading(REVIEWS, share(part + more, part + rest + more)) for more in (0, 1))
    assert after.level >= before.level


LEVELS = some.lists(
    some.tuples(some.integers(0, 3), some.integers(1, 3)).map(lambda one: (min(one), one[1])), max_size=5
)


@given(LEVELS, some.data())
def test_a_better_indicator_never_lowers_a_capability(told, data):
    if told:
        place = data.draw(some.integers(0, len(told) - 1))
        has, highest = told[place]
        better = [*told[:place], (min(has + 1, highest), highest), *told[place + 1 :]]
        assert shown(better) >= shown(told)
    assert shown(told) <= max((has for has, _ in told), default=0)
