"""Offers, requests, and what two people then do: goals, sessions, and what they say afterwards."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL


class OfferQuerySet(models.QuerySet):
    def open(self) -> "OfferQuerySet":
        return self.filter(closed_at__isnull=True, mentor__is_active=True)


class Offer(models.Model):
    """Somebody would mentor up to `capacity` people at a time."""

    mentor = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    topics = models.JSONField(default=list)
    about = models.TextField(blank=True)
    times = models.CharField(max_length=200, blank=True)
    capacity = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_offer_a_mentor", fields=["mentor"], condition=Q(closed_at__isnull=True)
            ),
            models.CheckConstraint(name="a_mentor_takes_one_to_five", condition=Q(capacity__range=(1, 5))),
        ]

    def __str__(self) -> str:
        return f"Offer of {self.mentor_id}"


class RequestState(models.TextChoices):
    WAITING = "waiting", "Waits for an answer"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Taken back"


class RequestQuerySet(models.QuerySet):
    def waiting(self) -> "RequestQuerySet":
        return self.filter(state=RequestState.WAITING)


class Request(models.Model):
    """Somebody asks a mentor. Only the two of them read why."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="requests")
    mentee = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    topics = models.JSONField(default=list)
    why = models.TextField()
    at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=RequestState.choices, default=RequestState.WAITING)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_asks_a_mentor_once_at_a_time", fields=["offer", "mentee"], condition=Q(state="waiting")
            )
        ]
        indexes = [models.Index(name="request_of_mentee", fields=["mentee", "state"])]

    def __str__(self) -> str:
        return f"{self.mentee_id} asks {self.offer_id}"


class MentorshipQuerySet(models.QuerySet):
    def standing(self) -> "MentorshipQuerySet":
        return self.filter(ended_at__isnull=True)

    def of(self, person) -> "MentorshipQuerySet":
        return self.filter(Q(mentor=person) | Q(mentee=person))


class Mentorship(models.Model):
    """Two people, for a while. `goal_met` is what whoever ended it says, or nothing."""

    request = models.OneToOneField(Request, models.CASCADE, related_name="mentorship")
    mentor = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    mentee = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="two_people_one_mentorship", fields=["mentor", "mentee"], condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(name="nobody_mentors_themselves", condition=~Q(mentor=F("mentee"))),
        ]
        indexes = [models.Index(name="mentorship_of_mentee", fields=["mentee", "ended_at"])]

    def __str__(self) -> str:
        return f"{self.mentor_id} mentors {self.mentee_id}"

    def other(self, person):
        return self.mentee if person.pk == self.mentor_id else self.mentor


class Goal(models.Model):
    """Written by one of the two, agreed by the other, reached when both see it so: either says it."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="goals")
    text = models.CharField(max_length=400)
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    reached_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:40]


class Session(models.Model):
    """A time the two meet. It was held once both say so."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    where = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    changed = models.PositiveSmallIntegerField(default=0, help_text="How often it was moved; calendars ask")
    mentor_held_at = models.DateTimeField(null=True, blank=True)
    mentee_held_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_at", "-id"]
        constraints = [models.CheckConstraint(name="a_session_takes_some_time", condition=Q(minutes__range=(10, 240)))]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def was_held(self) -> bool:
        return bool(self.mentor_held_at and self.mentee_held_at and not self.cancelled_at)


class Feedback(models.Model):
    """What one of the two says to the other at the end. Nobody else reads it, and it has no number."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="feedback")
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    helped = models.TextField()
    better = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_feedback_each", fields=["mentorship", "by"])]

    def __str__(self) -> str:
        return f"{self.by_id} on {self.mentorship_id}"
