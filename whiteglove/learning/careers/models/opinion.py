"""What a lead says of what somebody can do."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL


class OpinionQuerySet(models.QuerySet):
    def standing(self) -> "OpinionQuerySet":
        return self.filter(ended_at__isnull=True)


class Opinion(models.Model):
    """`level` 0: not yet at any. To the `claim` that stood then, if there was one; `shown`: what evidence showed the
    lead, who knows nothing of practice. One stands at a time, whichever lead said it."""

    about = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    capability = models.CharField(max_length=80)
    level = models.PositiveSmallIntegerField()
    confirms = models.BooleanField()
    reason = models.TextField(blank=True)
    claim = models.ForeignKey("careers.Claim", models.SET_NULL, null=True, blank=True, related_name="+")
    shown = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = OpinionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about", "capability"], condition=Q(ended_at__isnull=True), name="one_opinion_of_a_capability"
            ),
            models.CheckConstraint(
                name="an_opinion_is_of_a_level", condition=Q(level__range=(0, 3), shown__range=(0, 3))
            ),
            models.CheckConstraint(name="who_disputes_says_why", condition=Q(confirms=True) | ~Q(reason="")),
            models.CheckConstraint(name="nobody_confirms_themselves", condition=~Q(about=F("by"))),
        ]
        indexes = [models.Index(name="opinion_about_person", fields=["about", "capability", "-id"])]

    def __str__(self) -> str:
        return f"{self.capability}: {self.level}"
