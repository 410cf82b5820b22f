"""A run that is served at the desk: how far its customer has listened, and when they answer."""

from django.db import models
from django.db.models import Q


class Sitting(models.Model):
    """`heard`: the last event they took in. `due_at`: when they answer what came since; None while nothing did."""

    run = models.OneToOneField("practice.Run", models.CASCADE, related_name="sitting")
    heard = models.BigIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(name="sitting_due", fields=["due_at"], condition=Q(due_at__isnull=False))]

    def __str__(self) -> str:
        return f"Sitting of run {self.run_id}"
