"""Every scenario that ships comes with a good, a middling and a poor play, and each gets what its author promised."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from whiteglove.learning.practice.engine.case import CHANNELS
from whiteglove.learning.practice.golden import all_played, played, problems_of_plays
from whiteglove.learning.practice.schema import EXPECT, scenarios_of

pytestmark = pytest.mark.engineless


@pytest.mark.parametrize("channel", CHANNELS)
def test_good_middling_and_poor_keep_their_bands_in_every_channel(scenarios, reader, channel):
    plays = list(all_played(reader, scenarios, channel=channel))
    assert [str(one) for one in plays if not one.kept] == []


def test_they_keep_them_with_other_values_too(scenarios, reader):
    assert [str(one) for seed in (7, 23) for one in all_played(reader, scenarios, seed=seed) if not one.kept] == []


def test_good_stands_well_above_middling_and_middling_above_poor(scenarios, reader):
    totals: dict[str, list[int]] = {}
    for one in all_played(reader, scenarios):
        totals.setdefault(one.scenario, []).append(one.score.total)
    assert {name for name, found in totals.items() if any(a - b < 8 for a, b in pairwise(found))} == set()


def test_good_plays_pass_and_poor_ones_do_not(scenarios, reader):
    for one in all_played(reader, scenarios):
        assert one.score.passed or one.play != "good", one
        assert not one.score.passed or one.play != "poor", one


def test_a_play_that_breaks_its_promise_is_told(scenarios):
    name = next(iter(scenarios_of(scenarios)))
    plays = scenarios[EXPECT][name] | {"good": scenarios[EXPECT][name]["poor"] | {"score": [90, 100]}}
    few = {name: scenarios[name], "voices": scenarios["voices"], EXPECT: {name: plays}}
    told = {key: (one, says) for one, key, says in problems_of_plays({}, few)}
    assert told["good"][0] == name and "promised was 90 to 100" in told["good"][1]


def test_good_service_in_other_words_passes_too(scenarios, reader):
    other = yaml.safe_load((Path(__file__).parent / "other_words.yaml").read_text("utf-8"))
    for name, turns in other.items():
        plays = scenarios | {EXPECT: {name: {"other": {"score": [80, 100], "ends": "met", "turns": turns}}}}
        one = played(reader, plays, name, "other")
        assert one.kept and one.score.passed, one


def test_good_service_that_says_no_in_passing_passes_too(scenarios, reader):
    said = yaml.safe_load((Path(__file__).parent / "said_with_no.yaml").read_text("utf-8"))
    assert said.keys() == scenarios_of(scenarios).keys()
    for name, turns in said.items():
        good = scenarios[EXPECT][name]["good"]
        other = [one | ({"say": turns[place]} if place in turns else {}) for place, one in enumerate(good["turns"], 1)]
        one = played(reader, scenarios | {EXPECT: {name: {"good": good | {"turns": other}}}}, name, "good")
        assert one.kept and one.score.passed, (one, one.score.caps)
