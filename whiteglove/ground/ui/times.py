"""Dates and spans in the words every page uses. Pure: the present is passed in."""

from datetime import date, datetime, timedelta

SOON = timedelta(minutes=30)
# Formatting a name with %B costs more than everything else about a moment.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def span(seconds: float) -> str:
    """A length of time: "under a minute", "18 min", "3 h 05", "2 d 4 h"."""
    minutes = int(abs(seconds) // 60)
    if minutes < 1:
        return "under a minute"
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes:02d}"
    days, hours = divmod(hours, 24)
    return f"{days} d {hours} h" if hours else f"{days} d"


def left(due: datetime, now: datetime) -> str:
    """What remains until `due`, or how far it lies behind: "18 min", "1:12 over"."""
    seconds = (due - now).total_seconds()
    if seconds >= 0:
        return span(seconds)
    hours, minutes = divmod(int(-seconds // 60), 60)
    if hours >= 48:
        return f"{hours // 24} d over"
    return f"{hours}:{minutes:02d} over" if hours else f"{minutes} min over"


def urgency(due: datetime, now: datetime) -> str:
    """The CSS class that goes with `left`: over, soon, or neither."""
    if due < now:
        return "is-over"
    return "is-soon" if due - now <= SOON else ""


def spoken(at: datetime, now: datetime) -> str:
    """A moment as short as it stays clear: "09:14", "Tue 09:14", "3 March", "3 March 2023".

    Both must be in the reader's own zone, because "today" depends on it.
    """
    away = abs((now.date() - at.date()).days)
    if away < 7:
        return f"{at.hour:02}:{at.minute:02}" if not away else f"{at:%a %H:%M}"
    month = f"{at.day} {MONTHS[at.month - 1]}"
    return month if at.year == now.year else f"{month} {at.year}"


def day(on: date) -> str:
    """A day wherever nobody knows what day it is there, as in a letter or a file: "3 March 2026"."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def whole(at: datetime) -> str:
    """The whole moment, for a tooltip, a header or a letter: "3 March 2026, 09:14 UTC"."""
    return f"{day(at)}, {at.hour:02}:{at.minute:02} {at.tzname() or ''}".strip()
