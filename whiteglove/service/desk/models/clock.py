"""The clocks of a ticket as they were last judged; the judge derives them from what happened."""

from django.db import models
from django.db.models import Q


class ClockState(models.TextChoices):
    RUNNING = "running", "Running"
    PAUSED = "paused", "Paused"
    WARNED = "warned", "Due soon"
    DUE = "due", "Due now"
    MET = "met", "Met"
    BREACHED = "breached", "Breached"
    CANCELLED = "cancelled", "Cancelled"


class ClockQuerySet(models.QuerySet):
    def unfinished(self):
        """Something is still owed, in time or overdue."""
        return self.filter(ended_at__isnull=True).exclude(state=ClockState.CANCELLED)


class Clock(models.Model):
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="clocks")
    metric = models.CharField(max_length=40)
    turn = models.PositiveIntegerField(default=1, help_text="The how-manieth run of this metric in the ticket")
    target = models.ForeignKey("sla.Target", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    warn_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    breached_at = models.DateTimeField(null=True, blank=True)
    # {"elapsed", "remaining": seconds on the target's calendar, "pauses": [[from, to]]} as of the last judgement.
    facts = models.JSONField(default=dict, blank=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "metric", "turn"], name="a_clock_runs_once_a_metric_and_turn"),
            models.CheckConstraint(name="clock_state_is_known", condition=Q(state__in=ClockState.values)),
            models.CheckConstraint(
                name="a_running_clock_has_not_ended", condition=~Q(state="running") | Q(ended_at__isnull=True)
            ),
        ]
