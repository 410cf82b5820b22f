"""Closed days and hours from an iCalendar feed (RFC 5545): single, recurring, all-day and timed events.

Every event of the feed closes: TRANSP says whether its owner is busy, not whether a shop is shut, and public
feeds of holidays mark themselves transparent. Cancelled events don't count. An event's own start counts even
where its rule leaves it out. A rule that repeats more often than daily is refused: it can't be a holiday, and
takes for ever to unroll; so are a rule that never moves on and one that walks day by day through a thousand years.
What a feed closes is asked for between 1700 and 2600 (`timetable`), so an end of "never" in the year 9999 is one too.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from math import prod
from typing import Any

from whiteglove.service.sla.hours import CalendarError
from whiteglove.service.sla.spans import Span
from whiteglove.service.sla.timetable import FIRST, LAST
from whiteglove.service.sla.wall import first_instant, moment

_TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
_BY_DAY, _EARLIEST_BY_DAY, _TIMES_A_DAY = {"DAILY", "WEEKLY"}, 1900, 4
MOST_CHARACTERS, MOST_EVENTS, MOST_RULES = 200_000, 1_000, 100
# Where each day begins another, the years of one would be unrolled 365 times over.
_LONGEST = timedelta(days=31)
DAILY, WEEKLY = 3, 2  # as dateutil has them, which is loaded only where there is a rule
_TRIED_YEARS = 10
# Some days before the last that can be written, so that any zone can say it.
_EVER, _NEVER = datetime(1, 1, 1), datetime(9999, 12, 29)  # noqa: DTZ001 -- wall time
# What the libraries that read feeds raise where they meet something they didn't expect.
_MISREAD = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


@dataclass(frozen=True, slots=True, order=True)
class Feed:
    """The text of an iCalendar file; with `days_only` its timed events don't count."""

    text: str
    days_only: bool = False

    @property
    def size(self) -> int:
        """How many events it has."""
        return len(events(self.text))

    def within(self, first: date, last: date) -> Iterator[date]:
        """The local dates that all-day events close between `first` and `last`."""
        return (day for day, _ in self.named(first, last))

    def named(self, first: date, last: date) -> Iterator[tuple[date, str]]:
        """The local dates that all-day events close, each with the event's name."""
        for event in events(self.text):
            if event.all_day:
                starts = event.touching(_midnight(first), _midnight(last) + timedelta(days=1))
                yield from ((day, event.name) for day in _dates(starts, event.length, first, last))

    def spans(self, zone: tzinfo, first: date, last: date) -> Iterator[Span]:
        """The spans of ticks that timed events close, for those that may touch `first` to `last`."""
        return (span for span, _ in self._timed(zone, first, last))

    def timed(self, zone: tzinfo, first: date, last: date) -> Iterator[tuple[datetime, datetime, str]]:
        """The stretches that timed events close, in `zone`, each with the event's name."""
        for (start, end), name in self._timed(zone, first, last):
            yield moment(start).astimezone(zone), moment(end).astimezone(zone), name

    def _timed(self, zone: tzinfo, first: date, last: date) -> Iterator[tuple[Span, str]]:
        early, late = _midnight(first) - timedelta(days=2), _midnight(last) + timedelta(days=3)
        for event in () if self.days_only else events(self.text):
            if not event.all_day:
                for start in event.touching(early, late):
                    yield event.span(start, event.zone or zone), event.name


@dataclass(frozen=True)
class Event:
    """One VEVENT: naive starts in its own `zone` (None: the calendar's), its length, rule, extras, gaps and name."""

    start: datetime
    length: timedelta
    zone: tzinfo | None
    all_day: bool
    exact: bool
    rule: Any = None
    extra: frozenset[datetime] = frozenset()
    gone: frozenset[datetime] = frozenset()
    name: str = ""

    def starts(self, early: datetime, late: datetime) -> Iterable[datetime]:
        """Every start in `[early, late)`, moved and cancelled occurrences taken out."""
        found = {self.start, *self.extra, *(self._unrolled(early, late) if self.rule else ())}
        return sorted(start for start in found - self.gone if early <= start < late)

    def touching(self, early: datetime, late: datetime) -> Iterable[datetime]:
        """Every start whose occurrence may reach into `[early, late)`."""
        return self.starts(early - min(self.length, early - _EVER), late)

    def _unrolled(self, early: datetime, late: datetime) -> Iterable[datetime]:
        rule = self.rule
        if rule._count is None and (rule._until is None or rule._until > late):
            rule = rule.replace(until=late)
        return rule.between(early, late, inc=True)

    def span(self, start: datetime, zone: tzinfo) -> Span:
        """The span of one occurrence: a DURATION counts real time, a DTEND is a time on the wall."""
        begins, length = first_instant(start, zone), min(self.length, _NEVER - start)
        if self.exact:
            return begins, begins + length // timedelta(microseconds=1)
        return begins, first_instant(start + length, zone)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 -- wall time


