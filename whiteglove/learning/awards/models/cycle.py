"""A round of awards, and what is awarded in it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from whiteglove.learning.awards import stages

PERSON = settings.AUTH_USER_MODEL


class CycleQuerySet(models.QuerySet):
    def standing(self) -> "CycleQuerySet":
        return self.filter(called_off_at__isnull=True)

    def due(self, at: datetime) -> "CycleQuerySet":
        """Their results are to be written down."""
        return self.standing().filter(announced_at__isnull=True, results_at__lte=at)


class Cycle(models.Model):
    """`name` is what other rooms know it by, such as `2026`. `least_mark`: no award below it."""

    name = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    about = models.TextField(blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    judged_by = models.DateTimeField()
    results_at = models.DateTimeField()
    least_judges = models.PositiveSmallIntegerField(default=2)
    least_mark = models.FloatField(default=3.0)
    standardised = models.BooleanField(default=False)
    teams_apart = models.BooleanField(default=False)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=200, blank=True)

    objects = CycleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_cycle_runs_in_order",
                condition=Q(closes_at__gt=F("opens_at"), judged_by__gt=F("closes_at"), results_at__gte=F("judged_by")),
            ),
            models.CheckConstraint(name="two_judges_or_more", condition=Q(least_judges__gte=2)),
        ]
        indexes = [models.Index(name="cycle_by_opening", fields=["-opens_at", "-id"])]

    def __str__(self) -> str:
        return self.title

    @property
    def dates(self) -> stages.Dates:
        return stages.Dates(self.opens_at, self.closes_at, self.judged_by, self.results_at)

    def stage(self, at: datetime) -> str:
        announced, off = self.announced_at is not None, self.called_off_at is not None
        return stages.stage(self.dates, at, announced=announced, off=off)


class Category(models.Model):
    """`criteria`: the rubric as the pack had it: id, name, weight, and what is low, middle and high. `outcome`: how it
    went, once it is announced."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="categories")
    name = models.SlugField(max_length=60)
    title = models.CharField(max_length=80)
    about = models.TextField(blank=True)
    criteria = models.JSONField()
    outcome = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="a_category_once_a_cycle", fields=["cycle", "name"])]

    def __str__(self) -> str:
        return self.title

    @property
    def weights(self) -> dict[str, int]:
        return {one["id"]: one["weight"] for one in self.criteria}

    @property
    def heaviest(self) -> str:
        return max(self.criteria, key=lambda one: one["weight"])["id"]
