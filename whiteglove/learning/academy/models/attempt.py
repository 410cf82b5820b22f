"""One try at something this room judges itself: a case study, or the simulation."""

from django.db import models
from django.db.models import Q


class AttemptQuerySet(models.QuerySet):
    def finished(self) -> "AttemptQuerySet":
        return self.filter(finished_at__isnull=False)

    def running(self) -> "AttemptQuerySet":
        return self.filter(finished_at__isnull=True)


class Attempt(models.Model):
    """Judged by `revision`, and never again by another. `work`: what was handed in; `outcome`: what was found in it."""

    enrolment = models.ForeignKey("academy.Enrolment", models.CASCADE, related_name="attempts")
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    gate = models.CharField(max_length=80)
    item = models.CharField(max_length=160)
    started_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(default=0)
    work = models.JSONField(default=dict, blank=True)
    outcome = models.JSONField(default=dict, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_attempt_scores_up_to_a_hundred", condition=Q(score__lte=100)),
            models.UniqueConstraint(
                name="one_try_runs_at_a_time", fields=["enrolment", "gate", "item"],
                condition=Q(finished_at__isnull=True),
            ),
        ]  # fmt: skip
        indexes = [models.Index(name="attempt_of_enrolment", fields=["enrolment", "gate", "id"])]

    def __str__(self) -> str:
        return f"{self.gate}: {self.item}"
