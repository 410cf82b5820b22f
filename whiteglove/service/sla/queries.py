"""What the clocks of the desk run by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest

from whiteglove.ground.people.models import Team
from whiteglove.service.sla import target as pure
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.in_words import changes
from whiteglove.service.sla.models import Adoption, BusinessCalendar, CalendarVersion, Reign, Target
from whiteglove.service.sla.promises import changes_at
from whiteglove.service.sla.stints import Stint, before, stints_of

# Until somebody says when the team is open.
OFFICE_HOURS = {"zone": "UTC", "hours": {"mon-fri": "09:00-17:00"}}
_OFFICE = Calendar.from_dict(OFFICE_HOURS)


History = tuple[tuple[datetime | None, Calendar], ...]


@dataclass(frozen=True)
class Rules:
    """Everything `judge` needs besides the facts: `judge(facts, rules.targets, rules.by_team, at)`.

    `calendars` is the default with its history, `teams` that of each team which has, or had, one of its own.
    """

    targets: tuple[pure.Target, ...]
    calendars: History
    teams: dict[int, History] = field(default_factory=dict)

    @property
    def by_team(self) -> dict[int | None, History]:
        """The histories as `judge` takes them, the default under None."""
        return {None: self.calendars, **self.teams}


def rules() -> Rules:
    """Every target that ever applied, and the calendars with their history: three queries.

    Judging many cases? Read them once and pass them on.
    """
    targets = tuple(row.rule() for row in Target.objects.clocks())
    reigns = list(Reign.objects.all())
    versions = _versions({reign.calendar_row_id for reign in reigns})
    everybody = [Stint(reign.active_from, reign.calendar_row_id) for reign in reigns if reign.team_id is None]
    teams = {reign.team_id for reign in reigns if reign.team_id}
    own = {team: [Stint(r.active_from, r.calendar_row_id) for r in reigns if r.team_id == team] for team in teams}
    histories = {team: _history(stints_of(everybody, own[team]), versions) for team in teams}
    return Rules(targets, _history(everybody, versions), histories)


def _versions(calendars: set[int | None]) -> dict[int, list[CalendarVersion]]:
    found: dict[int, list[CalendarVersion]] = {}
    for version in CalendarVersion.objects.filter(calendar_row__in=[pk for pk in calendars if pk]):
        found.setdefault(version.calendar_row_id, []).append(version)
    return found


def _history(stints: list[Stint], versions: dict[int, list[CalendarVersion]]) -> History:
    """Each calendar from when it counted: one stint after another, each with the versions made meanwhile."""
    found: list[tuple[datetime | None, Calendar]] = []
    for stint, successor in zip_longest(stints, stints[1:]):
        until = successor.since if successor else None
        own = versions.get(stint.calendar, [])
        known = [row for row in own if not before(stint.since, row.active_from)]
        found.append((stint.since, known[-1].calendar() if known else _OFFICE))
        later = [row for row in own if before(stint.since, row.active_from)]
        found += [(row.active_from, row.calendar()) for row in later if until is None or row.active_from < until]
    return tuple(found) or ((None, _OFFICE),)


def default_calendar() -> Calendar:
    """The calendar in force now: the default one, or office hours in UTC."""
    row = BusinessCalendar.objects.filter(is_default=True).first()
    return row.calendar() if row else _OFFICE


def targets_in_force(at: datetime) -> list[Target]:
    """The promises that apply to what starts at an instant, times and shares, in the pack's order."""
    return list(Target.objects.in_force(at))


def current_version(calendar: BusinessCalendar) -> CalendarVersion | None:
    """The version in force; None for a row that no action made."""
    return calendar.versions.last()


def history_of(calendar: BusinessCalendar) -> list[tuple[CalendarVersion, list[str]]]:
    """Every version, the newest first, with what it changed against the one before."""
    versions = list(calendar.versions.select_related("by"))
    found = []
    for before_it, version in zip([None, *versions], versions, strict=False):
        said = changes(before_it.calendar(), version.calendar()) if before_it else []
        if before_it and before_it.name != version.name:
            said = [f"Called {version.name}, was {before_it.name}", *said]
        found.append((version, said))
    return found[::-1]


def teams_with_calendars() -> list[tuple[Team, BusinessCalendar | None]]:
    """Every current team with the calendar it has of its own. Two queries."""
    own: dict[int, BusinessCalendar | None] = {}
    for reign in Reign.objects.exclude(team=None).select_related("calendar_row"):
        own[reign.team_id] = reign.calendar_row
    return [(team, own.get(team.pk)) for team in Team.objects.current()]


def reigns_of_default() -> list[Reign]:
    """Which calendar was the default since when, the newest first."""
    return list(Reign.objects.filter(team=None).select_related("calendar_row", "by"))[::-1]


def adoptions() -> list[tuple[Adoption, list[str]]]:
    """Every adoption of promised times, the newest first, with what it changed. Two queries."""
    rows, found = list(Target.objects.all()), list(Adoption.objects.select_related("by"))
    return [(one, changes_at(rows, one.at, one is found[-1])) for one in found]
