"""A goal two people set in a conversation: a metric of the measures, on which side of which number."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class OwnGoalQuerySet(models.QuerySet):
    def standing(self) -> "OwnGoalQuerySet":
        return self.filter(ended_at__isnull=True)


class OwnGoal(models.Model):
    """`aim` in the metric's own measure (percent, seconds). How far it is is read from the measures, never kept."""

    agent = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    talk = models.ForeignKey("coaching.Talk", models.CASCADE, related_name="goals")
    metric = models.CharField(max_length=80)
    above = models.BooleanField()
    aim = models.FloatField()
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OwnGoalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agent", "metric"], condition=Q(ended_at__isnull=True), name="one_goal_a_metric_at_a_time"
            )
        ]
        indexes = [models.Index(name="goal_of_agent", fields=["agent", "-id"])]

    def __str__(self) -> str:
        return f"{self.agent}: {self.metric}"

    def late(self, today: date) -> bool:
        return self.ended_at is None and self.until is not None and self.until < today
