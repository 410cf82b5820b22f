"""How counts of chats are written."""

from datetime import datetime

from django import template

from whiteglove.ground.lib import clock
from whiteglove.ground.ui import times
from whiteglove.service.desk import escalations
from whiteglove.service.desk.chat_counts import WHICH, Row
from whiteglove.service.desk.escalation_counting import WHICH as WENT

register = template.Library()


@register.filter
def wait(seconds: int | None) -> str:
    """45 -> "45 s", 130 -> "2 min 10 s", 7300 -> "2 h 1 min"; a dash for nobody."""
    if seconds is None:
        return "–"
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {left} s" if minutes else f"{left} s"


@register.filter
def numbers(row: Row) -> list[tuple[str, int]]:
    """(what is counted, how many), in the order of the columns."""
    return [(which, row.sum.chats if which == "all" else getattr(row.sum, which)) for which in WHICH]


@register.filter
def age(at: datetime) -> str:
    """How long ago: "under a minute", "18 min", "3 h 05"."""
    return times.span(max(0.0, (clock.now() - at).total_seconds()))


@register.filter
def went(row: escalations.Row) -> list[tuple[str, int]]:
    """(what became of escalations, how many), in the order of the columns."""
    return [(which, getattr(row.sum, which)) for which in WENT]
