"""Somebody stands on a level: admitted, on the way, completed; and what they keep up from then on."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from whiteglove.ground.people.models import Person

from .judged import near

PERSON = settings.AUTH_USER_MODEL


class StageQuerySet(models.QuerySet):
    def standing(self) -> "StageQuerySet":
        return self.filter(ended_at__isnull=True)

    def visible_to(self, person: Person) -> "StageQuerySet":
        return self.filter(near(person))

    def to_look_at(self) -> "StageQuerySet":
        """Not completed, or the highest completed one, of people who are here: what a level above replaced is left."""
        higher = Stage.objects.standing().filter(
            person=models.OuterRef("person"), journey=models.OuterRef("journey"), level__gt=models.OuterRef("level"),
            completed_at__isnull=False,
        )  # fmt: skip
        found = self.standing().filter(person__is_active=True)
        return found.filter(Q(completed_at__isnull=True) | ~models.Exists(higher))


class Stage(models.Model):
    """By the pack as it was at admission. What lists show is copied here whenever somebody looked: `met` of `asked`
    duties, `waiting` for a reviewer, `upkeep` (kept, due, late, lapsed) and its day `due_on`, `looked_at`."""

    journey = models.CharField(max_length=80)
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField()
    application = models.ForeignKey("journeys.Application", models.SET_NULL, null=True, blank=True, related_name="+")
    admitted_at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    completed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    met = models.PositiveSmallIntegerField(default=0)
    asked = models.PositiveSmallIntegerField(default=0)
    waiting = models.PositiveSmallIntegerField(default=0)
    upkeep = models.CharField(max_length=6, blank=True)
    due_on = models.DateField(null=True, blank=True)
    looked_at = models.DateTimeField()

    objects = StageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_stands_on_a_level_once", fields=["person", "journey", "level"],
                condition=Q(ended_at__isnull=True),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(name="stage_looked_at", fields=["looked_at", "id"], condition=Q(ended_at__isnull=True)),
            models.Index(name="stage_level", fields=["journey", "level", "id"]),
        ]

    def __str__(self) -> str:
        return f"Level {self.level} of {self.person_id}"


class Met(models.Model):
    """A duty was met for the first time on this level; told once."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="met_duties")
    duty = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="a_duty_is_met_first_once", fields=["stage", "duty"])]

    def __str__(self) -> str:
        return self.duty


class Renewal(models.Model):
    """A badge of the level became due: the first when it was completed, the next ones while its duties are kept."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="renewals")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="a_badge_is_due_once", fields=["stage", "number"])]

    def __str__(self) -> str:
        return f"Badge {self.number} of {self.stage_id}"
