"""When somebody is reminded of a promise, early enough to keep it, and which new time one may give. Pure."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

LEAD = timedelta(hours=1)
AHEAD = 14  # days in which a day of work is looked for


def remind_at(due_at: datetime | None, now: datetime) -> datetime | None:
    """An hour before it is due; of a shorter while, its last quarter. None where nothing is due."""
    if due_at is None:
        return None
    return due_at - min(LEAD, max(due_at - now, timedelta()) / 4)


def new_time(due_at: datetime, now: datetime, closing: Callable[[date], datetime | None]) -> datetime:
    """The same hour, in the zone of `due_at`, on the next open day, or when that day closes: `closing(day)`."""
    here = now.astimezone(due_at.tzinfo)
    days = [(here + timedelta(days=number)).date() for number in range(AHEAD)]
    times = [(datetime.combine(day, due_at.timetz()), closing(day)) for day in days]
    open_ones = [min(at, end) for at, end in times if end and min(at, end) > now]
    return open_ones[0] if open_ones else next(at for at, _ in times if at > now)
