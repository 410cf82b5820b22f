"""What somebody does next to get there."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL
KINDS = {
    "lesson": "Lesson", "gate": "Gate", "scenario": "Simulated customer", "quiz": "Test", "tickets": "Real work",
    "own": "Own step",
}  # fmt: skip


class StepQuerySet(models.QuerySet):
    def kept(self) -> "StepQuerySet":
        return self.filter(dropped_at__isnull=True)


class Step(models.Model):
    """`kind` and `name` say what it is, as a capability names it; of an own step `says` does. `many`: of tickets, how
    many. `done_at`: somebody said so; what the product sees by itself is read, never kept."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    capability = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=list(KINDS.items()))
    name = models.CharField(max_length=160, blank=True)
    many = models.PositiveSmallIntegerField(default=1)
    says = models.CharField(max_length=300)
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "capability", "kind", "name"],
                condition=Q(dropped_at__isnull=True, done_at__isnull=True) & ~Q(kind="own"),
                name="a_step_is_planned_once",
            ),
            models.CheckConstraint(name="a_step_is_of_a_kind", condition=Q(kind__in=list(KINDS))),
            models.CheckConstraint(name="a_step_says_what", condition=~Q(says="")),
        ]
        indexes = [models.Index(name="step_of_person", fields=["person", "-id"])]

    def __str__(self) -> str:
        return self.says

    def late(self, today: date) -> bool:
        return self.until is not None and self.until < today