def _dates(starts: Iterable[datetime], length: timedelta, first: date, last: date) -> Iterator[date]:
    """Each date from `first` to `last` that one of the occurrences covers, once; `starts` are sorted."""
    reached = first.toordinal()
    for start in starts:
        begins = start.toordinal()
        ends = min(begins + max(length.days, 1), last.toordinal() + 1)
        yield from map(date.fromordinal, range(max(begins, reached), ends))
        reached = max(reached, ends)


@contextmanager
def _reading() -> Iterator[None]:
    """Whatever goes wrong over a stranger's file is told as one error."""
    try:
        yield
    except CalendarError:
        raise
    except _MISREAD as problem:
        raise CalendarError(f"can't read the iCalendar feed: give the whole file, as exported ({problem})") from None


@lru_cache(maxsize=64)
def tried(text: str) -> int:
    """How many events a feed has, each unrolled over its first years, so that nothing fails later.

    Raises CalendarError.
    """
    found = events(text)
    with _reading():
        for event in found:
            early = datetime(max(event.start.year, FIRST.year), 1, 1)  # noqa: DTZ001 -- wall time
            late = datetime(min(event.start.year + _TRIED_YEARS, LAST.year), 1, 1)  # noqa: DTZ001 -- wall time
            for start in event.touching(early, late):
                event.span(start, event.zone or UTC)
    return len(found)


@lru_cache(maxsize=64)
def events(text: str) -> tuple[Event, ...]:
    """The events of a feed, overridden occurrences taken out of their series. Raises CalendarError."""
    if len(text) > MOST_CHARACTERS:
        raise CalendarError(
            f"the iCalendar feed has {len(text):,} characters, {MOST_CHARACTERS:,} at most: leave past years out"
        )
    with _reading():
        return _events(text)


def _events(text: str) -> tuple[Event, ...]:
    from icalendar import Calendar

    found = [whole for whole in Calendar.from_ical(text, multiple=True) if whole.name == "VCALENDAR"]
    if not found:
        raise CalendarError("can't read the iCalendar feed: it holds no VCALENDAR")
    parts = [part for whole in found for part in whole.walk("VEVENT")]
    moved = _overridden(parts)
    repeating = sum(part.get("RRULE") is not None for part in parts)
    if len(parts) > MOST_EVENTS or repeating > MOST_RULES:
        raise CalendarError(
            f"the iCalendar feed has {len(parts):,} events, {repeating:,} of them repeating; at most "
            f"{MOST_EVENTS:,} and {MOST_RULES} can be used: leave out those that don't close you"
        )
    alive = [part for part in parts if str(part.get("STATUS", "")).upper() != "CANCELLED" and part.get("DTSTART")]
    return tuple(_event(part, moved) for part in alive)


def _overridden(parts: list[Any]) -> dict[str, set[Any]]:
    """For each UID the original starts that another VEVENT replaces or cancels."""
    moved: dict[str, set[Any]] = {}
    for part in parts:
        if part.get("RECURRENCE-ID") is not None:
            moved.setdefault(str(part.get("UID", "")), set()).add(part["RECURRENCE-ID"].dt)
    return moved


