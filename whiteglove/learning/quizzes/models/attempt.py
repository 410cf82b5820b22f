"""One person's go at a quiz, and what they answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from whiteglove.ground.people.models import Role
from whiteglove.learning.quizzes.bank.question import Question, from_content

if TYPE_CHECKING:
    from whiteglove.ground.people.models import Person

GRACE = timedelta(seconds=30)  # for what was on its way when the time was up


class Wording(models.Model):
    """A question as it was asked, kept once for all attempts: a changed bank never regrades the past."""

    hash = models.CharField(max_length=64, unique=True)
    question = models.CharField(max_length=80)
    content = models.JSONField()

    def __str__(self) -> str:
        return self.question

    @property
    def read(self) -> Question:
        if "_read" not in self.__dict__:
            self._read = from_content(self.content)
        return self._read


class AttemptQuerySet(models.QuerySet):
    def running(self) -> AttemptQuerySet:
        return self.filter(handed_in_at__isnull=True)

    def handed_in(self) -> AttemptQuerySet:
        return self.filter(handed_in_at__isnull=False)

    def graded(self) -> AttemptQuerySet:
        return self.filter(finished_at__isnull=False)

    def awaiting_review(self) -> AttemptQuerySet:
        return self.filter(handed_in_at__isnull=False, finished_at__isnull=True, person__is_active=True)

    def overdue(self, at: datetime) -> AttemptQuerySet:
        return self.filter(handed_in_at__isnull=True, deadline__lte=at - GRACE)

    def of(self, person: Person, quiz: str) -> AttemptQuerySet:
        return self.filter(person=person, quiz=quiz)

    def visible_to(self, person: Person) -> AttemptQuerySet:
        """One's own; leads those of the people they look after; administrators all."""
        if not person.is_active or person.role not in (Role.ADMIN, Role.LEAD, Role.AGENT, Role.TRAINEE):
            return self.none()
        if person.role == Role.ADMIN:
            return self
        own = Q(person=person)
        if person.role == Role.LEAD:
            theirs = type(person).objects.in_teams(person.team_ids).filter(role__in=(Role.AGENT, Role.TRAINEE))
            own |= Q(person__in=theirs.values("pk"))
        return self.filter(own)


class Attempt(models.Model):
    """`seed` and the wordings of its `Given` rows are the paper; pass mark, time and review are those of `revision`."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    quiz = models.CharField(max_length=80)
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="Of this person and quiz, from 1")
    seed = models.BigIntegerField()
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    in_time = models.BooleanField(default=True, help_text="Handed in by the person, not by the clock")
    finished_at = models.DateTimeField(null=True, blank=True, help_text="When all of it was graded")
    score = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Whole percent")
    passed = models.BooleanField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "quiz", "number"], name="attempts_are_counted_once"),
            models.UniqueConstraint(fields=["person", "quiz"], condition=Q(handed_in_at__isnull=True),
                                    name="one_attempt_runs_at_a_time"),
            models.CheckConstraint(condition=Q(score__isnull=True) | Q(score__lte=100), name="a_score_is_a_percentage"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["deadline"], condition=Q(handed_in_at__isnull=True), name="attempt_running"),
            models.Index(fields=["handed_in_at"], condition=Q(handed_in_at__isnull=False, finished_at__isnull=True),
                         name="attempt_to_review"),
            models.Index(fields=["quiz", "-id"], name="attempt_of_quiz"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.quiz}, attempt {self.number}"

    @property
    def running(self) -> bool:
        return self.handed_in_at is None

    def out_of_time(self, at: datetime) -> bool:
        """With the grace that what is on its way needs."""
        return self.deadline is not None and at > self.deadline + GRACE


class Given(models.Model):
    """A question of an attempt and what was answered; `credit` and `rest` (what the others made) once it is graded."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="given")
    place = models.PositiveSmallIntegerField(help_text="From 1")
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="+")
    question = models.CharField(max_length=80)
    answer = models.JSONField(null=True, blank=True)
    flagged = models.BooleanField(default=False)
    at = models.DateTimeField(null=True, blank=True)
    credit = models.FloatField(null=True, blank=True)
    rest = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "place"], name="a_place_holds_one_question"),
            models.CheckConstraint(condition=Q(credit__isnull=True) | Q(credit__gte=0, credit__lte=1),
                                   name="credit_is_a_share"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["question"], condition=Q(rest__isnull=False), name="given_of_question")]

    def __str__(self) -> str:
        return f"{self.place}: {self.question}"


class Judgement(models.Model):
    """What a reviewer said of a text; a later one stands, and the earlier stay known."""

    given = models.ForeignKey(Given, models.CASCADE, related_name="judgements")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    percent = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True, max_length=4000)

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(percent__lte=100), name="a_judgement_is_a_percentage")]

    def __str__(self) -> str:
        return f"{self.percent} % for {self.given_id}"
