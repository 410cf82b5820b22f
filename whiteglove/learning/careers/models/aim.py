"""Where somebody wants to get."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class AimQuerySet(models.QuerySet):
    def standing(self) -> "AimQuerySet":
        return self.filter(ended_at__isnull=True)


class Aim(models.Model):
    """A `role`, or a `capability` at a `level`."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    role = models.CharField(max_length=80, blank=True)
    capability = models.CharField(max_length=80, blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "capability"], condition=Q(ended_at__isnull=True), name="an_aim_stands_once"
            ),
            models.CheckConstraint(
                name="an_aim_is_a_role_or_a_level",
                condition=~Q(role="") & Q(capability="", level=0) | Q(role="", level__range=(1, 3)) & ~Q(capability=""),
            ),
        ]
        indexes = [models.Index(name="aim_of_person", fields=["person", "-id"])]

    def __str__(self) -> str:
        return self.role or f"{self.capability}: {self.level}"
