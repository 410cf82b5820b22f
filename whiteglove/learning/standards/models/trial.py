"""An attempt to learn from corrections: what it would change, whether it is in use, and who ended it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class TrialQuerySet(models.QuerySet):
    def in_use(self) -> "TrialQuerySet":
        return self.filter(adopted=True, ended_at__isnull=True)


class Trial(models.Model):
    """`rung` 2: calibrated, 3: retrained; 1: too few answers still had their sentence. `f1_before` and `f1_after` on
    corrections not learnt from, 0 to 1. `weights` is what `ground.reader.ladder` keeps; `fitting` names the reader it
    was learnt beside. `corrections`: all that stood, also those whose sentence begins elsewhere by now: as many more
    are needed before it is tried again.
    """

    behaviour = models.CharField(max_length=80)
    rung = models.PositiveSmallIntegerField()
    corrections = models.PositiveIntegerField()
    positives = models.PositiveIntegerField()
    f1_before = models.FloatField()
    f1_after = models.FloatField()
    adopted = models.BooleanField()
    weights = models.JSONField(default=dict)
    fitting = models.CharField(max_length=40)
    at = models.DateTimeField()
    set_aside_at = models.DateTimeField(
        null=True, blank=True, help_text="In use, but the reader in force since then isn't the one it was learnt beside"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TrialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["behaviour"],
                condition=Q(adopted=True, ended_at__isnull=True),
                name="one_rung_at_a_time_for_a_behaviour",
            )
        ]
        indexes = [models.Index(name="trial_latest", fields=["behaviour", "-id"])]

    def __str__(self) -> str:
        return f"{self.behaviour}, rung {self.rung}"
