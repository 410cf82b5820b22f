"""The journey that ships: each duty of it met by honest deeds, and by nothing that only looks like them."""

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta

import pytest

from whiteglove.learning.journeys.names import there_in
from whiteglove.learning.journeys.rules import BADGE, Duty, journey_of, opened
from whiteglove.learning.journeys.sameness import same
from whiteglove.learning.journeys.standing import standing
from whiteglove.learning.requirements.conditions import Passed, Tenure, Times
from whiteglove.learning.requirements.facts import Done, Facts, Stretch
from whiteglove.learning.requirements.judging import judge
from whiteglove.learning.requirements.spans import after

from .shipped import honest, journey, leaves
from .small import SMALL

ADMITTED = date(2026, 3, 2)
TODAY = date(2026, 5, 20)
DUTIES = [pytest.param(one, id=one.j) for one in journey().every()]
every_duty = pytest.mark.parametrize("duty", DUTIES)


def met(duty: Duty, **facts: object) -> bool:
    return judge(duty.asks, Facts(since=ADMITTED, **facts), TODAY).met


def test_each_of_the_46_stands_there_once_and_in_its_level():
    numbers = [one.j for one in journey().every()]
    assert sorted(numbers, key=lambda one: int(one[1:])) == [f"J{number}" for number in range(1, 47)]
    assert [len(level.duties) for level in journey().levels] == [9, 17, 12, 8]
    assert [level.badge for level in journey().levels] == ["level-1", "level-2", "level-3", "level-4"]
    assert all(one.counts for one in journey().every())


@every_duty
def test_it_is_met_by_honest_deeds_and_not_without_them(duty):
    assert not met(duty)
    assert met(duty, **honest(duty.asks, TODAY))


@every_duty
def test_what_lies_ahead_doesnt_meet_it(duty):
    tomorrow = honest(duty.asks, TODAY + timedelta(days=1))
    ahead = {kind: {name: [_ahead(one) for one in found] for name, found in facts.items()}
             for kind, facts in tomorrow.items() if kind != "profile"}  # fmt: skip
    assert not met(duty, **ahead)


def _ahead(one):
    return Stretch(TODAY + timedelta(days=1), date(2046, 1, 1)) if isinstance(one, Stretch) else one


@every_duty
def test_the_same_thing_again_and_again_is_one(duty):
    several = [one for one in leaves(duty.asks) if isinstance(one, Times) and one.at_least > 1]
    for one in several:
        copied = honest(duty.asks, TODAY)
        copied[one.kind][one.name] = [Done("the same", TODAY - timedelta(days=day)) for day in range(5)]
        assert not met(duty, **copied)


@every_duty
def test_what_was_before_admission_counts_only_where_it_may(duty):
    """Who is admitted brings their time and badges along; evenings and first tests count whenever they were."""
    before = honest(duty.asks, ADMITTED - timedelta(days=200))
    early = [one for one in leaves(duty.asks) if isinstance(one, Times | Passed) and not one.ever]
    assert met(duty, **before) == (not early)


@pytest.mark.parametrize("months", [24, 60])
def test_time_that_overlaps_counts_once(months):
    [duty] = [one for one in journey().every() for leaf in leaves(one.asks)
              if isinstance(leaf, Tenure) and leaf.months == months and one.kind == "admission"]  # fmt: skip
    role = next(leaf.role for leaf in leaves(duty.asks) if isinstance(leaf, Tenure))
    facts = honest(duty.asks, TODAY)
    half = Stretch(after(TODAY, -months // 2), TODAY)
    assert not met(duty, **facts | {"tenure": {role: [half, half, replace_last(half)]}})
    earlier = Stretch(after(TODAY, -months), after(TODAY, -months // 2))
    assert met(duty, **facts | {"tenure": {role: [half, earlier]}})


def replace_last(one: Stretch) -> Stretch:
    return one._replace(last=None)


def test_the_same_deed_is_known_by_its_link_or_its_words():
    talk = {"about": "activities", "title": "A talk", "words": "Über Ruhe am Telefon."}
    plain = same(**talk, link="https://www.conf.example/2026/?utm_source=mail")
    assert plain == same(**talk | {"title": "Another", "words": "Else"}, link="http://conf.example/2026")
    assert same(**talk, link="") == same(**talk | {"words": "UBER ruhe, am telefon!"}, link="")
    assert plain != same(**talk, link="https://conf.example/2027") != same(**talk | {"about": "books"}, link="")


def test_what_isnt_there_yet_says_so_until_it_is():
    plain = deepcopy(SMALL)
    plain["levels"][0]["duties"][1]["not_yet"] = "The test is being written."
    for quizzes, says in ([], "The test is being written."), (["ethics"], ""):
        now = opened(journey_of("small", plain), there_in({"quizzes": quizzes}))
        assert now.duty("one.test")[1].not_yet == says
    assert not any(one.not_yet for one in journey().every())


def test_four_levels_one_after_the_other_with_the_years_between():
    """Everything done in its level's first month; the same deeds a level before wouldn't have completed it."""
    day, known = date(2026, 1, 5), Facts()
    for level in journey().levels:
        facts = known
        for one in level.duties:
            facts = merged(facts, honest(one.asks, after(day, 1)) if one.kind != BADGE else {})
        assert not standing(level, facts, None, False, after(day, 2)).is_whole, "not admitted"
        found = standing(level, facts, day, False, after(day, 2))
        assert found.is_whole and found.next is None and found.percent == 100
        assert standing(level, known, day, False, after(day, 2)).met < found.met
        later = standing(level, facts, day, True, after(day, 30))
        assert later.upkeep == ("lapsed" if level.recurring else "") and later.met == found.met
        known, day = merged(facts, honest(level.duties[-1].asks, after(day, 2))), after(day, 24)


def merged(facts: Facts, more: dict) -> Facts:
    named = {kind: {**getattr(facts, kind), **{name: [*getattr(facts, kind).get(name, ()), *found]
                                               for name, found in of.items()}}
             for kind, of in more.items() if kind != "profile"}  # fmt: skip
    return replace(facts, **named, profile=facts.profile | more.get("profile", frozenset()))


def test_nobody_is_asked_to_pass_a_test_anew_that_is_passed_once():
    asked = [leaf for one in journey().every() for leaf in leaves(one.asks) if isinstance(leaf, Passed)]
    assert asked and all(one.ever for one in asked if one.at_least)


def test_before_admission_only_what_counts_from_before_is_met():
    level = journey().level(2)
    facts = merged(Facts(), honest(level.duty("professional.forum").asks, TODAY))
    facts = merged(facts, honest(level.duty("professional.ccxmp-1").asks, TODAY))
    met = [[one.duty.j for one in standing(level, facts, since, False, TODAY).to_do if one.met]
           for since in (None, TODAY)]  # fmt: skip
    assert met == [["J13"], ["J12", "J13"]]
