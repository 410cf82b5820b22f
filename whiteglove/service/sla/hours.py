"""Opening hours as people write them: "09:00-12:30", "22:00-06:00", "18:00-24:00", "mon-fri".

`Hours` is one interval of wall time on the day it begins, in seconds from that day's midnight; a night
shift closes after 86,400. Anything that can't be understood raises `CalendarError` saying what was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from whiteglove.service.sla.spans import minus

DAY = 86_400
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {
    "weekdays": range(5), "workdays": range(5), "weekday": range(5), "weekend": (5, 6), "weekends": (5, 6),
    "daily": range(7), "everyday": range(7), "every day": range(7), "all": range(7),
}  # fmt: skip
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.](\d{2}))?\s*([ap]\.?m\.?)?", re.I)
_BETWEEN = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b)\s*", re.I)
_AND = re.compile(r"\s*(?:,|;|\band\b)\s*", re.I)


class CalendarError(ValueError):
    """A calendar was described in a way that can't be right; the message names the place and the value."""


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """Open from `opens` until `closes`, seconds after the local midnight of the day it begins on."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not (0 <= self.opens < DAY and self.opens < self.closes <= 2 * DAY):
            raise CalendarError(f"hours must open before 24:00 and close later than that, not {self}")

    def __str__(self) -> str:
        over = self.closes - DAY
        return f"{clock_face(self.opens)}-{clock_face(over if 0 < over < self.opens else self.closes)}"


Week = tuple[tuple[Hours, ...], ...]
ALL_DAY = Hours(0, DAY)


def clock_face(seconds: int) -> str:
    """Seconds after midnight as "09:00", or "09:00:30" where there are odd seconds."""
    minutes, odd = divmod(seconds, 60)
    face = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{face}:{odd:02}" if odd else face


def read_time(value: Any) -> int:
    """Seconds after midnight of "9", "09:00", "17.30", "5:30 pm", "24:00" or a `time`."""
    if isinstance(value, time):
        return value.hour * 3600 + value.minute * 60 + value.second
    found = _TIME.fullmatch(str(value).strip())
    if not found:
        raise CalendarError(f"can't read the time {value!r}: write it like 09:00 or 24:00")
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    hour = _in_24(hour, found[4], value)
    if minute > 59 or second > 59 or hour * 3600 + minute * 60 + second > 2 * DAY:
        raise CalendarError(f"there is no time {value!r}: write it like 09:00 or 24:00")
    return hour * 3600 + minute * 60 + second


def _in_24(hour: int, half: str | None, value: Any) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise CalendarError(f"there is no time {value!r}: write it like 09:00 or 24:00")
    return hour % 12 + (12 if half[0] in "pP" else 0)


def span_of(opens: Any, closes: Any) -> Hours:
    """Hours from two times; closing at or before the opening means the next day ("22:00-06:00")."""
    first, last = read_time(opens), read_time(closes)
    if first == last and first:
        raise CalendarError(f"{opens} to {closes} opens and closes at once: write 00:00-24:00 for a whole day")
    return Hours(first, last if last > first else last + DAY)


def read_hours(value: Any) -> tuple[Hours, ...]:
    """One day's hours from any usual shape.

    "09:00-12:30, 13:30-17:00", ["09:00-17:00"], [["09:00", "17:00"]], {"09:00": "17:00"},
    {"from": "09:00", "to": "17:00"}; None, "" , [] and "closed" mean closed; True, "24h" and "open" the whole day.
    """
    if isinstance(value, Hours):
        return (value,)
    if value is None or value is False:
        return ()
    if value is True:
        return (ALL_DAY,)
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, Mapping):
        return _from_mapping(value)
    if isinstance(value, Iterable):
        return _from_list(list(value))
    raise CalendarError(f"can't read the hours {value!r}: write them like 09:00-17:00")


def _from_text(text: str) -> tuple[Hours, ...]:
    said = text.strip().lower()
    if said in ("", "closed", "none", "off"):
        return ()
    if said in ("24h", "24/7", "open", "all day", "24 hours"):
        return (ALL_DAY,)
    return tuple(sorted(_one(part) for part in _AND.split(text.strip()) if part))


def _one(text: str) -> Hours:
    edges = _BETWEEN.split(text.strip())
    if len(edges) != 2:
        raise CalendarError(f"can't read the hours {text!r}: write them like 09:00-17:00")
    return span_of(*edges)


def _from_mapping(value: Mapping[Any, Any]) -> tuple[Hours, ...]:
    for opens, closes in (("from", "to"), ("start", "end"), ("opens", "closes"), ("open", "close")):
        if set(value) == {opens, closes}:
            return (span_of(value[opens], value[closes]),)
    return tuple(sorted(span_of(opens, closes) for opens, closes in value.items()))


def _from_list(parts: list[Any]) -> tuple[Hours, ...]:
    if len(parts) == 2 and all(isinstance(part, time) or _is_time(part) for part in parts):
        return (span_of(*parts),)
    return tuple(sorted(hours for part in parts for hours in read_hours(part)))


def _is_time(value: Any) -> bool:
    return isinstance(value, str) and bool(_TIME.fullmatch(value.strip()))


def read_days(key: Any) -> tuple[int, ...]:
    """Weekday numbers (Monday is 0) of "mon", "Monday", "mon-fri", "sat, sun", "weekdays", "daily"."""
    said = str(key).strip().lower()
    if said in _GROUPS:
        return tuple(_GROUPS[said])
    days: list[int] = []
    for part in _AND.split(said):
        days += _day_range(part, key)
    return tuple(dict.fromkeys(days))


def _day_range(part: str, key: Any) -> list[int]:
    ends = [_weekday(name, key) for name in _BETWEEN.split(part)]
    if len(ends) == 1:
        return ends
    if len(ends) != 2:
        raise CalendarError(f"can't read the days {key!r}: write them like mon-fri")
    return [(ends[0] + step) % 7 for step in range((ends[1] - ends[0]) % 7 + 1)]


def _weekday(name: str, key: Any) -> int:
    said = name.strip().rstrip(".")
    for number, full in enumerate(DAY_NAMES):
        if len(said) >= 2 and full.startswith(said.removesuffix("s")):
            return number
    raise CalendarError(f"{key!r} is no day of the week: write monday, mon, mon-fri, weekdays or daily")


def read_week(value: Any) -> Week:
    """Seven days of hours, Monday first, from a mapping of days to hours or a list of rows with a "day"."""
    days: list[set[Hours]] = [set() for _ in range(7)]
    for key, hours in _rows(value):
        for number in read_days(key):
            days[number].update(read_hours(hours))
    return tuple(tuple(sorted(day)) for day in days)


def _rows(value: Any) -> Iterable[tuple[Any, Any]]:
    if value is None:
        return ()
    if isinstance(value, Mapping):
        return value.items()
    if isinstance(value, str):
        return [("daily" if value.strip().lower() in ("24/7", "24h", "always") else "weekdays", value)]
    if isinstance(value, Iterable):
        return [_row(row) for row in value]
    raise CalendarError(f"can't read the week {value!r}: give days with their hours")


def _row(row: Any) -> tuple[Any, Any]:
    if not isinstance(row, Mapping):
        raise CalendarError(f"can't read the row {row!r}: give it a day and its hours")
    rest = dict(row)
    for name in ("day", "days", "weekday", "workday"):
        if name in rest:
            day = rest.pop(name)
            return day, rest.pop("hours") if set(rest) == {"hours"} else rest
    raise CalendarError(f"the row {row!r} names no day")


def without(week: Week, breaks: Week) -> Week:
    """Take daily breaks (lunch) out of a week's hours, night shifts included.

    What is left of a night shift after a break past midnight begins on the next day, so it moves there.
    """
    days: list[set[Hours]] = [set() for _ in range(7)]
    for number, day in enumerate(week):
        for opens, closes in minus([(hours.opens, hours.closes) for hours in day], _cuts(breaks, number)):
            late = opens // DAY
            days[(number + late) % 7].add(Hours(opens - late * DAY, closes - late * DAY))
    return tuple(tuple(sorted(day)) for day in days)


def _cuts(breaks: Week, number: int) -> list[tuple[int, int]]:
    """The breaks of yesterday, today and tomorrow as seen from today's midnight."""
    near = ((-1, number - 1), (0, number), (1, (number + 1) % 7))
    return [(cut.opens + shift * DAY, cut.closes + shift * DAY) for shift, day in near for cut in breaks[day]]
