"""A message as it came, kept before anything was understood of it."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from whiteglove.service.channels.models.account import of_own_teams

ERASED = "Erased at the customer's wish."  # the reason of an arrival of which nothing is left


class ArrivalQuerySet(models.QuerySet):
    def pending(self, at: datetime):
        """Not dealt with yet, due now and in nobody's hands."""
        return self.filter(state__in=Arrival.UNFINISHED, due_at__lte=at)

    def dead(self):
        """Given up on after every try: waits for a person."""
        return self.filter(state=Arrival.State.FAILED, due_at=None)

    def visible_to(self, person):
        """Administrators see all; leads what came for their own teams or for no team."""
        return of_own_teams(self, person)

    def unfinished(self):
        return self.filter(state__in=Arrival.UNFINISHED)

    def retrying(self):
        return self.filter(state=Arrival.State.FAILED, due_at__isnull=False)


class Arrival(models.Model):
    """One row for each distinct message, whatever became of it.

    `due_at` is when it may be taken next; while a worker holds it, that is the end of the
    worker's lease. A failed arrival without `due_at` waits for a person.
    """

    class State(models.TextChoices):
        STORED = "stored", "Waiting"
        FILED = "filed", "Filed"
        SET_ASIDE = "set_aside", "Set aside"
        FAILED = "failed", "Failed"

    UNFINISHED = (State.STORED, State.FAILED)

    account = models.ForeignKey("channels.Account", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=20, default="email")
    received_at = models.DateTimeField()
    raw = models.ForeignKey("channels.Blob", on_delete=models.PROTECT, related_name="+")
    envelope = models.JSONField(default=dict, blank=True)
    dedupe_key = models.CharField(max_length=80, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.STORED)
    reason = models.CharField(max_length=200, blank=True)
    tries = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=40, blank=True)
    error = models.TextField(blank=True)
    outcome = models.JSONField(default=dict, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    repeats = models.PositiveIntegerField(default=0)

    objects = ArrivalQuerySet.as_manager()
    duplicate = False  # `receive` sets it on the instance it returns for a message that was here before

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(state__in=["stored", "failed"]), name="arrival_due"),
            models.Index(fields=["state", "-id"], name="arrival_state"),
            models.Index(fields=["sender", "-received_at"], name="arrival_sender"),
        ]

    def __str__(self) -> str:
        return f"arrival {self.pk} ({self.state})"

    @property
    def waits_for_a_person(self) -> bool:
        return self.state == self.State.FAILED and self.due_at is None

    @property
    def is_erased(self) -> bool:
        return self.reason == ERASED

    @property
    def from_whom(self) -> str:
        """Its sender as parsed, else as the envelope says."""
        return self.sender or self.envelope.get("from") or "Unknown sender"

    @property
    def says(self) -> str:
        """Its state in words for the list."""
        return "Needs a person" if self.waits_for_a_person else self.get_state_display()
