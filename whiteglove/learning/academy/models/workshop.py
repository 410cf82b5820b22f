"""A workshop on a day, and who comes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class SessionQuerySet(models.QuerySet):
    def standing(self) -> "SessionQuerySet":
        return self.filter(cancelled_at__isnull=True)

    def coming(self, at) -> "SessionQuerySet":
        return self.standing().filter(starts_at__gt=at)


class Session(models.Model):
    """`revision` says what the workshop is."""

    workshop = models.CharField(max_length=80)
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    where = models.CharField(max_length=300)
    seats = models.PositiveSmallIntegerField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    changed = models.PositiveSmallIntegerField(default=0, help_text="Counts changes, for calendars")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=200, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="a_workshop_has_a_seat", condition=Q(seats__gte=1))]
        indexes = [models.Index(name="workshop_by_day", fields=["starts_at", "id"])]

    def __str__(self) -> str:
        return f"{self.name}, {self.starts_at:%Y-%m-%d}"


class SeatState(models.TextChoices):
    TAKEN = "taken", "Has a seat"
    WAITING = "waiting", "On the waiting list"
    LEFT = "left", "Gave it back"


class SeatQuerySet(models.QuerySet):
    def taken(self) -> "SeatQuerySet":
        return self.filter(state=SeatState.TAKEN)

    def waiting(self) -> "SeatQuerySet":
        return self.filter(state=SeatState.WAITING)

    def standing(self) -> "SeatQuerySet":
        return self.exclude(state=SeatState.LEFT)


class Seat(models.Model):
    """`attended`: None until somebody said so."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="places")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    state = models.CharField(max_length=7, choices=SeatState.choices, default=SeatState.TAKEN)
    at = models.DateTimeField()
    attended = models.BooleanField(null=True, blank=True)
    marked_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="somebody_takes_one_seat", fields=["session", "person"])]
        indexes = [models.Index(name="seat_of_person", fields=["person", "-id"])]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.state}"
