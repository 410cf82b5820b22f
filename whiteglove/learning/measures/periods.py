"""Stretches of whole days: this week, last month, a year; the one before; and the pieces a chart shows. Pure.

Days are the house's, so a period knows no time zone and no change of the clocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
NAMES = {
    "week": "This week", "last-week": "Last week", "month": "This month", "last-month": "Last month",
    "quarter": "This quarter", "last-quarter": "Last quarter", "year": "This year", "last-year": "Last year",
    "twelve-months": "Twelve months", "custom": "Other days",
}  # fmt: skip
MONTHS = {"month": 1, "quarter": 3, "year": 12}
LONGEST = timedelta(days=5 * 366)
# Up to this many days a chart shows weeks, beyond it months.
BY_DAY, BY_WEEK = 35, 100


@dataclass(frozen=True)
class Period:
    """`first` to `last`, both within. `name` as in the address; `over`: whether its last day is past. `today`: the day
    it is, None where that doesn't matter."""

    name: str
    first: date
    last: date
    over: bool = True
    today: date | None = None

    @property
    def says(self) -> str:
        return NAMES.get(self.name, self.name)

    @property
    def come(self) -> date:
        """The last of its days that has come: what is still ahead hasn't ended anything."""
        return self.last if self.today is None else min(self.last, max(self.today, self.first))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def piece(self) -> str:
        """What a chart of it shows a point for: day, week or month."""
        return "day" if self.days <= BY_DAY else "week" if self.days <= BY_WEEK else "month"

    def before(self) -> Period:
        """The one of the same kind before it; of other days as many, right before."""
        kind = self.name.removeprefix("last-")
        if kind in MONTHS or kind == "twelve-months":
            months = MONTHS.get(kind, 12)
            return Period("custom", shifted(self.first, -months), self.first - DAY)
        return Period("custom", self.first - timedelta(days=self.days), self.first - DAY)

    def pieces(self) -> list[Period]:
        """Its days, weeks or months in order, the outer ones cut to it."""
        found, start = [], self.first
        while start <= self.last:
            end = min(end_of(self.piece, start), self.last)
            found.append(Period("custom", start, end))
            start = end + DAY
        return found


def named(name: str, today: date) -> Period | None:
    """The period of this name as it is today; None for a name nobody knows."""
    kind, back = name.removeprefix("last-"), name.startswith("last-")
    if kind == "twelve-months" and not back:
        return Period(name, shifted(today.replace(day=1), -11), end_of("month", today), over=False, today=today)
    if kind not in ("week", *MONTHS):
        return None
    first = start_of(kind, today)
    if back:
        first = first - 7 * DAY if kind == "week" else shifted(first, -MONTHS[kind])
    last = first + 6 * DAY if kind == "week" else shifted(first, MONTHS[kind]) - DAY
    return Period(name, first, last, over=last < today, today=today)


def custom(first: date, last: date, today: date) -> Period | None:
    """Other days; None if they end before they begin, or are more than five years."""
    if last < first or last - first > LONGEST:
        return None
    return Period("custom", first, last, over=last < today, today=today)


def start_of(kind: str, day: date) -> date:
    if kind == "week":
        return day - timedelta(days=day.weekday())
    months = MONTHS[kind]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def end_of(kind: str, day: date) -> date:
    if kind == "day":
        return day
    if kind == "week":
        return day + timedelta(days=6 - day.weekday())
    return shifted(day.replace(day=1), 1) - DAY


def shifted(first: date, months: int) -> date:
    """The first of a month, so many months on."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def lately(kind: str, count: int, today: date) -> Iterator[Period]:
    """The last `count` weeks, months or quarters, the running one last."""
    first = start_of(kind, today)
    for back in range(count - 1, -1, -1):
        start = first - timedelta(days=7 * back) if kind == "week" else shifted(first, -MONTHS[kind] * back)
        last = start + 6 * DAY if kind == "week" else shifted(start, MONTHS[kind]) - DAY
        yield Period("custom", start, last, over=last < today, today=today)
