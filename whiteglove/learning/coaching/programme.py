"""What a pack says about coaching, as values. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

PART = "coaching"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SOURCES = (
    "trend",
    "year",
    "goals",
    "best",
    "hardest",
    "skill",
    "development",
    "promises",
    "surveys",
    "reviews",
    "agreed",
    "news",
)
WHEN = ("any", "first", "upset")
MORE, LESS = "more", "less"
BY_HAND = "by-hand"


@dataclass(frozen=True)
class Item:
    """One item of an agenda; `source` says what prepares it, "" for one that only asks."""

    id: str
    name: str
    asks: str
    source: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of conversation: on `day` (0 is Monday) of the `week`-th week of each `every`."""

    id: str
    name: str
    about: str
    every: str
    week: int
    day: int
    time: str
    minutes: int
    agenda: tuple[Item, ...]

    @property
    def sources(self) -> frozenset[str]:
        """What its agenda is prepared from."""
        return frozenset(item.source for item in self.agenda)


@dataclass(frozen=True)
class Skill:
    """`more`: to be seen in at least `aim` of the replies it is about; else in at most that many."""

    id: str
    name: str
    more: bool
    behaviours: frozenset[str]
    when: str
    aim: float
    step: str


@dataclass(frozen=True)
class Programme:
    """`revision`: the one it was read from."""

    revision: int
    kinds: Mapping[str, Kind]
    skills: Mapping[str, Skill]
    ahead: timedelta
    remind: timedelta
    few: int


def programme_of(content: Mapping[str, Any], revision: int) -> Programme:
    """From a part that passed the schema."""
    rules = content["rules"]
    return Programme(
        revision,
        {one["id"]: _kind(one) for one in content["conversations"]},
        {one["id"]: _skill(one) for one in content["skills"]},
        timedelta(seconds=rules["plan_ahead"]), timedelta(seconds=rules["remind_before"]), rules["few"],
    )  # fmt: skip


def _kind(one: Mapping[str, Any]) -> Kind:
    items = tuple(Item(each["id"], each["name"], each["asks"], each.get("from", "")) for each in one["agenda"])
    return Kind(one["id"], one["name"], one["about"], one["every"], one.get("week", 1), DAYS.index(one["day"]),
                one["time"], one["minutes"], items)  # fmt: skip


def _skill(one: Mapping[str, Any]) -> Skill:
    return Skill(one["id"], one["name"], one["sort"] == MORE, frozenset(one["behaviours"]), one["when"], one["aim"],
                 one["step"])  # fmt: skip
