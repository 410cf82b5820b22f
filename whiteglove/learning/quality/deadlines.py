"""Business days from a moment on, by the desk's calendar. Pure."""

from datetime import datetime

from whiteglove.service.sla import clock
from whiteglove.service.sla.calendar import Calendar

DAY = 86_400


def business_days_after(calendar: Calendar, at: datetime, days: int) -> datetime:
    """The end of the day on which so many business days are over; where the desk never opens, plain days."""
    try:
        return clock.add(calendar.whole_days, at, days * DAY)
    except clock.NeverOpens:
        return clock.add(clock.WALL, at, days * DAY)


def business_days_before(calendar: Calendar, at: datetime, days: int) -> datetime:
    try:
        return clock.subtract(calendar.whole_days, at, days * DAY)
    except clock.NeverOpens:
        return clock.subtract(clock.WALL, at, days * DAY)
