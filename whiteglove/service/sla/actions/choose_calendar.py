"""Which calendar the clocks run by: everybody's, and a team's own."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person, Team
from whiteglove.service.sla.models import BusinessCalendar, Reign

from .change import allow, tell


def make_default(*, calendar: BusinessCalendar, by: Person | None, at: datetime) -> None:
    """Let the clocks run by this calendar from `at` on. Raises PermissionDenied."""
    allow(by)
    with transaction.atomic():
        before = BusinessCalendar.objects.select_for_update().filter(is_default=True).first()
        if before != calendar:
            BusinessCalendar.objects.filter(is_default=True).update(is_default=False)
            BusinessCalendar.objects.filter(pk=calendar.pk).update(is_default=True)
            Reign.objects.create(calendar_row=calendar, active_from=at, by=by)
            tell("calendar.made_default", calendar, by, at, before=before.pk if before else None, name=calendar.name)
    calendar.is_default = True


def give_to_team(*, team: Team, calendar: BusinessCalendar | None, by: Person | None, at: datetime) -> None:
    """Let the clocks of a team's tickets run by a calendar of its own from `at` on; None: by the default again."""
    allow(by)
    with transaction.atomic():
        before = Reign.objects.select_for_update().filter(team=team).last()
        if (before.calendar_row_id if before else None) == (calendar.pk if calendar else None):
            return
        Reign.objects.create(team=team, calendar_row=calendar, active_from=at, by=by)
        tell("calendar.given_to_team", team, by, at, calendar=calendar.pk if calendar else None, team=team.name)
