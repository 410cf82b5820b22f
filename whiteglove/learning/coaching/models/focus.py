"""A skill that two people chose to work on."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class FocusQuerySet(models.QuerySet):
    def standing(self) -> "FocusQuerySet":
        return self.filter(ended_at__isnull=True)


class Focus(models.Model):
    """`skill` is one of the pack's; what became of it since `at` is read from the conversations, never kept."""

    agent = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    skill = models.CharField(max_length=80)
    talk = models.ForeignKey("coaching.Talk", models.CASCADE, related_name="focuses")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = FocusQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agent", "skill"], condition=Q(ended_at__isnull=True), name="a_skill_is_worked_on_once"
            )
        ]
        indexes = [models.Index(name="focus_of_agent", fields=["agent", "-id"])]

    def __str__(self) -> str:
        return f"{self.agent}: {self.skill}"
