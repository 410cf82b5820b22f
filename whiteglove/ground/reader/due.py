"""The instant that a time means which somebody said: "by Tuesday noon", "within 3 business days".

Pure: the present, the reader's zone and the opening hours are passed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from whiteglove.ground.reader.tongues import DAY, HOUR, MINUTE, MONTH, WEEK, YEAR
from whiteglove.ground.reader.zones import clocks_meant, so_called

# The instant at which a local date's business ends, None on a day that is closed.
Closing = Callable[[date], datetime | None]
# Countries whose people write the month first.
MONTH_FIRST = frozenset({"US", "PR", "GU", "VI", "AS", "MP", "UM", "PH"})
FARTHEST = 3660  # days; beyond it a number is a slip or a joke
RECENT = 56  # days; a date without a year that lies no farther back is that of something past, not next year's
NIGHT = time(23, 59)
LAST = 0  # in place of a day's number: the last of its month
NEXT = 0  # in place of a month's number: the month after this one


@dataclass(frozen=True)
class When:
    """A time as it was said, at text[start:end]. What wasn't said is None.

    `span`: (number, unit, whether business days); `end`: (period, how many on) for "the end of next week".
    `zone`: whose clock, as it was said. `weeks` after that weekday; `instead_of`: the other of two, the later counts.
    `void`: no limit. `unread`: a time of day stands beside it that nobody could read.
    """

    start: int
    end_at: int
    days: int | None = None
    weekday: tuple[int, bool] | None = None
    date: tuple[int | None, int | None, int] | None = None
    clock: tuple[int, int, bool] | None = None
    part: int | None = None
    span: tuple[int, str, bool] | None = None
    end: tuple[str, int] | None = None
    zone: str | None = None
    before: bool = False
    weeks: int = 0
    instead_of: When | None = None
    void: bool = False
    unread: bool = False

    @property
    def has_day(self) -> bool:
        return not (self.days is None and self.weekday is None and self.date is None and self.end is None)

    @property
    def relative(self) -> bool:
        """Counted from when it was said."""
        return self.span is not None


def office_hours(zone: ZoneInfo) -> Closing:
    """Monday to Friday until 17:00: what holds while nobody says otherwise."""
    return lambda day: local(day, time(17), zone) if day.weekday() < 5 else None


def due(
    when: When, at: datetime, zone: ZoneInfo, closing: Closing | None = None, house: ZoneInfo | None = None
) -> datetime | None:
    """The instant `when` means, said at `at` to somebody in `zone`; None if it has passed, means nothing or is unclear.

    house  the zone that "our time" means
    """
    if when.unread:
        return None
    if when.instead_of:
        both = (due(one, at, zone, closing, house) for one in (when.instead_of, replace(when, instead_of=None)))
        return max((one for one in both if one), default=None)
    try:
        if when.zone and when.clock:
            found = _elsewhere(when, at, zone, house)
        else:
            found = _due(when, at.astimezone(zone), zone, closing or office_hours(zone))
    except (ValueError, OverflowError):
        return None
    return found if found and found > at else None


def _elsewhere(when: When, at: datetime, zone: ZoneInfo, house: ZoneInfo | None) -> datetime | None:
    """By the clock of the zone that was said, told in the reader's own."""
    meant = clocks_meant(when.zone or "", zone, house)
    if meant is None:
        return None
    there, called = meant
    here = at.astimezone(there)
    found = _at_clock(when, _day(when, here, zone), here, there)
    return found.astimezone(zone) if so_called(found, called) else None


def _due(when: When, here: datetime, zone: ZoneInfo, closing: Closing) -> datetime | None:
    if when.span:
        return _after(when.span, here, zone, closing)
    day = _day(when, here, zone)
    if when.end and day and not when.weekday:
        return _end_of(_last(when.end[0], day, closing) if when.days is None else day, here, zone, closing)
    if when.clock:
        return _at_clock(when, day, here, zone)
    if when.part is not None:
        part = day or (here.date() + timedelta(here.hour >= when.part))
        return local(part, NIGHT if when.part == 24 else time(when.part), zone)
    if day is None:
        return None
    return _end_of(day - timedelta(1) if when.before else day, here, zone, closing)


def _after(span: tuple[int, str, bool], here: datetime, zone: ZoneInfo, closing: Closing) -> datetime | None:
    number, unit, business = span
    if unit in (MINUTE, HOUR):
        # By the clock that never jumps: twenty minutes stay twenty in the night the clocks change.
        passed = timedelta(minutes=number) if unit == MINUTE else timedelta(hours=number)
        return (here.astimezone(UTC) + passed).astimezone(zone) if passed.days <= FARTHEST else None
    if business:
        day = _business_day(here.date(), number if unit == DAY else number * 5, closing)
    else:
        day = _months_on(here.date(), number) if unit == MONTH else here.date() + timedelta(number * _length(unit))
    return _end_of(day, here, zone, closing)


