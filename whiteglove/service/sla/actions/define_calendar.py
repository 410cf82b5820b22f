"""Saying when we are open."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.hours import CalendarError
from whiteglove.service.sla.models import BusinessCalendar, CalendarVersion, Reign

from .change import allow, tell


class NameTaken(CalendarError):
    """Another calendar has this name."""


class Stale(RuntimeError):
    """Somebody else changed the calendar meanwhile; `version` is theirs."""

    def __init__(self, version: CalendarVersion) -> None:
        super().__init__(f"{version.by.name if version.by else 'The house'} has changed this calendar meanwhile.")
        self.version = version


def define_calendar(*, name: str, spec: Mapping[str, Any], by: Person | None, at: datetime) -> BusinessCalendar:
    """Make a calendar of that name or change it; the first one becomes the default. Unchanged is no change.

    A change counts from `at` on: what was judged before keeps the calendar it was judged by. Raises CalendarError
    naming what is wrong with the spec, PermissionDenied.
    """
    allow(by)
    with transaction.atomic():
        row = BusinessCalendar.objects.select_for_update().filter(name=name.strip()).first()
        return _write(row or BusinessCalendar(), name, spec, by, at)


def change_calendar(
    *, calendar: BusinessCalendar | None, name: str, spec: Mapping[str, Any], by: Person, at: datetime, seen: int = 0
) -> BusinessCalendar:
    """Keep what somebody filled in, under a name that may be new; without a calendar make one.

    `seen` is the id of the version they began from: with a newer one there, Stale. Raises NameTaken, CalendarError.
    """
    allow(by)
    with transaction.atomic():
        row = BusinessCalendar.objects.select_for_update().get(pk=calendar.pk) if calendar else BusinessCalendar()
        if BusinessCalendar.objects.filter(name__iexact=name.strip()).exclude(pk=row.pk).exists():
            raise NameTaken(f"another calendar is called {name.strip()} already: choose another name")
        newest = row.versions.last() if calendar else None
        if seen and newest and newest.pk != seen:
            raise Stale(newest)
        return _write(row, name, spec, by, at)


def restore_version(*, version: CalendarVersion, by: Person, at: datetime) -> BusinessCalendar:
    """Let a calendar be again what it was in an earlier version, from `at` on; its name stays."""
    row = version.calendar_row
    return change_calendar(calendar=row, name=row.name, spec=version.spec, by=by, at=at)


def _write(
    row: BusinessCalendar, name: str, spec: Mapping[str, Any], by: Person | None, at: datetime
) -> BusinessCalendar:
    calendar, called = Calendar.from_dict(spec), name.strip()
    written = calendar.to_dict()
    if row.pk and (row.spec, row.name) == (written, called):
        return row
    new = row.pk is None
    row.name, row.spec, row.time_zone = called, written, calendar.zone
    if new:
        row.is_default = not BusinessCalendar.objects.filter(is_default=True).exists()
    row.save()
    version = row.versions.create(name=called, spec=written, active_from=None if new else at, at=at, by=by)
    if new and row.is_default:
        Reign.objects.create(calendar_row=row, active_from=None, by=by)
    tell("calendar.defined", row, by, at, name=called, version=version.pk)
    return row
