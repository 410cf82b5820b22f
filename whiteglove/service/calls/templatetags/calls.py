"""How calls are written."""

from django import template

register = template.Library()
COUNTED = {
    "calls": "All calls that came in", "answered": "Answered calls", "quick": "Calls answered in time",
    "missed": "Missed calls", "held": "Calls that were held", "long": "Calls held for too long",
    "passed": "Calls passed on", "first": "First calls about a matter", "at_once": "Matters solved at once",
}  # fmt: skip


@register.filter
def clock(seconds: int | None) -> str:
    """95 -> "1:35", 3700 -> "1:01:40"; a dash for nothing."""
    if seconds is None:
        return "–"
    minutes, left = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


@register.filter
def counted(which: str) -> str:
    return COUNTED.get(which, "Calls")
