"""Telephone calls: who rang whom, what happened to the call moment by moment, and what was recorded of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class CallState(models.TextChoices):
    RINGING = "ringing", "Ringing"
    TALKING = "talking", "Speaking"
    HELD = "held", "On hold"
    ENDED = "ended", "Ended"


class CallQuerySet(models.QuerySet):
    def running(self):
        return self.exclude(state=CallState.ENDED)

    def had_by(self, person):
        return self.filter(person=person)


class Call(models.Model):
    """One call. `account` is the line it came in on, None where it was written down without one; `external_id` the
    exchange's own name for it, "" for a call kept by hand; `number` the other side's, E.164 where it can be read,
    "" where it was `withheld`; `person` who has it; `ref` what it is filed under ("ticket:42").

    `state`, `answered_at`, `held_at` and `ended_at` follow from its marks (see phone/course.py).
    """

    class Direction(models.TextChoices):
        IN = "in", "They called"
        OUT = "out", "We called"

    account = models.ForeignKey("channels.Account", models.SET_NULL, null=True, blank=True, related_name="+")
    external_id = models.CharField(max_length=120, blank=True)
    direction = models.CharField(max_length=3, choices=Direction.choices, default=Direction.IN)
    number = models.CharField(max_length=40, blank=True)
    withheld = models.BooleanField(default=False)
    person = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    ref = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=8, choices=CallState.choices, default=CallState.RINGING)
    rang_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Whom a transfer waits for, who hasn't said yes yet.
    offered_to = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "external_id"], condition=~Q(external_id=""), name="an_exchange_names_a_call_once"
            ),
            models.CheckConstraint(name="call_state_is_known", condition=Q(state__in=CallState.values)),
            models.CheckConstraint(
                name="an_ended_call_says_when",
                condition=Q(state="ended", ended_at__isnull=False) | (~Q(state="ended") & Q(ended_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(name="call_running", fields=["person", "id"], condition=~Q(state="ended")),
            models.Index(name="call_of_ref", fields=["ref"], condition=~Q(ref="")),
            models.Index(name="call_of_number", fields=["number", "-rang_at"], condition=~Q(number="")),
            models.Index(name="call_rang", fields=["-rang_at", "-id"]),
        ]

    def __str__(self) -> str:
        return f"call {self.pk} ({self.get_state_display()})"

    @property
    def runs(self) -> bool:
        return self.state != CallState.ENDED

    @property
    def came_in(self) -> bool:
        return self.direction == self.Direction.IN

    @property
    def by_exchange(self) -> bool:
        return bool(self.external_id)


class CallMarkQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(undone_at__isnull=True)


class CallMark(models.Model):
    """One thing that happened to a call. `event_id` is the exchange's own name for it: told twice it is one."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="marks")
    name = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    to = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    says = models.CharField(max_length=1000, blank=True)
    event_id = models.CharField(max_length=120, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = CallMarkQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "event_id"], condition=~Q(event_id=""), name="an_exchange_tells_a_mark_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: call {self.call_id}"


class CallRecording(models.Model):
    """What was recorded: a voicemail with its bytes, or where the exchange keeps the recording (`url`). `until` is the
    day after which the bytes and the address go; what was written down stays."""

    class Kind(models.TextChoices):
        VOICEMAIL = "voicemail", "Voicemail"
        RECORDING = "recording", "Recording"

    call = models.ForeignKey(Call, models.CASCADE, related_name="recordings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    blob = models.ForeignKey("channels.Blob", models.PROTECT, null=True, blank=True, related_name="+")
    type = models.CharField(max_length=100, blank=True)
    url = models.CharField(max_length=1000, blank=True)
    transcript = models.TextField(blank=True)
    at = models.DateTimeField()
    until = models.DateField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "kind", "at"], name="a_recording_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of call {self.call_id}"


class Extension(models.Model):
    """The telephone that stands beside somebody, as the exchange calls it."""

    person = models.OneToOneField(PERSON, models.CASCADE, related_name="extension")
    number = models.CharField(max_length=20, unique=True)

    def __str__(self) -> str:
        return self.number
