"""A playbook open beside a ticket, what was ticked in it by hand, and offers that weren't wanted.

Rows hold ids and times alone. What ticks the other steps is worked out from readings and events whenever it is shown.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


def whom(**options) -> models.ForeignKey:
    return models.ForeignKey(PERSON, models.PROTECT, related_name="+", **options)


class StandingQuerySet(models.QuerySet):
    def standing(self):
        """Still in force."""
        return self.filter(ended_at__isnull=True)


class Play(models.Model):
    """`playbook` is its id in the pack, as `revision` has it: a pack that changes changes no playbook under way.

    `came_from`: the tickets it lay in before merges brought it here, the first one first.
    """

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    playbook = models.CharField(max_length=80)
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    by = whom()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = whom(null=True, blank=True)
    came_from = models.JSONField(default=list, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(ended_at__isnull=True), name="one_playbook_is_open_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["ticket", "-id"], name="play_of_ticket")]

    def __str__(self) -> str:
        return f"{self.playbook} in #{self.ticket_id}"


class HandTick(models.Model):
    """A step that somebody ticked. Undo closes the row."""

    play = models.ForeignKey(Play, models.CASCADE, related_name="ticks")
    step = models.CharField(max_length=80)
    by = whom()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = whom(null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["play", "step"], condition=Q(ended_at__isnull=True), name="a_step_is_ticked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.play_id}"


class Decline(models.Model):
    """A playbook that isn't needed here, so that it isn't offered again."""

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    playbook = models.CharField(max_length=80)
    by = whom()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = whom(null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "playbook"], condition=Q(ended_at__isnull=True), name="a_playbook_is_declined_once"
            )
        ]

    def __str__(self) -> str:
        return f"not {self.playbook} in #{self.ticket_id}"
