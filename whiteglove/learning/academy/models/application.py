"""Somebody would like to take a programme, and what was decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .near import near

PERSON = settings.AUTH_USER_MODEL


class ApplicationState(models.TextChoices):
    WAITING = "waiting", "Waiting for a decision"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ApplicationQuerySet(models.QuerySet):
    def waiting(self) -> "ApplicationQuerySet":
        return self.filter(state=ApplicationState.WAITING)

    def visible_to(self, person) -> "ApplicationQuerySet":
        return self.filter(near(person))


class Application(models.Model):
    """`confirmed`: {prerequisite: what they wrote to it, "" where a tick was asked}."""

    programme = models.CharField(max_length=80)
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    statement = models.TextField()
    confirmed = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=ApplicationState.choices, default=ApplicationState.WAITING)
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="somebody_applies_once_at_a_time", fields=["person", "programme"], condition=Q(state="waiting")
            ),
            models.CheckConstraint(name="application_state_is_known", condition=Q(state__in=ApplicationState.values)),
            models.CheckConstraint(
                name="a_decided_application_says_when",
                condition=Q(state="waiting", decided_at__isnull=True)
                | ~Q(state="waiting") & Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_declined_application_says_why", condition=~Q(state="declined") | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(name="application_by_state", fields=["state", "-at", "-id"])]

    def __str__(self) -> str:
        return f"{self.programme} of {self.person_id}"

    @property
    def is_waiting(self) -> bool:
        return self.state == ApplicationState.WAITING
