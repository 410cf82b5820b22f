"""Sums in business time. Datetimes in any zone go in, UTC comes out, exact to the microsecond.

A calendar is open at the first instant of its hours and closed at the last. `add(calendar, start, s)` is the
*earliest* instant with `s` open seconds behind it, so a sum that ends at closing time ends there, not at the
next opening (`next_open` of it says when work can go on); nothing added is `start` itself, open or not.
`subtract` mirrors it: the *latest* such instant. A negative number of seconds goes the other way.

Pauses are half-open intervals `(from, until)` of aware datetimes, in any order, overlapping or not; `None` as
`until` means without end, `None` as `from` since ever. They are taken out of the calendar like breaks.

Raises `NeverOpens` where no opening is left, its subclass `StillPaused` where an endless pause comes first,
`NeverCloses`, and `ValueError` for a time without a zone or a pause that ends before it begins.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.spans import Span, union
from whiteglove.service.sla.timetable import FOREVER, NeverCloses, NeverOpens, StillPaused
from whiteglove.service.sla.wall import SECOND, moment, ticks

Pause = tuple[datetime | None, datetime | None]
WALL = Calendar.always()

__all__ = [
    "WALL", "NeverCloses", "NeverOpens", "Pause", "StillPaused", "add", "add_epochs", "between", "is_open", "moment",
    "next_close", "next_open", "open_spans", "subtract",
]  # fmt: skip


def add(calendar: Calendar, start: datetime, seconds: float, pauses: Iterable[Pause] = ()) -> datetime:
    """The earliest instant with `seconds` open seconds between `start` and it, in UTC."""
    amount = seconds * SECOND if seconds.__class__ is int else round(seconds * SECOND)
    if not pauses:
        return moment(calendar.timetable.add(ticks(start), amount))
    return moment(_add(calendar, ticks(start), amount, breaks(pauses)))


def subtract(calendar: Calendar, end: datetime, seconds: float, pauses: Iterable[Pause] = ()) -> datetime:
    """The latest instant with `seconds` open seconds between it and `end`, in UTC."""
    amount = round(seconds * SECOND)
    return moment(_subtract(calendar, ticks(end), amount, breaks(pauses)))


def between(calendar: Calendar, start: datetime, end: datetime, pauses: Iterable[Pause] = ()) -> float:
    """Open seconds from `start` to `end`; negative when `end` is the earlier."""
    first, last = ticks(start), ticks(end)
    if last < first:
        return -between(calendar, end, start, pauses)
    return _between(calendar, first, last, breaks(pauses)) / SECOND


def is_open(calendar: Calendar, at: datetime) -> bool:
    """Whether the calendar is open: yes at the instant of opening, no at the instant of closing."""
    return calendar.timetable.is_open(ticks(at))


def next_open(calendar: Calendar, at: datetime) -> datetime:
    """The first open instant from `at` on: `at` itself while open."""
    return moment(calendar.timetable.next_open(ticks(at)))


def next_close(calendar: Calendar, at: datetime) -> datetime:
    """The next instant after `at` at which the calendar closes; while closed, the end of the next opening."""
    return moment(calendar.timetable.next_close(ticks(at)))


def open_spans(calendar: Calendar, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """The open intervals within `[start, end)`, in order, touching ones joined."""
    found = calendar.timetable.spans(ticks(start), ticks(end))
    return [(moment(opens), moment(closes)) for opens, closes in found]


def add_epochs(calendar: Calendar, starts: Iterable[int], seconds: int) -> list[int]:
    """`add` for many starts at once, in whole seconds since 1970 UTC both ways: for batches."""
    total, amount = calendar.timetable.add, seconds * SECOND
    return [total(start * SECOND, amount) // SECOND for start in starts]


def breaks(pauses: Iterable[Pause]) -> list[Span]:
    """Pauses as sorted spans of ticks without overlaps."""
    spans = []
    for start, end in pauses:
        span = (-FOREVER if start is None else ticks(start), FOREVER if end is None else ticks(end))
        if span[1] < span[0]:
            raise ValueError(f"the pause from {start} ends before it begins, at {end}")
        spans.append(span)
    return union(spans)


def _add(calendar: Calendar, start: int, amount: int, pauses: list[Span]) -> int:
    if amount <= 0:
        return _subtract(calendar, start, -amount, pauses) if amount else start
    table = calendar.timetable
    for begins, ends in pauses:
        if ends <= start:
            continue
        ahead = table.between(start, begins) if begins > start else 0
        if amount <= ahead:
            break
        if ends >= FOREVER:
            raise StillPaused(f"paused without end since {moment(begins):%Y-%m-%d %H:%M} UTC")
        amount, start = amount - ahead, ends
    return table.add(start, amount)


def _subtract(calendar: Calendar, end: int, amount: int, pauses: list[Span]) -> int:
    if amount <= 0:
        return _add(calendar, end, -amount, pauses) if amount else end
    table = calendar.timetable
    for begins, ends in reversed(pauses):
        if begins >= end:
            continue
        behind = table.between(ends, end) if ends < end else 0
        if amount <= behind:
            break
        if begins <= -FOREVER:
            raise StillPaused(f"paused since ever, until {moment(ends):%Y-%m-%d %H:%M} UTC")
        amount, end = amount - behind, begins
    return table.subtract(end, amount)


def _between(calendar: Calendar, start: int, end: int, pauses: list[Span]) -> int:
    table = calendar.timetable
    total = table.between(start, end)
    for begins, ends in pauses:
        low, high = max(begins, start), min(ends, end)
        if low < high:
            total -= table.between(low, high)
    return total
