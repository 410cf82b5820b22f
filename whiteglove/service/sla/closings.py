"""Days that differ from the week: days off, hours closed on a date, hours opened on a date.

The most exact statement wins: a day off yields to hours opened on that date, and both yield to hours closed
on that date. A day off closes the local date from 00:00 to 24:00, so it cuts a night shift at midnight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from whiteglove.service.sla.hours import DAY, CalendarError, Hours, read_hours, read_time

_YEARLY = re.compile(r"(?:--)?(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class DayOff:
    """Closed on every local date from `first` to `last`, both included."""

    first: date
    last: date
    name: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise CalendarError(f"the days off from {self.first} end before they begin, on {self.last}")

    def within(self, first: date, last: date) -> Iterable[date]:
        """The dates closed between `first` and `last`."""
        day, end = max(self.first, first), min(self.last, last)
        while day <= end:
            yield day
            day += timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Yearly:
    """Closed on the same date each year; 29 February only in leap years."""

    month: int
    day: int
    name: str = ""

    def __post_init__(self) -> None:
        if not _date(2000, self.month, self.day):
            raise CalendarError(f"there is no date {self.month:02}-{self.day:02} in any year")

    def within(self, first: date, last: date) -> Iterable[date]:
        """The dates closed between `first` and `last`."""
        days = (_date(year, self.month, self.day) for year in range(first.year, last.year + 1))
        return (day for day in days if day and first <= day <= last)


@dataclass(frozen=True, slots=True, order=True)
class Closure:
    """Closed between two local wall times (naive datetimes), half-open."""

    starts: datetime
    ends: datetime
    name: str = ""

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise CalendarError(f"the closure of {self.starts} ends before it begins, at {self.ends}")


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """Open for these hours on this date as well, even on a day off."""

    day: date
    hours: Hours
    name: str = ""


Entry = DayOff | Yearly | Closure | Opening


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_date(value: Any) -> date:
    """A date from "2026-12-25" or a `date`."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise CalendarError(f"can't read the date {value!r}: write it like 2026-12-25") from None


def wall_time(day: date, seconds: int) -> datetime:
    """The naive local time so many wall seconds after the midnight beginning `day`."""
    return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)  # noqa: DTZ001 -- wall time


def read_entry(value: Any) -> list[Entry]:
    """One entry of "holidays": a date, "12-25" for every year, a range of dates, or a mapping.

    {"date": d} a day off; {"date": d, "closed": "12:00-24:00"} or {"date": d, "from": "12:00"} hours closed;
    {"date": d, "hours": "09:00-12:00"} open for these hours only; {"from": d, "to": d} days off, or a closure
    where both carry a time ("2026-12-24T12:00").
    """
    if isinstance(value, Mapping):
        return _from_mapping(value)
    if isinstance(value, str) and (found := _YEARLY.fullmatch(value.strip())):
        return [Yearly(int(found[1]), int(found[2]))]
    if isinstance(value, str) and "/" in value:
        first, last = value.split("/", 1)
        return [_stretch(first, last, "")]
    day = read_date(value)
    return [DayOff(day, day)]


def _from_mapping(value: Mapping[str, Any]) -> list[Entry]:
    name = str(value.get("name", ""))
    given = set(value) - {"name"}
    if given == {"date"}:
        return _named(read_entry(value["date"]), name)
    if given == {"date", "hours"}:
        return special_day(value["date"], value["hours"], name)
    if given == {"date", "closed"}:
        return closed_hours(value["date"], value["closed"], name)
    if given in ({"date", "from"}, {"date", "to"}, {"date", "from", "to"}):
        return [_part(read_date(value["date"]), value.get("from", "00:00"), value.get("to", "24:00"), name)]
    for first, last in (("from", "to"), ("start", "end"), ("first", "last")):
        if given == {first, last}:
            return [_stretch(value[first], value[last], name)]
    raise CalendarError(f"can't read the holiday {dict(value)!r}: give it a date, or from and to")


def _named(entries: list[Entry], name: str) -> list[Entry]:
    return [type(entry)(*[getattr(entry, slot) for slot in entry.__slots__[:-1]], name) for entry in entries]


def _stretch(first: Any, last: Any, name: str) -> DayOff | Closure:
    if isinstance(first, datetime) or (isinstance(first, str) and ":" in first):
        return Closure(_local(first), _local(last), name)
    return DayOff(read_date(first), read_date(last), name)


def _local(value: Any) -> datetime:
    try:
        found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).strip())
    except ValueError:
        raise CalendarError(f"can't read the time {value!r}: write it like 2026-12-24T12:00") from None
    if found.tzinfo:
        raise CalendarError(f"write {value!r} without a zone: it is read in the calendar's own")
    return found


def _part(day: date, opens: Any, closes: Any, name: str) -> Closure:
    first, last = read_time(opens), read_time(closes)
    return Closure(wall_time(day, first), wall_time(day, last if last > first else last + DAY), name)


def closed_hours(day: Any, hours: Any, name: str = "") -> list[Entry]:
    """Closures for hours closed on a date."""
    when = read_date(day)
    return [Closure(wall_time(when, part.opens), wall_time(when, part.closes), name) for part in read_hours(hours)]


def opened_hours(day: Any, hours: Any, name: str = "") -> list[Entry]:
    """Openings for hours opened on a date besides the usual ones."""
    return [Opening(read_date(day), part, name) for part in read_hours(hours)]


def special_day(day: Any, hours: Any, name: str = "") -> list[Entry]:
    """These hours instead of the usual ones on a date; none of them means closed."""
    when = read_date(day)
    return [DayOff(when, when, name), *opened_hours(when, hours, name)]
