"""Months and years from a day on, exact across leap days and months of different length. Pure.

Each day is reckoned from the very first one, never from the one before it: what began on 31 January is a month old on
the last of February and two months old on 31 March; what began on 29 February has its anniversary on 28 February in
other years.
"""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Collection, Iterable
from datetime import MAXYEAR, date, timedelta
from typing import NamedTuple

from .facts import Stretch

ONE_DAY = timedelta(days=1)
MONTH_DAYS = 31  # of what is left over of several stretches


class Window(NamedTuple):
    """From `first` until before `end`."""

    first: date
    end: date

    def holds(self, day: date) -> bool:
        return self.first <= day < self.end


def after(first: date, months: int) -> date:
    """So many months after a day; the last day of a month that is too short for it."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def whole_months(first: date, today: date) -> int:
    """How many whole months have passed since; 0 of a day ahead."""
    months = (today.year - first.year) * 12 + today.month - first.month
    return max(0, months - (after(first, max(0, months)) > today))


def window(since: date, months: int, today: date, back: int = 0) -> Window | None:
    """The stretch of so many months in which `today` lies, counted from `since`, or the one `back` before it (after
    it, where that is negative). None before the first one."""
    number = whole_months(since, today) // months - back
    if number < 0:
        return None
    return Window(after(since, number * months), after(since, (number + 1) * months))


def served(stretches: Iterable[Stretch], today: date) -> tuple[int, int]:
    """(whole months, days beside them) up to today: where two overlap, a day counts once; what is left over of several
    makes a month by 31 days."""
    months = days = 0
    for first, end in apart(stretches, today):
        whole = whole_months(first, end)
        months += whole
        days += (end - after(first, whole)).days
    return months + days // MONTH_DAYS, days % MONTH_DAYS


def apart(stretches: Iterable[Stretch], today: date) -> list[Window]:
    """The same days in stretches that neither overlap nor touch; today isn't over and so isn't among them."""
    found: list[Window] = []
    for one in sorted(stretches, key=lambda one: one.first):
        end = today if one.last is None or one.last >= today else one.last + ONE_DAY
        if one.first >= end:
            continue
        if found and one.first <= found[-1].end:
            found[-1] = Window(found[-1].first, max(end, found[-1].end))
        else:
            found.append(Window(one.first, end))
    return found


def reached(stretches: Collection[Stretch], months: int, today: date) -> date | None:
    """The day on which it comes to so many months, if what lasts today goes on; None where nothing does."""
    if not any(one.first <= today and (one.last is None or one.last >= today) for one in stretches):
        return None
    going_on = [one._replace(last=None) if one.last and one.last >= today else one for one in stretches]
    ahead = range(months * MONTH_DAYS + 1)
    days = bisect_left(ahead, True, key=lambda more: served(going_on, today + ONE_DAY * more)[0] >= months)
    return today + ONE_DAY * days
