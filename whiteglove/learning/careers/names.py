"""Which pages, lessons, gates and simulated customers there are that a capability may name.

None: this product or this pack has no such part, so nobody can tell yet.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from whiteglove.learning.practice.schema import scenarios_of
from whiteglove.learning.standards import observers

from .contributions import CONTRIBUTIONS
from .framework import CARD, EVERY, MADE, METRIC, PRACTICE, TEST, Capability, Indicator

Parts = Mapping[str, Any]
PAGES, LESSONS, GATES, SCENARIOS, QUIZZES = "pages", "lessons", "gates", "scenarios", "quizzes"


def known(kind: str, parts: Parts) -> Collection[str] | None:
    match kind:
        case "lessons":
            return _lessons(parts)
        case "gates":
            return _gates(parts)
        case "scenarios":
            return scenarios_of(parts[SCENARIOS]) if SCENARIOS in parts else None
        case "quizzes":
            return parts.get(QUIZZES)
        case "made":
            return CONTRIBUTIONS
    return observers.known({METRIC: "metrics", CARD: "scorecards"}.get(kind, kind), parts)


def _lessons(parts: Parts) -> set[str] | None:
    """Each as module/lesson."""
    if LESSONS not in parts:
        return None
    return {f"{module}/{one}" for module, lessons in parts[LESSONS].items() for one in lessons}


def _gates(parts: Parts) -> set[str] | None:
    if "programmes" not in parts:
        return None
    return {gate["id"] for one in parts["programmes"].get("modules", {}).values() for gate in one.get("gates", ())}


KIND_OF = {METRIC: METRIC, CARD: CARD, PRACTICE: SCENARIOS, MADE: MADE, TEST: QUIZZES}


def counted_by(one: Indicator) -> Iterator[tuple[str, str]]:
    """(kind, name) of all that an indicator counts."""
    yield from ((KIND_OF[one.source], name) for name in one.of if name != EVERY)


def named_by(one: Capability) -> Iterator[tuple[str, str, str]]:
    """(cell, kind, name) of everything that a capability names elsewhere."""
    yield from (("practise", PAGES, place.page) for place in one.places)
    for each in one.indicators:
        yield from (("measure", kind, name) for kind, name in counted_by(each))
    for kind, names in ((LESSONS, one.lessons), (GATES, one.gates), (SCENARIOS, one.scenarios)):
        yield from (("learn", kind, name) for name in names)


def exists(kind: str, name: str, parts: Parts) -> bool:
    there = known(kind, parts)
    return there is not None and name in there
