"""When a conversation takes place: weeks, months, quarters and years, and the day and hour in them. Pure."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

EVERY = ("week", "month", "quarter", "year")
# Weeks of one that always have all their days.
WEEKS = {"week": 1, "month": 4, "quarter": 12, "year": 52}
Free = Callable[[date], bool]
Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class Slot:
    """One week, month, quarter or year; `key` such as 2026-W48, 2026-11, 2026-Q4, 2026."""

    key: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)


def slot_of(every: str, day: date) -> Slot:
    """The one that `day` lies in."""
    if every == "week":
        monday = day - timedelta(days=day.weekday())
        year, week, _ = day.isocalendar()
        return Slot(f"{year}-W{week:02}", monday, monday + timedelta(days=6))
    if every == "month":
        return Slot(f"{day:%Y-%m}", *_months(day.year, day.month, 1))
    if every == "quarter":
        first = 3 * ((day.month - 1) // 3) + 1
        return Slot(f"{day.year}-Q{first // 3 + 1}", *_months(day.year, first, 3))
    return Slot(f"{day.year}", *_months(day.year, 1, 12))


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last = month + count - 1
    return date(year, month, 1), date(year, last, monthrange(year, last)[1])


def slots_between(every: str, first: date, last: date) -> Iterator[Slot]:
    """All that touch these days, in order."""
    slot = slot_of(every, first)
    while slot.first <= last:
        yield slot
        slot = slot_of(every, slot.last + timedelta(days=1))


def wanted(slot: Slot, week: int, weekday: int) -> date:
    """The `week`-th such weekday in it."""
    first = slot.first + timedelta(days=(weekday - slot.first.weekday()) % 7)
    return min(first + timedelta(weeks=week - 1), slot.last)


def day_for(slot: Slot, wish: date, free: Free, not_before: date) -> date | None:
    """`wish` if it is free, else the next free day of the slot, else the nearest one before; None where there is none.

    Nothing is planned into the past: days before `not_before` don't count.
    """
    days = [day for day in slot.days() if day >= not_before]
    later = (day for day in days if day >= wish)
    earlier = (day for day in reversed(days) if day < wish)
    return next((day for day in (*later, *earlier) if free(day)), None)


def start_for(
    wish: datetime, minutes: int, open_hours: Iterable[Interval], taken: Iterable[Interval]
) -> datetime | None:
    """The first time from `wish` on, within the open hours, at which nobody has anything else; else one before it that
    day; None where the day is full."""
    length = timedelta(minutes=minutes)
    hours, busy = sorted(open_hours), sorted(taken)
    starts = [wish, *(start for start, _ in hours), *(end for _, end in busy)]
    fitting = sorted({start for start in starts if _fits(start, start + length, hours, busy)})
    later = [start for start in fitting if start >= wish]
    return later[0] if later else fitting[-1] if fitting else None


def _fits(start: datetime, end: datetime, hours: list[Interval], busy: list[Interval]) -> bool:
    inside = any(opens <= start and end <= closes for opens, closes in hours)
    return inside and not any(start < until and since < end for since, until in busy)
