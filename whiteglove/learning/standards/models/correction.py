"""What a person answered to a finding: not so, yes so, or this was missed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class CorrectionQuerySet(models.QuerySet):
    def standing(self) -> "CorrectionQuerySet":
        """Not taken back."""
        return self.filter(undone_at__isnull=True)


class Correction(models.Model):
    """`verdict`: whether the sentence shows the behaviour; `found`: whether the reader had said so."""

    message = models.ForeignKey("desk.Message", models.CASCADE, related_name="+")
    behaviour = models.CharField(max_length=80)
    sentence = models.TextField()
    start = models.PositiveIntegerField(help_text="Of the sentence in the message's new text")
    end = models.PositiveIntegerField()
    side = models.CharField(max_length=10)
    language = models.CharField(max_length=12, blank=True)
    verdict = models.BooleanField()
    found = models.BooleanField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message", "behaviour", "start"],
                condition=Q(undone_at__isnull=True),
                name="a_finding_has_one_answer",
            )
        ]
        indexes = [
            models.Index(name="correction_of_behaviour", fields=["behaviour"], condition=Q(undone_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.behaviour}: {'yes' if self.verdict else 'no'}"
