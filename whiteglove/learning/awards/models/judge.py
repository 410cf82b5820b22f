"""Who judges in a category, whom they may not judge, and what they gave."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .cycle import Category
from .nomination import Nomination

PERSON = settings.AUTH_USER_MODEL


class JudgeQuerySet(models.QuerySet):
    def standing(self) -> "JudgeQuerySet":
        return self.filter(ended_at__isnull=True)


class Judge(models.Model):
    category = models.ForeignKey(Category, models.CASCADE, related_name="judges")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = JudgeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="somebody_judges_once", fields=["category", "person"], condition=Q(ended_at__isnull=True)
            )
        ]
        indexes = [models.Index(name="judge_of_person", fields=["person", "-id"])]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.category_id}"


class Conflict(models.Model):
    """Declared by the judge; it isn't asked why."""

    judge = models.ForeignKey(Judge, models.CASCADE, related_name="conflicts")
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="a_conflict_once", fields=["judge", "nomination"])]

    def __str__(self) -> str:
        return f"{self.judge_id}, {self.nomination_id}"


class Score(models.Model):
    """`given`: {criterion: 1 to 5}. `words` are for the nominee. `counted`: it went into the result."""

    judge = models.ForeignKey(Judge, models.CASCADE, related_name="scores")
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="scores")
    given = models.JSONField()
    words = models.TextField(blank=True)
    counted = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="a_judge_scores_once", fields=["judge", "nomination"])]

    def __str__(self) -> str:
        return f"{self.judge_id}, {self.nomination_id}"
