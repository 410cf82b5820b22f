"""Somebody has switched the coach off for themselves."""

from django.conf import settings
from django.db import models


class CoachRest(models.Model):
    """Present while the coach rests for this person; private, so nobody is told."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"The coach rests for {self.person}"
