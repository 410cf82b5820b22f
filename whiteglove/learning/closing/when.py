"""When we ask whether all is still well: so many open days later, in our hours and in the customer's day. Pure."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from whiteglove.service.sla import clock
from whiteglove.service.sla.calendar import Calendar

DAY = timedelta(days=1)
FROM, UNTIL = time(8), time(20)  # of the customer's day
AHEAD = 21  # days in which a moment is looked for
FARTHEST = 120  # days among which open ones are counted


def due(at: datetime, days: int, calendar: Calendar, zone: ZoneInfo) -> datetime:
    """The same hour `days` open days later, or the next proper moment after it. Where no day ever opens, all count."""
    here = at.astimezone(calendar.info)
    later = [here.date() + DAY * number for number in range(1, FARTHEST)]
    open_days = [one for one in later if list(_spans(calendar, datetime.combine(one, time(), calendar.info)))]
    found = (open_days or later)[days - 1 : days] or [later[days - 1]]
    return proper(datetime.combine(found[0], here.timetz().replace(fold=0)), calendar, zone)


def proper(at: datetime, calendar: Calendar, zone: ZoneInfo) -> datetime:
    """The earliest moment from `at` on at which we are open and it is day where the customer is; where that never
    happens at once, the customer's day decides."""
    both = (max(start, at) for start, end in _both(at, calendar, zone) if end > at)
    return next(both, None) or next(max(start, at) for start, end in _days(at, zone) if end > at)


def is_proper(at: datetime, calendar: Calendar, zone: ZoneInfo) -> bool:
    return proper(at, calendar, zone) <= at


def _both(at: datetime, calendar: Calendar, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    for start, end in _days(at, zone):
        yield from clock.open_spans(calendar, start, end)


def _days(at: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """The customer's days, from the one before `at` on."""
    first = at.astimezone(zone).date()
    for number in range(-1, AHEAD):
        day = first + DAY * number
        yield datetime.combine(day, FROM, zone), datetime.combine(day, UNTIL, zone)


def _spans(calendar: Calendar, midnight: datetime) -> list[tuple[datetime, datetime]]:
    return clock.open_spans(calendar, midnight, midnight + DAY)