def _length(unit: str) -> int:
    return 7 if unit == WEEK else 1


def _business_day(day: date, number: int, closing: Closing) -> date:
    for _ in range(FARTHEST):
        if number <= 0:
            break
        day += timedelta(1)
        number -= closing(day) is not None
    return day


def _months_on(day: date, number: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return min(day.replace(day=1, year=year, month=month + 1) + timedelta(day.day - 1), _month_end(year, month + 1))


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


def _day(when: When, here: datetime, zone: ZoneInfo) -> date | None:
    today = here.date()
    if when.date:
        return _written(when.date, today, zone)
    if when.weekday and when.end and when.end[0] == WEEK:
        return today + timedelta(7 * when.end[1] - today.weekday() + when.weekday[0])
    if when.weekday:
        return _weekday(*when.weekday, today) + timedelta(7 * when.weeks)
    if when.days is not None:
        return today + timedelta(when.days)
    if when.end:
        period, on = when.end
        if period == YEAR:
            return date(today.year + on, 12, 31)
        if period == MONTH:
            first = _months_on(today.replace(day=1), on)
            return _month_end(first.year, first.month)
        return today + timedelta(7 * on + 6 - today.weekday()) if period == WEEK else today
    return None


def _last(period: str, day: date, closing: Closing) -> date:
    """The last open day of the period that ends with `day`, `day` itself where none is."""
    if period == DAY:
        return day
    for back in range(7 if period == WEEK else 28):
        if closing(day - timedelta(back)):
            return day - timedelta(back)
    return day


def _weekday(number: int, next_week: bool, today: date) -> date:
    if next_week:
        return today + timedelta(7 - today.weekday() + number)
    return today + timedelta((number - today.weekday() - 1) % 7 + 1)


def _written(said: tuple[int | None, int | None, int], today: date, zone: ZoneInfo) -> date | None:
    """Raises ValueError for a day that doesn't exist or has just passed."""
    year, month, day = said
    if month == NEXT:
        return _months_on(today.replace(day=1), 1).replace(day=day)
    if month is None:  # "the 5th"
        first = today.replace(day=1) if day > today.day else _months_on(today.replace(day=1), 1)
        return first.replace(day=day)
    if month < 0:  # written in figures: which is the month?
        month, day = (-month, day) if _month_first(-month, day, zone) else (day, -month)
    if year is not None:
        return _in_month(year, month, day)
    found = _in_month(today.year, month, day)
    if found >= today:
        return found
    if today - found <= timedelta(RECENT):
        raise ValueError(f"{found} has passed")
    return _in_month(today.year + 1, month, day)


def _in_month(year: int, month: int, day: int) -> date:
    return _month_end(year, month) if day == LAST else date(year, month, day)


def _month_first(first: int, second: int, zone: ZoneInfo) -> bool:
    return second > 12 or (first <= 12 and _country(zone.key) in MONTH_FIRST)


@cache
def _country(zone: str) -> str:
    """The country of a zone by CLDR, "" where it has none. US/Pacific is another name of one in the US."""
    from babel.core import get_global  # late: only a date in figures needs it

    countries, other_names = get_global("zone_territories"), get_global("zone_aliases")
    return countries.get(zone) or countries.get(other_names.get(zone, "")) or ""


def _at_clock(when: When, day: date | None, here: datetime, zone: tzinfo) -> datetime:
    hour, minute, sure = when.clock or (0, 0, True)
    if not sure:
        hour = _half_of_day(hour, when.part)
    if hour == 24:
        day, hour = (day or here.date()) + timedelta(1), 0
    if day is not None:
        found = local(day, time(hour, minute), zone)
        # "today at 8", said at ten in the morning: eight in the evening.
        return found + timedelta(hours=12) if not sure and found <= here and day == here.date() and hour < 12 else found
    found = local(here.date(), time(hour, minute), zone)
    if found <= here and not sure and hour < 12 and local(here.date(), time(hour + 12, minute), zone) > here:
        return local(here.date(), time(hour + 12, minute), zone)
    return found if found > here else local(here.date() + timedelta(1), time(hour, minute), zone)


def _half_of_day(hour: int, part: int | None) -> int:
    """What people at work mean by "five": seventeen; by "nine" the morning, unless they say evening."""
    if part is not None:
        return hour + 12 if part > 13 and hour < 12 else hour
    return hour + 12 if 1 <= hour <= 6 else hour


def _end_of(day: date, here: datetime, zone: ZoneInfo, closing: Closing) -> datetime:
    closes = closing(day)
    return closes.astimezone(zone) if closes and closes > here else local(day, NIGHT, zone)


def local(day: date, moment: time, zone: tzinfo) -> datetime:
    """The wall time in `zone`; one that the change of the clocks leaves out is the instant it would have been."""
    return datetime.combine(day, moment, tzinfo=zone).astimezone(UTC).astimezone(zone)
