"""What a reviewer says of a gate, and a second look somebody asks for."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .near import near

PERSON = settings.AUTH_USER_MODEL


class ReviewState(models.TextChoices):
    ASKED = "asked", "Waiting for a reviewer"
    GRANTED = "granted", "Signed off"
    RETURNED = "returned", "Given back"


class ReviewQuerySet(models.QuerySet):
    def asked(self) -> "ReviewQuerySet":
        return self.filter(state=ReviewState.ASKED)

    def waiting(self) -> "ReviewQuerySet":
        """For a decision: of nobody who has left the programme."""
        return self.asked().filter(enrolment__ended_at__isnull=True)

    def visible_to(self, person) -> "ReviewQuerySet":
        return self.filter(near(person, "enrolment__person"))


class Review(models.Model):
    """`shown`: what lay before the reviewer, as it was then."""

    enrolment = models.ForeignKey("academy.Enrolment", models.CASCADE, related_name="reviews")
    gate = models.CharField(max_length=80)
    state = models.CharField(max_length=8, choices=ReviewState.choices, default=ReviewState.ASKED)
    asked_at = models.DateTimeField()
    shown = models.JSONField(default=list, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_gate_is_reviewed_once_at_a_time", fields=["enrolment", "gate"], condition=Q(state="asked")
            ),
            models.CheckConstraint(name="what_is_given_back_says_why", condition=~Q(state="returned") | ~Q(words="")),
        ]
        indexes = [models.Index(name="review_asked", fields=["asked_at", "id"], condition=Q(state="asked"))]

    def __str__(self) -> str:
        return f"{self.gate}: {self.state}"


class Grant(models.Model):
    """One more attempt at a gate (or at one `item` of it), beyond its limit and without its pause, and why."""

    enrolment = models.ForeignKey("academy.Enrolment", models.CASCADE, related_name="grants")
    gate = models.CharField(max_length=80)
    item = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(name="what_is_given_once_more_says_why", condition=~Q(words=""))]

    def __str__(self) -> str:
        return f"{self.gate}: one more"


class Outcome(models.TextChoices):
    STANDS = "stands", "It stays as it was"
    AGAIN = "again", "One more attempt"
    PASSED = "passed", "The gate counts as passed"


class AppealQuerySet(models.QuerySet):
    def open(self) -> "AppealQuerySet":
        return self.filter(decided_at__isnull=True)

    def waiting(self) -> "AppealQuerySet":
        """For a decision: of nobody who has left the programme."""
        return self.open().filter(enrolment__ended_at__isnull=True)

    def visible_to(self, person) -> "AppealQuerySet":
        return self.filter(near(person, "enrolment__person"))


class Appeal(models.Model):
    """Of a learner who thinks that a result is wrong. Whoever gave it doesn't decide it."""

    enrolment = models.ForeignKey("academy.Enrolment", models.CASCADE, related_name="appeals")
    gate = models.CharField(max_length=80)
    item = models.CharField(max_length=160, blank=True)
    why = models.TextField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=6, choices=Outcome.choices, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_gate_is_appealed_once_at_a_time", fields=["enrolment", "gate"],
                condition=Q(decided_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_decided_appeal_says_how_and_why",
                condition=Q(decided_at__isnull=True, outcome="")
                | Q(decided_at__isnull=False) & ~Q(outcome="") & ~Q(words=""),
            ),
        ]  # fmt: skip
        indexes = [models.Index(name="appeal_open", fields=["at", "id"], condition=Q(decided_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.gate}: {self.outcome or 'open'}"
