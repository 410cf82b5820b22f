"""What somebody says of themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class ClaimQuerySet(models.QuerySet):
    def standing(self) -> "ClaimQuerySet":
        return self.filter(ended_at__isnull=True)

    def waiting(self) -> "ClaimQuerySet":
        """Those to which no lead has said anything."""
        from .opinion import Opinion

        return self.standing().exclude(pk__in=Opinion.objects.standing().filter(claim__isnull=False).values("claim"))


class Claim(models.Model):
    """`shown`: what their own evidence showed when they said it. One stands at a time; the others are its history."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    capability = models.CharField(max_length=80)
    level = models.PositiveSmallIntegerField()
    why = models.TextField()
    shown = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "capability"], condition=Q(ended_at__isnull=True), name="one_claim_of_a_capability"
            ),
            models.CheckConstraint(name="a_claim_is_of_a_level", condition=Q(level__range=(1, 3), shown__range=(0, 3))),
            models.CheckConstraint(name="a_claim_says_why", condition=~Q(why="")),
        ]
        indexes = [models.Index(name="claim_of_person", fields=["person", "capability", "-id"])]

    def __str__(self) -> str:
        return f"{self.capability}: {self.level}"
