"""Standings in words, as pages show them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .framework import METRIC, Capability, Framework, Group, Indicator
from .levels import Gap, Reading, Standing

# How the numbers of an indicator are said: of a share in percent, of what is counted out as it is.
PLACES = {"csat": 2, "ces": 2, "nps": 0, "review_score": 0}
NOT_YET = "Not shown yet"


@dataclass(frozen=True)
class Line:
    """An indicator: what it says, its number, what it shows, and from where it shows more."""

    says: str
    number: str
    shows: str
    next: str


@dataclass(frozen=True)
class Entry:
    standing: Standing
    level: str
    likely: str
    lines: tuple[Line, ...]
    customers: tuple[tuple[str, str], ...]

    @property
    def capability(self) -> Capability:
        return self.standing.capability

    @property
    def lacks(self) -> str:
        return self.capability.not_yet.get("measure", "")


@dataclass(frozen=True)
class Need:
    """A gap of a role, in words."""

    capability: Capability
    need: str
    have: str


def entries(
    found: Framework, standings: Mapping[str, Standing], customers: Mapping[str, str]
) -> list[tuple[Group, list[Entry]]]:
    made = {id: entry(one, found, customers) for id, one in standings.items()}
    return [(group, [made[one.id] for one in found.of_group(group.id)]) for group in found.groups]


def entry(one: Standing, found: Framework, customers: Mapping[str, str]) -> Entry:
    likely = name_of(one.likely, found) if one.likely > one.level else ""
    known = tuple((id, customers[id]) for id in one.capability.scenarios if id in customers)
    lines = tuple(line(each, found) for each in one.readings)
    return Entry(one, name_of(one.level, found), likely, lines, known)


def name_of(level: int, found: Framework) -> str:
    return found.levels[level - 1][0] if level else NOT_YET


def line(one: Reading, found: Framework) -> Line:
    shows = f"shows {name_of(one.level, found)}" if one.level else "shows no level yet" if one.tells else ""
    return Line(one.indicator.says, number_of(one), shows, next_of(one, found))


def number_of(one: Reading) -> str:
    counted, has = one.counted, one.indicator
    if counted.value is None:
        return "nothing to count yet"
    if has.counts_out:
        return f"{counted.value:g}"
    if not one.tells:
        return f"too few to say: {counted.of} of {has.least}"
    known = counted.low is not None and counted.high is not None
    reach = f", likely {said(has, counted.low)} to {said(has, counted.high)}" if known else ""
    return f"{said(has, counted.value)} (of {counted.of}{reach})"


def said(one: Indicator, value: float) -> str:
    if one.source == METRIC and one.of[0] in PLACES:
        return f"{value:.{PLACES[one.of[0]]}f}"
    return f"{value:.0f} %"


def next_of(one: Reading, found: Framework) -> str:
    if one.next is None:
        most = one.indicator.highest
        return "" if most == len(found.levels) else f"It can't show more than {name_of(most, found)}."
    number = f"{one.next:g}" if one.indicator.counts_out else said(one.indicator, one.next)
    side = "up to" if one.indicator.less else "from"
    return f"{name_of(one.level + 1, found)} {side} {number}"


def needs(gaps: list[Gap], found: Framework) -> list[Need]:
    return [Need(one.capability, name_of(one.need, found), name_of(one.have, found)) for one in gaps]
