"""What this desk decided otherwise than its pack says: a state with a who and a when."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class ChoiceQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(ended_at__isnull=True)


class Choice(models.Model):
    """`key`: "mode", or "rule:<id>" of a follow-up. `value`: "warn", or {"on": true, "after": days}."""

    key = models.CharField(max_length=100)
    value = models.JSONField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(ended_at__isnull=True), name="one_choice_of_a_kind_stands_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"
