"""What people decided about surveys: whether one is asked at all, and who wants none."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Switch(models.Model):
    """Somebody switched one of the pack's surveys on or off; the latest row of each rules."""

    ask = models.CharField(max_length=80)
    on = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="switch_latest", fields=["ask", "-id"])]

    def __str__(self) -> str:
        return f"{self.ask} {'on' if self.on else 'off'}"


class Unsubscription(models.Model):
    """An address whose owner wants no surveys; `key` is how addresses are compared."""

    key = models.CharField(max_length=320)
    at = models.DateTimeField()
    survey = models.ForeignKey("Survey", models.SET_NULL, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(undone_at__isnull=True), name="an_address_unsubscribes_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"no surveys for address {self.pk}"
