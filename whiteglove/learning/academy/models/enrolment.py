"""Somebody takes a programme, as the pack had it when they began."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .near import near

PERSON = settings.AUTH_USER_MODEL


class EnrolmentQuerySet(models.QuerySet):
    def standing(self) -> "EnrolmentQuerySet":
        """Neither ended nor completed."""
        return self.filter(ended_at__isnull=True, completed_at__isnull=True)

    def not_ended(self) -> "EnrolmentQuerySet":
        return self.filter(ended_at__isnull=True)

    def visible_to(self, person) -> "EnrolmentQuerySet":
        return self.filter(near(person))


class Enrolment(models.Model):
    """What lists show of it is copied here whenever something happened: `module` they are in, `passed` gates of
    `gates`, `stuck` (why they can't go on by themselves, or ""), `moved_at` (when they last got on)."""

    programme = models.CharField(max_length=80)
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    application = models.ForeignKey("academy.Application", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    module = models.CharField(max_length=20, blank=True)
    passed = models.PositiveSmallIntegerField(default=0)
    gates = models.PositiveSmallIntegerField(default=0)
    stuck = models.CharField(max_length=200, blank=True)
    moved_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=300, blank=True, help_text="Why it ended")

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_programme_is_taken_once_at_a_time", fields=["person", "programme"],
                condition=Q(ended_at__isnull=True),
            )
        ]  # fmt: skip
        indexes = [models.Index(name="enrolment_by_moving", fields=["programme", "moved_at", "id"])]

    def __str__(self) -> str:
        return f"{self.programme} of {self.person_id}"

    @property
    def is_standing(self) -> bool:
        return self.ended_at is None and self.completed_at is None
