"""The rows behind the clocks: calendars with their history, and targets with theirs.

Nothing here is ever overwritten in place that a running clock was judged by: a calendar keeps its versions, a changed
target ends and a new row begins.
"""

from __future__ import annotations

import json
import logging
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from whiteglove.service.sla import target as pure
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.hours import CalendarError

log = logging.getLogger(__name__)


@lru_cache(maxsize=256)
def _unrolled(spec: str) -> Calendar:
    """One Calendar for equal specs, so that what it unrolled is shared by all who ask.

    A feed that was kept once and can't be read today (our checks or the libraries changed) closes nothing: it must not
    stop every clock of the house. The sheet shows it with what is wrong.
    """
    plain = json.loads(spec)
    try:
        return Calendar.from_dict(plain)
    except CalendarError as unread:
        log.warning("A calendar is used without the feeds that can't be read: %s", unread)
        return Calendar.from_dict(plain | {"ical": [text for text in plain.get("ical", []) if _readable(text)]})


def _readable(feed: str) -> bool:
    try:
        return bool(Calendar.from_dict({"ical": [feed]}))
    except CalendarError:
        return False


class BusinessCalendar(models.Model):
    """When a team is open. `spec` is what `Calendar.from_dict` reads; its zone is kept beside it for lists."""

    name = models.CharField(max_length=120, unique=True)
    spec = models.JSONField(default=dict)
    time_zone = models.CharField(max_length=64, default="UTC")
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="one_default_calendar")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def used(self) -> bool:
        """Whether any clock runs or ever ran by it. One query."""
        return self.reigns.exists()

    def calendar(self) -> Calendar:
        """The calendar as it is now; the same object for equal specs, with what it has unrolled."""
        return _unrolled(json.dumps(self.spec, sort_keys=True))


class CalendarVersion(models.Model):
    """What a calendar was from `active_from` on; the first version counts since ever (null). `at`: when it was made."""

    calendar_row = models.ForeignKey(BusinessCalendar, on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(max_length=120)
    spec = models.JSONField(default=dict)
    active_from = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = [models.F("active_from").asc(nulls_first=True), "pk"]

    def __str__(self) -> str:
        return f"{self.name} from {self.active_from or 'the beginning'}"

    def calendar(self) -> Calendar:
        """The calendar as it was."""
        return _unrolled(json.dumps(self.spec, sort_keys=True))


class Reign(models.Model):
    """The calendar that the clocks of a team run by from `active_from` on; the first since ever (null).

    Without a team: the default, for every team that has none of its own. Without a calendar: back to the default.
    """

    team = models.ForeignKey("people.Team", null=True, on_delete=models.CASCADE, related_name="+")
    calendar_row = models.ForeignKey(BusinessCalendar, null=True, on_delete=models.PROTECT, related_name="reigns")
    active_from = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = [models.F("active_from").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(team__isnull=False) | Q(calendar_row__isnull=False), name="the_default_is_some_calendar"
            )
        ]

    def __str__(self) -> str:
        return f"{self.calendar_row or 'the default'} from {self.active_from or 'the beginning'}"


class Adoption(models.Model):
    """A set of promises taken over from a standard pack: which revision, when, by whom."""

    revision = models.CharField(max_length=120)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.revision


class TargetQuerySet(models.QuerySet["Target"]):
    def in_force(self, at: datetime) -> TargetQuerySet:
        """The targets that apply to what starts at an instant."""
        begun = Q(active_from__isnull=True) | Q(active_from__lte=at)
        return self.filter(begun).filter(Q(active_until__isnull=True) | Q(active_until__gt=at))

    def clocks(self) -> TargetQuerySet:
        """Times, not shares."""
        return self.filter(seconds__isnull=False)

    def shares(self) -> TargetQuerySet:
        """Shares, not times."""
        return self.filter(share__isnull=False)


class Target(models.Model):
    """One promise of the standard as it was in force for a while.

    `key` is its id in the pack, `g` its number in the Guide.
    """

    class Counts(models.TextChoices):
        BUSINESS = "business", "Business hours"
        DAYS = "days", "Working days, each whole"
        WALL = "wall", "Around the clock"

    key = models.CharField(max_length=120)
    metric = models.CharField(max_length=40)
    channel = models.CharField(max_length=20, blank=True)
    kinds = models.JSONField(default=list, blank=True)
    priorities = models.JSONField(default=list, blank=True)
    complex = models.BooleanField(null=True)
    seconds = models.FloatField(null=True)
    share = models.FloatField(null=True)
    counts = models.CharField(max_length=10, choices=Counts, default=Counts.BUSINESS)
    pauses = models.JSONField(default=list, blank=True)
    warn_fraction = models.FloatField(default=0.75)
    says = models.CharField(max_length=300, blank=True)
    g = models.CharField(max_length=20, blank=True)
    revision = models.CharField(max_length=120, blank=True)
    active_from = models.DateTimeField(null=True)
    active_until = models.DateTimeField(null=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(active_until__isnull=True), name="one_target_in_force_per_key"
            ),
            models.CheckConstraint(
                condition=Q(seconds__isnull=False, share__isnull=True) | Q(seconds__isnull=True, share__isnull=False),
                name="target_is_a_time_or_a_share",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def wall_clock(self) -> bool:
        """Whether nights and holidays count too."""
        return self.counts == self.Counts.WALL

    def rule(self) -> pure.Target:
        """The target as `judge` takes it."""
        return pure.Target.from_dict({**self.terms(), "id": self.key, "row": self.pk, **self._window()})

    def terms(self) -> dict[str, Any]:
        """What is promised, without when: two rows with equal terms promise the same."""
        return {
            "metric": self.metric,
            "channel": self.channel,
            "kinds": self.kinds,
            "priorities": self.priorities,
            "complex": self.complex,
            "seconds": self.seconds,
            "counts": self.counts,
            "pauses": self.pauses,
            "warn_at": self.warn_fraction,
        }

    def _window(self) -> dict[str, datetime | None]:
        return {"active_from": self.active_from, "active_until": self.active_until}
