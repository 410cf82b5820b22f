"""Taking away a calendar that never counted, and bringing it back."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.dateparse import parse_datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.people.models import Person
from whiteglove.service.sla.models import BusinessCalendar, CalendarVersion

from .change import allow, tell
from .define_calendar import NameTaken


class InUse(RuntimeError):
    """Clocks run, or ran, by this calendar, so that what was judged couldn't be explained without it."""


def remove_calendar(*, calendar: BusinessCalendar, by: Person, at: datetime) -> Event:
    """Remove a calendar and its versions; the event keeps them. Raises InUse if a clock ran by it, PermissionDenied."""
    allow(by)
    with transaction.atomic():
        row = BusinessCalendar.objects.select_for_update().get(pk=calendar.pk)
        if row.used:
            raise InUse(f"{row.name} is needed: clocks run or ran by it. Choose another calendar for them instead.")
        versions = list(row.versions.values("name", "spec", "active_from", "at", "by"))
        told = tell("calendar.removed", row, by, at, name=row.name, spec=row.spec, versions=versions)
        row.delete()
    return told


def bring_back_calendar(*, removal: Event, by: Person, at: datetime) -> BusinessCalendar:
    """The calendar that `removal` took away, with its history. Raises NameTaken, PermissionDenied."""
    allow(by)
    facts = removal.facts
    row = BusinessCalendar(name=facts["name"], spec=facts["spec"])
    row.time_zone = row.calendar().zone
    with transaction.atomic():
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise NameTaken(f"another calendar is called {row.name} by now") from None
        CalendarVersion.objects.bulk_create(version_of(row, one) for one in facts["versions"])
        tell("calendar.brought_back", row, by, at, name=row.name, removal=removal.pk)
    return row


def version_of(row: BusinessCalendar, kept: dict) -> CalendarVersion:
    begins = kept["active_from"]
    still_here = Person.objects.filter(pk=kept["by"]).first()
    return CalendarVersion(
        calendar_row=row, name=kept["name"], spec=kept["spec"], by=still_here, at=parse_datetime(kept["at"]),
        active_from=begins and parse_datetime(begins),
    )  # fmt: skip
