"""What the pages of this room show, worked out before their templates ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.learning.requirements.conditions import Passed
from whiteglove.learning.requirements.judging import judge
from whiteglove.learning.requirements.renewal import Upkeep
from whiteglove.learning.requirements.saying import listed, title

from . import queries, seen
from .gathering import day_of, known_of
from .models import Application, Evidence, Stage
from .places import places_of
from .queries import Path, Place
from .rules import ADMISSION, Journey
from .standing import DutyState


@dataclass(frozen=True)
class Rung:
    """A level as a page shows it. `open`: with all its duties, others folded."""

    place: Place
    open: bool
    groups: list[tuple[str, tuple[DutyState, ...]]]


def page_of(path: Path, person: Person, *, mine: bool) -> dict[str, Any]:
    """Where they are, why, what next."""
    current = path.current
    following = path.next_level
    shown = current.level.number if current and current.is_open else following.number if following else None
    rungs = [Rung(place, place.level.number == shown, groups_of(place)) for place in path.places]
    step = current.standing.next if current and current.is_open else None
    applied = next((one.application for one in path.places if following == one.level and one.application), None)
    return {
        "path": path, "rungs": rungs, "current": current, "step": step, "person": person, "mine": mine,
        "step_places": places_of(step) if step else [], "applied": applied,
        "kept": keeping(path),
    }  # fmt: skip


def groups_of(place: Place) -> list:
    """None of a level that was recognised."""
    if place.is_behind and not place.stage:
        return []
    return list(place.standing.groups)


def keeping(path: Path) -> list[tuple[int, Upkeep, str]]:
    """(level, what recurs, its duty): of the highest they completed, whose badge rests on it, and where they are."""
    on = [one for one in path.places if one.stage]
    shown = [*[one for one in on if one.is_behind][-1:], *[one for one in on if one.is_open]]
    return [
        (one.level.number, each, state.duty.id)
        for one in shown for state in one.standing.to_do for each in state.upkeep
    ]  # fmt: skip


def duty_of(path: Path, id: str) -> DutyState | None:
    """Of the level as they were admitted to it."""
    found = (one for place in path.places for one in place.standing.duties)
    return next((one for one in found if one.duty.id == id), None)


def duty_page(path: Path, state: DutyState, person: Person) -> dict[str, Any]:
    place = next(one for one in path.places if state in one.standing.duties)
    return {
        "state": state, "place": place, "gaps": gaps_of(state, person), "places": places_of(state),
        "handed_in": queries.handed_in_for(person, path.journey, state.duty),
        "may_hand_in": bool(state.duty.hand_in) and (place.stage is not None or state.duty.kind == ADMISSION),
    }  # fmt: skip


def gaps_of(state: DutyState, person: Person) -> list[Any]:
    """Topic by topic, the weakest first, of a test that has no pass mark."""
    asks = state.duty.asks
    named = asks.test if isinstance(asks, Passed) and not asks.at_least else ""
    return seen.gaps(person, named) if named else []


def times_of(path: Path, person: Person) -> dict[str, Any]:
    rows = [one for one in queries.evidence_of(person, path.journey) if one.is_time]
    names = {one.id: one.name for one in path.journey.roles}
    return {"handed_in": [(one, names.get(one.about, one.about)) for one in rows], "roles": path.journey.roles}


def called(one: Evidence, journeys: Mapping[str, Journey]) -> str:
    """What it is handed in for, in words."""
    journey = journeys.get(one.journey)
    if journey is None:
        return one.about
    if one.is_time:
        role = journey.role(one.about)
        return role.name if role else one.about
    duty = next((each for each in journey.every() if each.hand_in and each.hand_in.name == one.about), None)
    return duty.name if duty else one.about


def turned(row: Evidence | Application, reader: Person) -> dict[str, Any]:
    """Two who decide about each other: said to whoever looks at it, before and after. `instead`: who could decide."""
    by = reader if row.is_waiting else row.decided_by
    others = queries.in_turn(row.person, by) if by else None
    return {"each_other": others is not None, "instead": listed([one.name for one in others or ()], "or"),
            "judge": by}  # fmt: skip


def early(row: Evidence) -> Stage | None:
    """The level they are on, where a deed lies before the day they came to it."""
    stage = queries.highest(row.person, journey) if (journey := queries.in_force().get(row.journey)) else None
    return stage if stage and not row.is_time and row.first < day_of(stage.admitted_at) else None


def evidence_page(row: Evidence) -> dict[str, Any]:
    known = queries.in_force()
    journey = known.get(row.journey)
    found = (journey.role(row.about) if row.is_time else journey.hand_in(row.about)) if journey else None
    own, others = queries.also_handed_in(row)
    counted = [] if row.is_time else seen.counted_as(row.person, row.about)
    return {"row": row, "called": called(row, known), "asks": found.asks if found else "", "own": own, "others": others,
            "besides": queries.handed_in_besides(row), "counted": [(title(what), on) for what, on in counted],
            "may": row.is_waiting, "early": early(row)}  # fmt: skip


def application_page(row: Application) -> dict[str, Any]:
    """With what admits to the level, judged as of the day it was decided, or now."""
    known = queries.in_force()
    journey = known.get(row.journey)
    level = journey.level(row.level) if journey else None
    if journey is None or level is None:
        return {"row": row, "level": None}
    asks = judge(level.admission.asks, known_of(row.person, journey), day_of(row.decided_at or clock.now()))
    parts = [one for one in asks.parts or (asks,) if type(one.condition).__name__ != "Decided"]
    times = [one for one in queries.evidence_of(row.person, journey) if one.is_time]
    return {"row": row, "level": level, "parts": parts, "times": [(one, called(one, known)) for one in times]}
