"""Taking away a calendar that never counted."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.service.sla.models import BusinessCalendar

from .change import allow, tell


class InUse(RuntimeError):
    """Clocks run, or ran, by this calendar, so that what was judged couldn't be explained without it."""


def remove_calendar(*, calendar: BusinessCalendar, by: Person, at: datetime) -> None:
    """Remove a calendar and its versions. Raises InUse unless no clock ever ran by it, PermissionDenied."""
    allow(by)
    with transaction.atomic():
        row = BusinessCalendar.objects.select_for_update().get(pk=calendar.pk)
        if row.used:
            raise InUse(f"{row.name} is needed: clocks run or ran by it. Choose another calendar for them instead.")
        tell("calendar.removed", row, by, at, name=row.name, spec=row.spec)
        row.delete()
