"""When a team is open: a value made from plain data, unrolled to UTC on demand.

    Calendar.from_dict({
        "zone": "Europe/Berlin",
        "hours": {"mon-fri": "09:00-12:30, 13:30-17:00", "sat": "22:00-06:00"},
        "breaks": {"mon-fri": "15:00-15:15"},
        "holidays": ["2026-12-25", "01-01", {"date": "2026-12-24", "from": "12:00"}, {"country": "DE"}],
        "openings": {"2026-11-28": "10:00-14:00"},
        "special": {"2026-12-31": "09:00-12:00"},
        "ical": "BEGIN:VCALENDAR…",
    })

Two calendars with the same content are equal. The sums over one are in `clock.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from whiteglove.service.sla import closings, holidays_of, ical
from whiteglove.service.sla.closings import Closure, DayOff, Opening, Yearly, wall_time
from whiteglove.service.sla.hours import ALL_DAY, DAY_NAMES, CalendarError, Hours, Week, read_week, without
from whiteglove.service.sla.spans import Span, clip, minus, union
from whiteglove.service.sla.timetable import Timetable
from whiteglove.service.sla.wall import first_instant

CLOSED: Week = ((),) * 7
_KEYS = {
    "zone": ("timezone", "time_zone", "tz"),
    "hours": ("week", "weekly", "business_hours", "working_hours"),
    "breaks": ("lunch",),
    "holidays": ("days_off",),
    "closures": ("closed",),
    "openings": ("open", "extra"),
    "special": ("exceptions", "shifts"),
    "country": (),
    "subdivision": ("state", "region"),
    "ical": ("ics",),
    "always": (),
    "name": (),
}


@dataclass(frozen=True)
class Calendar:
    """Weekly hours in a zone, the days off and the dated hours that differ. Build one with `from_dict`."""

    zone: str = "UTC"
    week: Week = CLOSED
    days_off: tuple[DayOff, ...] = ()
    yearly: tuple[Yearly, ...] = ()
    countries: tuple[holidays_of.Country, ...] = ()
    feeds: tuple[ical.Feed, ...] = ()
    closures: tuple[Closure, ...] = ()
    openings: tuple[Opening, ...] = ()

    def __post_init__(self) -> None:
        _zone(self.zone)
        if len(self.week) != 7:
            raise CalendarError(f"a week has seven days, not {len(self.week)}")

    @classmethod
    def always(cls, zone: str = "UTC") -> Calendar:
        """Open 24 hours on 7 days."""
        return cls(zone=zone, week=((ALL_DAY,),) * 7)

    @classmethod
    def from_dict(cls, spec: Mapping[str, Any]) -> Calendar:
        """Read a calendar from plain data, of the shape above. Raises CalendarError naming what is wrong."""
        return _read(_known(spec))

    def to_dict(self) -> dict[str, Any]:
        """Plain data from which `from_dict` makes an equal calendar."""
        return _plain(self)

    @cached_property
    def whole_days(self) -> Calendar:
        """The same calendar counting each day it opens from midnight to midnight: for targets in working days."""
        week = tuple((ALL_DAY,) if day else () for day in self.week)
        openings = tuple(dict.fromkeys(replace(extra, hours=ALL_DAY) for extra in self.openings))
        feeds = tuple(replace(feed, days_only=True) for feed in self.feeds)
        return replace(self, week=week, closures=(), openings=openings, feeds=feeds)

    @cached_property
    def timetable(self) -> Timetable:
        """The calendar unrolled; it grows with the questions asked."""
        return Timetable(self)

    @cached_property
    def info(self) -> ZoneInfo:
        """The zone's rules."""
        return _zone(self.zone)

    def midnight(self, day: date) -> int:
        """The tick at which a local date begins."""
        return first_instant(wall_time(day, 0), self.info)

    def named_dates(self) -> tuple[date, date] | None:
        """The first and last date on which an extra opening is named."""
        days = [extra.day for extra in self.openings]
        return (min(days), max(days)) if days else None

    def off(self, first: date, last: date) -> set[date]:
        """The local dates from `first` to `last` that are days off, from whatever source."""
        sources = (*self.days_off, *self.yearly, *self.countries, *self.feeds)
        return {day for source in sources for day in source.within(first, last)}

    def spans(self, first: date, last: date) -> list[Span]:
        """Open spans in ticks from the beginning of local date `first` to the end of `last`."""
        early = first - timedelta(days=2)
        usual = minus(self._weekly(early, last), self._nights_of(self.off(early, last + timedelta(days=1))))
        openings = [self._ticks(extra.day, extra.hours) for extra in self.openings if early <= extra.day <= last]
        open_spans = minus(union(usual + openings), self._closed(first, last))
        return clip(open_spans, self.midnight(first), self.midnight(last + timedelta(days=1)))

    def _weekly(self, first: date, last: date) -> list[Span]:
        days = (first + timedelta(days=step) for step in range((last - first).days + 1))
        return [self._ticks(day, hours) for day in days for hours in self.week[day.weekday()]]

    def _nights_of(self, days: set[date]) -> list[Span]:
        return [(self.midnight(day), self.midnight(day + timedelta(days=1))) for day in sorted(days)]

    def _ticks(self, day: date, hours: Hours) -> Span:
        opens, closes = wall_time(day, hours.opens), wall_time(day, hours.closes)
        return first_instant(opens, self.info), first_instant(closes, self.info)

    def _closed(self, first: date, last: date) -> list[Span]:
        after = last + timedelta(days=1)
        dated = [
            (first_instant(closure.starts, self.info), first_instant(closure.ends, self.info))
            for closure in self.closures
            if closure.starts.date() <= after and closure.ends.date() >= first
        ]
        return dated + [span for feed in self.feeds for span in feed.spans(self.info, first, last)]


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError, TypeError):
        raise CalendarError(f"{name!r} is no time zone: write it like Europe/Berlin or UTC") from None


