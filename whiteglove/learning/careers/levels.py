"""From what was counted to levels: of an indicator, of a capability, of somebody's map. Pure.

A level is shown once even the cautious end of the interval reaches its number: what chance alone could have made isn't
held for anybody, and nothing is held against them either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from whiteglove.learning.measures import confidence
from whiteglove.learning.requirements.conditions import Capable, Of
from whiteglove.learning.requirements.facts import Facts
from whiteglove.learning.requirements.judging import Verdict, judge

from .framework import TEST, Capability, Indicator

SELF, LEAD, EVIDENCE = "self", "lead", "evidence"


@dataclass(frozen=True)
class Counted:
    """`value` (None of nothing) of `of` cases; `low` to `high`: where it lies in 95 of 100."""

    value: float | None
    of: int
    low: float | None = None
    high: float | None = None


NOTHING = Counted(None, 0)


def share(part: int, whole: int) -> Counted:
    """In percent, with Wilson's interval."""
    found = confidence.of_share(part, whole)
    return Counted(100 * part / whole, whole, 100 * found.low, 100 * found.high) if found else NOTHING


def count(number: float) -> Counted:
    """What was counted out is as it is, and none of it is a number too."""
    return Counted(float(number), int(number), float(number), float(number))


@dataclass(frozen=True)
class Reading:
    """What an indicator says of somebody. `level`: shown for sure; `likely`: by the number alone; `tells`: whether
    there were enough cases to say anything."""

    indicator: Indicator
    counted: Counted
    tells: bool
    level: int
    likely: int

    @property
    def next(self) -> float | None:
        """The number of the next level it can show; None where it shows its highest."""
        return self.indicator.levels[self.level] if self.level < self.indicator.highest else None


def reading(one: Indicator, counted: Counted) -> Reading:
    # Nothing made or served yet says nothing of somebody: it isn't a number against them.
    silent = not counted.value if one.counts_out else counted.value is None or counted.of < one.least
    if silent:
        return Reading(one, counted, False, 0, 0)
    cautious = counted.high if one.less else counted.low
    likely = reached(one, counted.value)
    if one.counts_out or one.source == TEST or cautious == counted.value:
        sure = likely
    else:
        # A mean of one case has no interval: nothing is sure of it.
        sure = reached(one, cautious) if cautious is not None else 0
    return Reading(one, counted, True, sure, likely)


def reached(one: Indicator, value: float) -> int:
    return sum(value <= number if one.less else value >= number for number in one.levels)


@dataclass(frozen=True)
class Standing:
    """What the evidence shows of a capability. 0: not yet; `likely`: what the numbers alone would say."""

    capability: Capability
    readings: tuple[Reading, ...]
    level: int
    likely: int

    @property
    def tells(self) -> bool:
        return any(one.tells for one in self.readings)


def standing(one: Capability, counted: Mapping[str, Counted], *, by_others: bool = False) -> Standing:
    """`counted`: by the id of the indicator. `by_others`: as somebody else may see it, without practice and
    mentorships, which are the person's own."""
    indicators = [each for each in one.indicators if not (by_others and each.own)]
    readings = tuple(reading(each, counted.get(each.id, NOTHING)) for each in indicators)
    told = [(each, against(each.indicator)) for each in readings if each.tells]
    sure = shown([(each.level, most) for each, most in told])
    return Standing(one, readings, sure, max(sure, shown([(each.likely, most) for each, most in told])))


def against(one: Indicator) -> int:
    """From which level on it speaks against. What was made or served is one thing more and never does: whoever began
    with it would lose by it."""
    return 1 if one.counts_out else one.highest


def shown(told: Sequence[tuple[int, int]]) -> int:
    """Of (level, highest) of each that tells: the highest level that one of them shows, and that none of the others
    speaks against by more than a level of what it can show."""
    for level in (3, 2, 1) if told else ():
        shows = any(has >= level for has, _ in told)
        if shows and all(has >= min(level, highest) - 1 for has, highest in told):
            return level
    return 0


@dataclass(frozen=True)
class Seen:
    """A capability as the evidence, the person and their lead see it; None: not said, 0: not yet at any."""

    standing: Standing
    own: int | None = None
    lead: int | None = None

    @property
    def differ(self) -> bool:
        """Whether two who said something see it differently: worth a talk, and nobody's fault."""
        said = [one for one in (self.own, self.lead) if one is not None]
        if self.standing.tells:
            said.append(self.standing.level)
        return len(set(said)) > 1


@dataclass(frozen=True)
class Gap:
    """`nearest`: what is closest to showing the next level. `lessons`, `gates` and `scenarios`: what raises it."""

    capability: Capability
    need: int
    have: int
    nearest: Reading | None
    lessons: tuple[str, ...]
    gates: tuple[str, ...]
    scenarios: tuple[str, ...]


def judged(asks: Of, map_of: Mapping[str, Standing]) -> Verdict:
    """By the levels that are shown. They are as of when they were counted, so the day plays no part."""
    return judge(asks, Facts(capabilities={id: one.level for id, one in map_of.items()}), date.max)


def gaps(asks: Of, map_of: Mapping[str, Standing], done: Iterable[str] = ()) -> list[Gap]:
    """What is missing of what a role asks, the widest first. `done`: simulated customers served well already."""
    known = set(done)
    missed = [one.condition for one in judged(asks, map_of).parts if not one.met]
    found = [
        Gap(one.capability, each.level, one.level, nearest(one), one.capability.lessons, one.capability.gates,
            tuple(name for name in one.capability.scenarios if name not in known))
        for each in missed if isinstance(each, Capable) and (one := map_of.get(each.name))
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.have - one.need, one.capability.number))


def nearest(one: Standing) -> Reading | None:
    """Of what doesn't show the next level yet, that which lacks least of it in proportion."""
    open_ones = [each for each in one.readings if each.next is not None]
    return min(open_ones, key=missing, default=None)


def missing(one: Reading) -> float:
    """How much of the way to its next number is still ahead, from 0 to 1."""
    value, goal = one.counted.value, one.next
    if value is None or not one.tells or goal is None:
        return 1.0
    away = value - goal if one.indicator.less else goal - value
    return min(1.0, max(0.0, away / abs(goal))) if goal else float(away > 0)
