"""Somebody experienced beside a learner, and their conversations."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL


class MentoringQuerySet(models.QuerySet):
    def standing(self) -> "MentoringQuerySet":
        return self.filter(ended_at__isnull=True)


class Mentoring(models.Model):
    enrolment = models.ForeignKey("academy.Enrolment", models.CASCADE, related_name="mentorings")
    mentor = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MentoringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_mentor_at_a_time", fields=["enrolment"], condition=Q(ended_at__isnull=True)
            )
        ]
        indexes = [models.Index(name="mentoring_of_mentor", fields=["mentor"], condition=Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.mentor_id} for {self.enrolment_id}"


class Meeting(models.Model):
    """Noted by one of the two, confirmed by the other."""

    mentoring = models.ForeignKey(Mentoring, models.CASCADE, related_name="meetings")
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    about = models.TextField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_confirms_their_own_meeting",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("by")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
