"""What the clocks of the desk run by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from whiteglove.service.sla import target as pure
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.models import BusinessCalendar, CalendarVersion, DefaultCalendar, Target

# Until somebody says when the team is open.
OFFICE_HOURS = {"zone": "UTC", "hours": {"mon-fri": "09:00-17:00"}}
_OFFICE = Calendar.from_dict(OFFICE_HOURS)


@dataclass(frozen=True)
class Rules:
    """Everything `judge` needs besides the facts: `judge(facts, rules.targets, rules.calendars, at)`."""

    targets: tuple[pure.Target, ...]
    calendars: tuple[tuple[datetime | None, Calendar], ...]


def rules() -> Rules:
    """Every target that ever applied, and the default calendar with its history: three queries.

    Judging many cases? Read them once and pass them on.
    """
    targets = tuple(row.rule() for row in Target.objects.clocks())
    return Rules(targets, tuple(_history()) or ((None, _OFFICE),))


def _history() -> Iterator[tuple[datetime | None, Calendar]]:
    """Each calendar from when it counted: the defaults one after another, each with its versions meanwhile."""
    reigns = list(DefaultCalendar.objects.all())
    versions = list(CalendarVersion.objects.filter(calendar_row__in=[reign.calendar_row_id for reign in reigns]))
    for reign, successor in zip_longest(reigns, reigns[1:]):
        since, until = reign.active_from, successor.active_from if successor else None
        own = [version for version in versions if version.calendar_row_id == reign.calendar_row_id]
        yield since, [row for row in own if _began(row, since)][-1].calendar()
        yield from ((row.active_from, row.calendar()) for row in own if not _began(row, since) and _before(row, until))


def _began(version: CalendarVersion, at: datetime | None) -> bool:
    """Whether a version counted already at an instant; None is before all others."""
    return version.active_from is None or (at is not None and version.active_from <= at)


def _before(version: CalendarVersion, until: datetime | None) -> bool:
    return until is None or (version.active_from is not None and version.active_from < until)


def default_calendar() -> Calendar:
    """The calendar in force now: the default one, or office hours in UTC."""
    row = BusinessCalendar.objects.filter(is_default=True).first()
    return row.calendar() if row else _OFFICE


def targets_in_force(at: datetime) -> list[Target]:
    """The promises that apply to what starts at an instant, times and shares, in the pack's order."""
    return list(Target.objects.in_force(at))
