"""Something that takes place on a day: each date is one row, and `name` says of which series."""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q

PERSON = settings.AUTH_USER_MODEL


class Kind(models.TextChoices):
    WEBINAR = "webinar", "Webinar"
    CONFERENCE = "conference", "Conference"
    WORKSHOP = "workshop", "Workshop"


class GatheringQuerySet(models.QuerySet):
    def standing(self) -> "GatheringQuerySet":
        return self.filter(called_off_at__isnull=True)

    def not_over(self, at: datetime) -> "GatheringQuerySet":
        return self.filter(ends_at__gt=at)

    def over(self, at: datetime) -> "GatheringQuerySet":
        return self.filter(ends_at__lte=at)

    def published(self) -> "GatheringQuerySet":
        return self.filter(published_at__isnull=False)

    def counted(self) -> "GatheringQuerySet":
        """With how many have a seat, and how many wait for one."""
        return self.annotate(
            taken=Count("places", filter=Q(places__state="taken")),
            waiting=Count("places", filter=Q(places__state="waiting")),
        )


class Gathering(models.Model):
    """`seats`: None where everybody finds room. `link` is for those who have a seat. `changed` counts for calendars.
    `questions` are asked about the recording; where there are some, watching it counts."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=120)
    about = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=60, default="UTC")
    where = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    hosts = models.ManyToManyField(PERSON, related_name="+")
    certifies = models.BooleanField(default=True)
    secret = models.CharField(max_length=64, help_text="What the codes of its room are made from")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    changed = models.PositiveSmallIntegerField(default=0)
    materials = models.TextField(blank=True)
    recording = models.URLField(max_length=500, blank=True)
    questions = models.JSONField(default=list, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = GatheringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_gathering_has_a_seat", condition=Q(seats__isnull=True) | Q(seats__gte=1)),
            models.CheckConstraint(name="a_gathering_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
        ]
        indexes = [
            models.Index(name="gathering_by_end", fields=["ends_at", "id"]),
            models.Index(name="gathering_by_start", fields=["starts_at", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.starts_at:%Y-%m-%d}"

    @property
    def day(self) -> date:
        """Where it takes place."""
        return self.starts_at.astimezone(ZoneInfo(self.zone)).date()

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def spell(self) -> str:
        """How long it takes: 75 min, 8 h."""
        return f"{self.minutes // 60} h" if self.minutes >= 120 and self.minutes % 60 == 0 else f"{self.minutes} min"

    @property
    def is_off(self) -> bool:
        return self.called_off_at is not None

    def has_begun(self, at: datetime) -> bool:
        return self.starts_at <= at

    def is_over(self, at: datetime) -> bool:
        return self.ends_at <= at

    def takes_codes(self, at: datetime) -> bool:
        """A little before and after, for those who come early and those who stay."""
        about = timedelta(minutes=10)
        return not self.is_off and self.starts_at - about <= at <= self.ends_at + about
