"""Capabilities as values: what each is, what shows it, where it is practised and learnt. Pure.

They come from a frozen revision of the part `capabilities/` (schema.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from whiteglove.learning.requirements.conditions import Capable, Of

from .contributions import OWN

PART = "capabilities"
# 1 to 3, as they are written in a pack.
LEVELS = ("emerging", "proficient", "advanced")
PRACTISE, MEASURE, LEARN = "practise", "measure", "learn"
METRIC, CARD, PRACTICE, MADE, TEST = "metric", "card", "practice", "made", "test"
SOURCES = (METRIC, CARD, PRACTICE, MADE, TEST)
EVERY = "every"


@dataclass(frozen=True)
class Indicator:
    """`of`: the names it counts, of one of SOURCES. `levels`: the numbers that show each level, as far as it can;
    `less`: they are reached from above. `least`: of how many cases at least; `within`: seconds it looks back; `narrow`:
    of which channel, kind or medium alone."""

    id: str
    says: str
    source: str
    of: tuple[str, ...]
    levels: tuple[float, ...]
    within: int
    least: int = 1
    narrow: tuple[tuple[str, str], ...] = ()

    @property
    def less(self) -> bool:
        return len(self.levels) > 1 and self.levels[0] > self.levels[-1]

    @property
    def counts_out(self) -> bool:
        """Whether it counts what was done, which is certain, and not a share or a mean of cases."""
        return self.source in (PRACTICE, MADE)

    @property
    def own(self) -> bool:
        """Whether it is the person's alone, and nobody else reads what it counts."""
        return self.source == PRACTICE or (self.source == MADE and self.of[0] in OWN)

    @property
    def highest(self) -> int:
        """The highest level it can show."""
        return len(self.levels)


@dataclass(frozen=True)
class Place:
    page: str
    name: str


@dataclass(frozen=True)
class Capability:
    """`levels`: what one sees at each; `not_yet`: {cell: what is missing of it}."""

    id: str
    number: int
    name: str
    group: str
    says: str
    levels: tuple[str, str, str]
    places: tuple[Place, ...]
    indicators: tuple[Indicator, ...]
    lessons: tuple[str, ...]
    gates: tuple[str, ...]
    scenarios: tuple[str, ...]
    not_yet: Mapping[str, str]


@dataclass(frozen=True)
class Role:
    """`asks`: a condition, as levels of the journey have them."""

    id: str
    name: str
    says: str
    asks: Of

    @cached_property
    def needs(self) -> dict[str, int]:
        """{capability: level}."""
        return {one.name: one.level for one in self.capable}

    @cached_property
    def capable(self) -> tuple[Capable, ...]:
        return tuple(one for one in self.asks.of if isinstance(one, Capable))


@dataclass(frozen=True)
class Group:
    id: str
    name: str
    says: str


@dataclass(frozen=True)
class Framework:
    id: str
    name: str
    about: str
    by: str
    licence: str
    levels: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    capabilities: Mapping[str, Capability]
    roles: Mapping[str, Role]

    def of_group(self, group: str) -> list[Capability]:
        return [one for one in self.capabilities.values() if one.group == group]


def framework(content: Mapping[str, Any]) -> Framework:
    """The values of a checked part, capabilities in the order of their numbers."""
    head = content["framework"]
    found = sorted((capability(id, one) for id, one in content["each"].items()), key=lambda one: one.number)
    return Framework(
        head["id"], head["name"], head["about"], head.get("by", ""), head.get("licence", ""),
        tuple((head["levels"][one]["name"], head["levels"][one]["says"]) for one in LEVELS),
        tuple(Group(one["id"], one["name"], one["says"]) for one in head["groups"]),
        {one.id: one for one in found}, {one["id"]: role(one) for one in content.get("roles", ())},
    )  # fmt: skip


def capability(id: str, given: Mapping[str, Any]) -> Capability:
    practise, measure, learn = (given[cell] for cell in (PRACTISE, MEASURE, LEARN))
    return Capability(
        id, given["c"], given["name"], given["group"], given["says"], tuple(given["levels"][one] for one in LEVELS),
        tuple(Place(one["page"], one["name"]) for one in practise.get("at", ())),
        tuple(map(indicator, measure.get("by", ()))),
        *(tuple(learn.get(key, ())) for key in ("lessons", "gates", "scenarios")),
        {cell: given[cell]["not_yet"] for cell in (PRACTISE, MEASURE, LEARN) if "not_yet" in given[cell]},
    )  # fmt: skip


def indicator(given: Mapping[str, Any]) -> Indicator:
    source = next(one for one in SOURCES if one in given)
    names = given[source]
    narrow = tuple((key, given[key]) for key in ("channel", "kind", "as") if key in given)
    return Indicator(given["id"], given["says"], source, (names,) if isinstance(names, str) else tuple(names),
                     tuple(given["levels"]), given["within"], given.get("least", 1), narrow)  # fmt: skip


def role(given: Mapping[str, Any]) -> Role:
    needs = {name: place for place, level in enumerate(LEVELS, 1) for name in given["needs"].get(level, ())}
    return Role(given["id"], given["name"], given["says"], all_of(needs))


def all_of(needs: Mapping[str, int]) -> Of:
    """The condition of somebody who needs each capability at its level."""
    parts = tuple(Capable(name, level) for name, level in needs.items())
    return Of(len(parts), parts)


def level_named(number: int, named: Sequence[tuple[str, str]]) -> str:
    """ "" below the first level."""
    return named[number - 1][0] if number else ""
