"""Who comes, who waits, who was there; and what people said of it, without who said it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from .gathering import Gathering

PERSON = settings.AUTH_USER_MODEL


class SeatState(models.TextChoices):
    TAKEN = "taken", "Has a seat"
    WAITING = "waiting", "On the waiting list"
    LEFT = "left", "Gave it back"
    WATCHED = "watched", "Watched the recording"


class How(models.TextChoices):
    CODE = "code", "By the code in the room"
    LIST = "list", "By a host's list"
    RECORDING = "recording", "By the recording and its questions"


class SeatQuerySet(models.QuerySet):
    def taken(self) -> "SeatQuerySet":
        return self.filter(state=SeatState.TAKEN)

    def waiting(self) -> "SeatQuerySet":
        return self.filter(state=SeatState.WAITING)

    def standing(self) -> "SeatQuerySet":
        return self.filter(state__in=(SeatState.TAKEN, SeatState.WAITING))

    def attended(self) -> "SeatQuerySet":
        return self.filter(attended=True, gathering__called_off_at__isnull=True)


class Seat(models.Model):
    """`attended`: None until somebody said so. `tries`: codes that were wrong; `guesses`: answers about a recording."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="places")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    state = models.CharField(max_length=7, choices=SeatState.choices, default=SeatState.TAKEN)
    at = models.DateTimeField()
    attended = models.BooleanField(null=True, blank=True)
    how = models.CharField(max_length=9, choices=How.choices, blank=True)
    marked_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    guesses = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    certified_at = models.DateTimeField(null=True, blank=True)
    fed_back = models.BooleanField(default=False)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="somebody_comes_once", fields=["gathering", "person"]),
            models.CheckConstraint(
                name="who_waits_was_not_there", condition=~Q(attended=True) | Q(state__in=("taken", "watched"))
            ),
        ]
        indexes = [
            models.Index(name="gathering_seat_of_person", fields=["person", "-id"]),
            models.Index(
                name="seat_to_certify", fields=["gathering"], condition=Q(attended=True, certified_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.state}"

    @property
    def is_standing(self) -> bool:
        return self.state in (SeatState.TAKEN, SeatState.WAITING)


class Feedback(models.Model):
    """Nobody's: it holds neither a person nor a time, and its id says nothing of the order."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="+")
    useful = models.PositiveSmallIntegerField()
    clear = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="feedback_is_one_to_five",
                condition=Q(useful__gte=1, useful__lte=5, clear__gte=1, clear__lte=5),
            )
        ]

    def __str__(self) -> str:
        return f"{self.useful}, {self.clear}"


class Feed(models.Model):
    """Which address of a person's calendar is in force: `number` counts the renewed ones. The address itself is
    worked out from it and kept nowhere."""

    person = models.OneToOneField(PERSON, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id}, {self.number}"
