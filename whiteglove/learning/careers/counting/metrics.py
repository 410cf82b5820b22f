"""Metrics of people, from the sums that every page of numbers reads."""

from __future__ import annotations

from datetime import timedelta

from whiteglove.ground.people.models import Person
from whiteglove.learning.careers.framework import Indicator
from whiteglove.learning.careers.levels import NOTHING, Counted
from whiteglove.learning.measures import numbers
from whiteglove.learning.measures.metrics import HOUSE, METRICS
from whiteglove.learning.measures.periods import Period
from whiteglove.learning.measures.sight import NO_TEAM, WHOLE, Scope
from whiteglove.learning.measures.sums import Sums, figure

from .asked import Asked, Told


def metrics(asked: Asked, indicators: list[Indicator]) -> Told:
    """`indicators` look equally far back at the same part of the work."""
    about = work_of(asked, indicators[0], Scope(WHOLE, "", HOUSE, teams=lanes_of(asked.reader), people=asked.people))
    sorts = sorted({sort for one in indicators for sort in METRICS[one.of[0]].sorts})
    found = numbers.added(about, sorts, "person")
    people = {person for person, _ in found} & set(asked.people)
    return {one: {person: told(one, found, person) for person in people} for one in indicators}


def work_of(asked: Asked, one: Indicator, scope: Scope) -> numbers.Asked:
    """The days and the part of the work that an indicator looks at."""
    return numbers.Asked(scope, days_of(asked, one.within), **dict(one.narrow))


def told(one: Indicator, found: numbers.Added, person: int) -> Counted:
    metric = METRICS[one.of[0]]
    # How few say nothing is the indicator's to decide.
    number = figure(metric, numbers.sums_of(metric, found, person) or Sums(), fewest=1)
    if number.value is None:
        return NOTHING
    low, high = number.interval or (None, None)
    return Counted(number.value, number.whole, low, high)


def days_of(asked: Asked, within: int) -> Period:
    """Whole days of the house's zone, today among them."""
    first = asked.today - timedelta(seconds=within - 86400 if within > 86400 else 0)
    return Period("custom", first, asked.today, over=False)


def lanes_of(reader: Person | None) -> tuple[int, ...] | None:
    """The teams whose work a reader may be told of; None: all."""
    if reader is None or reader.role == "admin":
        return None
    return (*sorted(reader.team_ids), NO_TEAM)
