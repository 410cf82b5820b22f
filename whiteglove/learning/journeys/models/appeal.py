"""Somebody asks for a second look at a decision. Whoever decided first doesn't decide again."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from whiteglove.ground.people.models import Person

from .judged import near

PERSON = settings.AUTH_USER_MODEL


class Outcome(models.TextChoices):
    STANDS = "stands", "It stays as it was decided"
    AGAIN = "again", "It is decided again, by somebody else"


class AppealQuerySet(models.QuerySet):
    def open(self) -> "AppealQuerySet":
        return self.filter(decided_at__isnull=True)

    def to_judge(self, person: Person) -> "AppealQuerySet":
        return self.filter(near(person)).exclude(person=person.pk)


class Appeal(models.Model):
    """`against`: who decided first."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    application = models.ForeignKey(
        "journeys.Application", models.CASCADE, null=True, blank=True, related_name="appeals"
    )
    evidence = models.ForeignKey("journeys.Evidence", models.CASCADE, null=True, blank=True, related_name="appeals")
    against = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    why = models.TextField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=6, choices=Outcome.choices, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_journey_appeal_is_about_one_thing",
                condition=Q(application=None, evidence__isnull=False) | Q(application__isnull=False, evidence=None),
            ),
            models.UniqueConstraint(name="an_application_is_appealed_once", fields=["application"],
                                    condition=Q(decided_at=None)),
            models.UniqueConstraint(name="evidence_is_appealed_once", fields=["evidence"],
                                    condition=Q(decided_at=None)),
            models.CheckConstraint(
                name="a_decided_journey_appeal_says_why",
                condition=Q(decided_at=None, outcome="") | Q(decided_at__isnull=False) & ~Q(outcome="") & ~Q(words=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.outcome or "open"