def _known(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The spec under our own key names."""
    if not isinstance(spec, Mapping):
        raise CalendarError(f"a calendar is a mapping, not {type(spec).__name__}")
    ours = {alias: key for key, aliases in _KEYS.items() for alias in (key, *aliases)}
    if strange := sorted(str(key) for key in spec if key not in ours):
        raise CalendarError(f"a calendar has no {strange[0]!r}: it knows {', '.join(_KEYS)}")
    return {ours[key]: value for key, value in spec.items()}


def _read(spec: dict[str, Any]) -> Calendar:
    week = read_week("24/7") if spec.get("always") else read_week(spec.get("hours"))
    found: dict[type, list[Any]] = {kind: [] for kind in (*_FIELDS, holidays_of.Country, ical.Feed)}
    for entry in _entries(spec):
        found[type(entry)].append(entry)
    parts = {name: tuple(sorted(set(found[kind]))) for kind, name in _FIELDS.items()}
    return Calendar(
        zone=str(spec.get("zone") or "UTC"),
        week=without(week, read_week(spec.get("breaks"))) if spec.get("breaks") else week,
        countries=tuple(dict.fromkeys(found[holidays_of.Country])),
        feeds=tuple(dict.fromkeys(found[ical.Feed])),
        **parts,
    )


_FIELDS: dict[type, str] = {DayOff: "days_off", Yearly: "yearly", Closure: "closures", Opening: "openings"}


def _entries(spec: dict[str, Any]) -> Iterable[Any]:
    for entry in _listed(spec.get("holidays")):
        yield from _holiday(entry)
    for key, read in (("closures", _closure), ("openings", closings.opened_hours), ("special", closings.special_day)):
        yield from _dated(spec.get(key), read)
    if spec.get("country"):
        yield from _countries({"country": spec["country"], "subdivision": spec.get("subdivision") or ""})
    for text in _listed(spec.get("ical")):
        yield _feed(text)


def _holiday(entry: Any) -> list[Any]:
    if isinstance(entry, Mapping) and "country" in entry:
        return _countries(entry)
    if isinstance(entry, Mapping) and "ical" in entry:
        return [_feed(entry["ical"])]
    return list(closings.read_entry(entry))


def _countries(entry: Mapping[str, Any]) -> list[Any]:
    if strange := set(entry) - {"country", "subdivision", "name"}:
        raise CalendarError(f"a country's holidays have no {sorted(strange)[0]!r}: give country and subdivision")
    country = holidays_of.Country(str(entry["country"]).upper(), str(entry.get("subdivision") or ""))
    return [holidays_of.check(country)]


def _feed(text: Any) -> ical.Feed:
    feed = ical.Feed(text.decode() if isinstance(text, bytes) else str(text))
    ical.tried(feed.text)
    return feed


def _closure(day: Any, hours: Any, name: str = "") -> list[Any]:
    return list(closings.closed_hours(day, hours, name))


def _listed(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    if isinstance(value, Mapping) and not {"date", "from", "start", "first", "country", "ical"} & set(value):
        return [{"date": day, "name": str(name or "")} for day, name in value.items()]
    return [value] if isinstance(value, str | bytes | date | Mapping) else list(value)


def _dated(value: Any, read: Callable[..., list[Any]]) -> Iterable[Any]:
    """Entries of a mapping from dates to hours, or of a list of rows with date and hours (or closures)."""
    if isinstance(value, Mapping) and "date" not in value:
        for day, hours in value.items():
            yield from read(day, hours)
        return
    for row in _listed(value):
        if isinstance(row, Mapping) and "date" in row:
            rest = {key: part for key, part in row.items() if key not in ("date", "name")}
            hours = rest["hours"] if set(rest) == {"hours"} else rest or None
            yield from read(row["date"], hours, str(row.get("name") or ""))
        elif read is _closure:
            yield from closings.read_entry(row)
        else:
            raise CalendarError(f"can't read {row!r}: give a date and its hours")


def _plain(calendar: Calendar) -> dict[str, Any]:
    off = [{"from": str(day.first), "to": str(day.last), "name": day.name} for day in calendar.days_off]
    yearly = [{"date": f"{day.month:02}-{day.day:02}", "name": day.name} for day in calendar.yearly]
    places = [{"country": place.code, "subdivision": place.subdivision} for place in calendar.countries]
    closed = [{"from": c.starts.isoformat(), "to": c.ends.isoformat(), "name": c.name} for c in calendar.closures]
    return {
        "zone": calendar.zone,
        "hours": {name: [str(part) for part in day] for name, day in zip(DAY_NAMES, calendar.week, strict=True)},
        "holidays": [*off, *yearly, *places, *closed],
        "openings": [{"date": str(o.day), "hours": str(o.hours), "name": o.name} for o in calendar.openings],
        "ical": [feed.text for feed in calendar.feeds],
    }
