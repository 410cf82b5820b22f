"""That somebody's access was ended: by whom, when, why; undone when they come back."""

from django.conf import settings
from django.db import models


class Deactivation(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deactivations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(undone_at=None),
                name="a_person_is_deactivated_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} deactivated"
