"""Times of the clocks in templates: `{% load clocks %}`."""

from datetime import datetime

from django import template

from whiteglove.service.sla import promises

register = template.Library()


@register.filter
def spoken(seconds: float) -> str:
    """Seconds as "3 h 30 min"."""
    return promises.spoken(seconds)


@register.filter
def wall(begin: datetime, end: datetime) -> str:
    """A stretch on the wall of its own zone: "09:00–12:30"; an end at midnight is 24:00."""
    last = "24:00" if end.date() > begin.date() and f"{end:%H:%M}" == "00:00" else f"{end:%H:%M}"
    return f"{begin:%H:%M}–{last}"
