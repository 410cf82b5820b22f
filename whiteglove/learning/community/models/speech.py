"""Somebody is asked to speak: what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL


class SpeechQuerySet(models.QuerySet):
    def confirmed(self) -> "SpeechQuerySet":
        return self.filter(confirmed_at__isnull=False)

    def visible_to(self, person) -> "SpeechQuerySet":
        """One's own, those one has invited to, and those of whom one looks after."""
        if not person.is_active:
            return self.none()
        people = type(person).objects.visible_to(person)
        return self.filter(Q(person__in=people) | Q(by=person))


class Speech(models.Model):
    """An invitation to speak, from a colleague or noted by whoever was asked. Each step is a moment; `by` made the row,
    `confirmed_by` saw the evidence and is somebody else."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="speeches")
    event = models.CharField(max_length=160)
    host = models.CharField(max_length=160, blank=True, help_text="Who invites")
    topic = models.CharField(max_length=200)
    day = models.DateField()
    link = models.URLField(max_length=300, blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    evidence = models.URLField(max_length=300, blank=True)
    told = models.TextField(blank=True, help_text="What was said, and to whom")
    returned = models.CharField(max_length=300, blank=True, help_text="What would show it, says whoever looked")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    shown = models.BooleanField(default=False, help_text="On the profile")

    objects = SpeechQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            models.CheckConstraint(
                name="nobody_confirms_their_own_talk",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("person")),
            ),
            models.CheckConstraint(
                name="a_talk_is_accepted_or_declined",
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_held_talk_was_accepted", condition=Q(held_at__isnull=True) | Q(accepted_at__isnull=False)
            ),
            models.CheckConstraint(
                name="a_confirmed_talk_was_held", condition=Q(confirmed_at__isnull=True) | Q(held_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} at {self.event}"

    @property
    def state(self) -> str:
        steps = (("confirmed", self.confirmed_at), ("held", self.held_at), ("accepted", self.accepted_at),
                 ("declined", self.declined_at))  # fmt: skip
        return next((name for name, at in steps if at), "invited")
