"""What we aim at, and whether it is reached: the rule is pure, the goals come from the pack in force then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .metrics import HOUSE, METRICS, NARROWED_BY, PERSON, TEAM, Metric
from .sums import Figure

REACHED, MISSED, UNCLEAR, NONE = "reached", "missed", "unclear", "none"
SAYS = {REACHED: "Reached", MISSED: "Not reached", UNCLEAR: "Can't tell yet", NONE: "No goal then"}
# Whose page shows goals of whom: what each team aims at is shown for all of them together too.
SHOWN = {PERSON: {"person"}, TEAM: {"team"}, HOUSE: {"team", "house"}}


@dataclass(frozen=True)
class Goal:
    """`aim` in the metric's own measure (percent, seconds); `above`: whether it is reached above it; `channel`, `kind`
    and `priority` where it is about these alone."""

    id: str
    metric: Metric
    scope: str
    above: bool
    aim: float
    period: str
    says: str
    g: str = ""
    business: bool = False
    channel: str = ""
    kind: str = ""
    priority: str = ""
    team: str = ""  # the short name of the only team it is for

    @property
    def narrow(self) -> dict[str, str]:
        """What alone of the work it is about."""
        return {name: getattr(self, name) for name in NARROWED_BY}


def goal(given: Mapping[str, Any]) -> Goal | None:
    """A goal of a pack; None if its metric is no more."""
    metric = METRICS.get(given["metric"])
    if metric is None:
        return None
    aim = given["time"] if metric.is_time else given["number"]
    return Goal(given["id"], metric, given["for"], given["side"] == "above", float(aim), given["period"], given["says"],
                given.get("g", ""), given.get("hours") == "opening",
                **{name: given.get(name, "") for name in (*NARROWED_BY, "team")})  # fmt: skip


def goals_of(part: Mapping[str, Any]) -> list[Goal]:
    return [one for one in map(goal, part.get("goals", [])) if one]


def verdict(aimed: Goal, told: Figure, *, over: bool) -> str:
    """A period that is over is judged by its number. One that still runs is judged only where what chance leaves open
    lies wholly on one side: otherwise it may yet turn out either way. Too few tell nothing in any case."""
    if not told.tells:
        return UNCLEAR
    if over:
        return REACHED if beats(aimed, told.value) else MISSED
    ends = told.interval or (told.value, told.value)
    sides = {beats(aimed, end) for end in ends}
    return UNCLEAR if len(sides) > 1 else REACHED if sides == {True} else MISSED


def beats(aimed: Goal, value: float) -> bool:
    return value > aimed.aim if aimed.above else value < aimed.aim