def _event(part: Any, moved: dict[str, set[Any]]) -> Event:
    begin = part["DTSTART"].dt
    all_day = not isinstance(begin, datetime)
    zone = None if all_day else begin.tzinfo
    single = part.get("RECURRENCE-ID") is not None
    length = _length(part, begin, zone, all_day)
    rule = None if single else _rule(part, begin, zone)
    if rule and length > _LONGEST and rule._freq in (DAILY, WEEKLY):
        days = length / timedelta(days=1)
        raise CalendarError(f"an event that repeats daily or weekly can close {_LONGEST.days} days, not {days:,.0f}")
    gone = set(_listed(part, "EXDATE")) | (set() if single else moved.get(str(part.get("UID", "")), set()))
    return Event(
        start=_wall(begin, zone),
        length=length,
        zone=zone,
        all_day=all_day,
        exact=part.get("DTEND") is None and part.get("DURATION") is not None,
        rule=rule,
        extra=frozenset(_wall(value, zone) for value in _listed(part, "RDATE")),
        gone=frozenset(_wall(value, zone) for value in gone),
        name=str(part.get("SUMMARY") or "").strip(),
    )


def _wall(value: Any, zone: tzinfo | None) -> datetime:
    """A date or time as naive wall time in the event's own zone."""
    if isinstance(value, tuple):
        value = value[0]
    if not isinstance(value, datetime):
        return _midnight(value)
    return (value.astimezone(zone) if value.tzinfo and zone else value).replace(tzinfo=None)


def _length(part: Any, begin: Any, zone: tzinfo | None, all_day: bool) -> timedelta:
    if part.get("DTEND") is not None:
        length = _wall(part["DTEND"].dt, zone) - _wall(begin, zone)
    elif part.get("DURATION") is not None:
        length = part["DURATION"].dt
    else:
        length = timedelta(days=1) if all_day else timedelta()
    return max(length, timedelta(days=1) if all_day else timedelta())


def _listed(part: Any, name: str) -> Iterator[Any]:
    found = part.get(name)
    for group in found if isinstance(found, list) else [found] if found is not None else []:
        yield from (entry.dt for entry in group.dts)


def _rule(part: Any, begin: Any, zone: tzinfo | None) -> Any:
    from dateutil.rrule import rrulestr

    text = part.get("RRULE")
    if text is None:
        return None
    rule = text[0] if isinstance(text, list) else text
    _check(rule, begin.year)
    plain = {name: values for name, values in rule.items() if name != "UNTIL"}
    found = rrulestr(type(rule)(plain).to_ical().decode(), dtstart=_wall(begin, zone))
    if not _comes_true(found):
        return None
    return found.replace(until=_until(rule["UNTIL"][0], begin, zone)) if rule.get("UNTIL") else found


def _check(rule: Any, year: int) -> None:
    """Refuse what takes for ever to unroll. `year` is that of the first start."""
    often = {str(value).upper() for value in rule.get("FREQ", [])}
    times = prod(len(rule.get(part, [0])) for part in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    if often & _TOO_OFTEN or times > _TIMES_A_DAY:
        raise CalendarError("an event that repeats within a day can't close a calendar")
    if any(int(value) < 1 for value in rule.get("INTERVAL", [])):
        raise CalendarError("an event that repeats needs an INTERVAL of 1 or more")
    if often & _BY_DAY and year < _EARLIEST_BY_DAY:
        raise CalendarError(f"an event that repeats daily or weekly must begin in {_EARLIEST_BY_DAY} or later")


def _comes_true(rule: Any) -> bool:
    """Whether a rule yields anything within some forty years of its start.

    dateutil walks a rule that never comes true through to the year 9999, at every question. So it is asked in a year
    shortly before that one, which has the same weekdays and leap days.
    """
    start = rule._dtstart
    late = next(year for year in range(9959, 9900, -1) if _alike(year, start.year))
    return next(iter(rule.replace(dtstart=start.replace(year=late), count=1)), None) is not None


def _alike(one: int, other: int) -> bool:
    """Whether two years begin on the same weekday and are both leap years or both not."""
    return date(one, 1, 1).weekday() == date(other, 1, 1).weekday() and isleap(one) == isleap(other)


def _until(value: Any, begin: Any, zone: tzinfo | None) -> datetime:
    """The last start: a bare date means its whole day for timed events."""
    if isinstance(value, datetime) or not isinstance(begin, datetime):
        return _wall(value, zone)
    return _wall(value, zone) + timedelta(days=1, microseconds=-1)
