"""What facts add up to, and the number that makes. Pure: the same for a card, a chart, a table and a program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from math import inf

from . import confidence
from .confidence import Interval
from .metrics import Metric, Shape


@dataclass
class Sums:
    """Each as the sum of a fact's column of this name; `n` how many facts, `timed` how many of them have a value,
    `ended` how many stretches ended. `square` of values in units of the fact's grain, see facts.py."""

    n: int = 0
    ended: int = 0
    met: int = 0
    lost: int = 0
    stands: int = 0
    first: int = 0
    first_contact: int = 0
    one_touch: int = 0
    reopened: int = 0
    escalated: int = 0
    timed: int = 0
    value: int = 0
    square: int = 0
    business: int = 0
    business_square: int = 0

    def add(self, other: Iterable[int]) -> Sums:
        for name, more in zip(NAMES, other, strict=True):
            setattr(self, name, getattr(self, name) + (more or 0))
        return self

    def parts(self) -> tuple[int, ...]:
        return tuple(getattr(self, name) for name in NAMES)


NAMES = tuple(one.name for one in fields(Sums))


@dataclass(frozen=True)
class Figure:
    """A number and what it was counted on. `part` of `whole` for shares; `value` is None of nothing. `few`: too few to
    say anything, so that nobody reads "100 %" of two."""

    metric: Metric
    value: float | None
    whole: int
    part: int = 0
    interval: Interval | None = None
    few: bool = False

    @property
    def tells(self) -> bool:
        return self.value is not None and not self.few


def figure(metric: Metric, found: Sums, *, fewest: int, business: bool = False) -> Figure:
    """The number of a metric out of sums; `business`: times by opening hours."""
    whole = getattr(found, metric.among or "n")
    if metric.shape is Shape.COUNT:
        return Figure(metric, float(whole), whole)
    if metric.shape is Shape.LEVEL:
        return Figure(metric, float(found.n - found.ended), found.n - found.ended)
    if whole <= 0:
        return Figure(metric, None, 0)
    few = whole < fewest
    if metric.shape is Shape.MEAN:
        return mean(metric, found, few, business and metric.in_hours)
    part = getattr(found, metric.part)
    if metric.shape is Shape.BALANCE:
        reach = confidence.of_balance(part, found.lost, whole)
        value = 100 * (part - found.lost) / whole
    else:
        reach = confidence.of_share(part, whole)
        value = 100 * part / whole
    return Figure(metric, value, whole, part, reach and Interval(100 * reach.low, 100 * reach.high), few)


def mean(metric: Metric, found: Sums, few: bool, business: bool) -> Figure:
    total, squares = (found.business, found.business_square) if business else (found.value, found.square)
    squares = squares * metric.grain**2
    reach = confidence.of_mean(found.timed, total, squares)
    scale = metric.scale
    most = inf if metric.most is None else metric.most
    reach = reach and Interval(max(metric.least, reach.low / scale), min(most, reach.high / scale))
    return Figure(metric, total / found.timed / scale, found.timed, interval=reach, few=few)
