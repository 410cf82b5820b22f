"""When a chat desk is open: by a calendar of sla, which channels don't know."""

from datetime import datetime

from whiteglove.service.channels.chat import hours
from whiteglove.service.sla import clock
from whiteglove.service.sla.models import BusinessCalendar


def choices() -> list[tuple[int, str]]:
    return list(BusinessCalendar.objects.order_by("name").values_list("pk", "name"))


def is_open(calendar: int, at: datetime) -> bool:
    """A calendar that is gone closes nothing."""
    row = BusinessCalendar.objects.filter(pk=calendar).first()
    return row is None or clock.is_open(row.calendar(), at)


hours.register(hours.Hours(choices, is_open))
