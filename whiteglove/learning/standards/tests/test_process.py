"""The process and the values that ship name only what can be noticed: known behaviours, known events."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from whiteglove.ground.packs.reading import read
from whiteglove.learning.standards.actions import SHIPPED

EVENTS = Path(__file__).parents[4] / "docs" / "events.md"


@pytest.fixture(scope="module")
def parts() -> dict:
    return read(SHIPPED).content["parts"]


def steps(parts: dict) -> Iterator[dict]:
    for phase in parts["standards"]["process"]:
        for activity in phase["activities"]:
            yield from activity["steps"]


def test_there_are_five_phases_seventeen_activities_and_every_step_once_in_order(parts):
    phases = parts["standards"]["process"]
    assert (len(phases), sum(len(phase["activities"]) for phase in phases)) == (5, 17)
    assert [step["p"] for step in steps(parts)] == [f"P{number}" for number in range(1, 69)]


def test_no_two_steps_share_an_id(parts):
    ids = [step["id"] for step in steps(parts)]
    assert len(ids) == len(set(ids))


def test_somebody_notices_each_step(parts):
    assert [step["id"] for step in steps(parts) if not step.get("reader") and not step.get("events")] == []


def test_the_steps_name_behaviours_the_reader_knows(parts):
    assert {name for step in steps(parts) for name in step.get("reader", ())} <= parts["behaviours"].keys()


def test_the_steps_name_events_that_happen(parts):
    happening = set(re.findall(r"^\| `([a-z_.]+)` \|", EVENTS.read_text(), re.MULTILINE))
    assert {name for step in steps(parts) for name in step.get("events", ())} <= happening


def test_the_values_of_guide_and_track_are_each_tied_to_behaviours(parts):
    conduct = parts["standards"]["conduct"]
    tied = {name for one in conduct for key in ("shown_by", "broken_by") for name in one.get(key, ())}
    assert [sum(one["of"] == source for one in conduct) for source in ("guide", "track")] == [4, 7]
    assert tied <= parts["behaviours"].keys()
