"""Who served which simulated customer and how it went, and to whom they showed it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL


class Medium(models.TextChoices):
    CHAT = "chat", "Chat"
    EMAIL = "email", "Email"
    PHONE = "phone", "Phone"
    SOCIAL = "social", "Social post"


class RunQuerySet(models.QuerySet):
    def of(self, person) -> "RunQuerySet":
        return self.filter(person=person)

    def open(self) -> "RunQuerySet":
        return self.filter(ended_at__isnull=True)

    def ended(self) -> "RunQuerySet":
        return self.filter(ended_at__isnull=False)

    def whole(self) -> "RunQuerySet":
        """Not taken up from an earlier run: whoever meets the same customer again knows what comes."""
        return self.filter(from_turn__isnull=True)

    def visible_to(self, person) -> "RunQuerySet":
        """One's own, and those that were shown to them. Administrators see no others either."""
        if not person.is_staff_member:
            return self.none()
        return self.filter(Q(person=person) | Q(pk__in=Shown.objects.standing().filter(coach=person).values("run")))


class Run(models.Model):
    """`inputs`: what was said and done, turn by turn, with what the reader found in it (`keeping.py`): with scenario,
    revision, seed and medium all that is needed to play it again. The rest is kept from that for lists, and when a run
    has ended nothing of it changes any more, whatever becomes of engine, reader or pack.

    `forgotten_at`: what was said was let go, with what was remarked on it; its score stays.
    `from_turn`: taken up again from there, with the turns before it copied from `parent`.
    """

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    scenario = models.CharField(max_length=80)
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    seed = models.PositiveIntegerField()
    medium = models.CharField(max_length=8, choices=Medium.choices)
    inputs = models.JSONField(default=list, blank=True)
    turns = models.PositiveSmallIntegerField(default=0)
    mood = models.PositiveSmallIntegerField()
    patience = models.SmallIntegerField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)
    result = models.JSONField(default=dict, blank=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    from_turn = models.PositiveSmallIntegerField(null=True, blank=True)
    ticket = models.ForeignKey("desk.Ticket", models.SET_NULL, null=True, blank=True, related_name="+")
    forgotten_at = models.DateTimeField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_run_has_a_known_medium", condition=Q(medium__in=Medium.values)),
            models.CheckConstraint(
                name="a_run_that_ended_says_how", condition=Q(ended_at__isnull=True, ending="", score__isnull=True)
                | Q(ended_at__isnull=False, score__isnull=False, passed__isnull=False) & ~Q(ending=""),
            ),
            models.CheckConstraint(
                name="a_run_ends_after_it_began", condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at"))
            ),
            models.CheckConstraint(
                name="only_a_run_that_ended_is_forgotten",
                condition=Q(forgotten_at__isnull=True) | Q(ended_at__isnull=False),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(name="run_of_person", fields=["person", "-id"]),
            models.Index(name="run_of_scenario", fields=["person", "scenario", "-id"]),
            models.Index(
                name="run_to_forget",
                fields=["ended_at"],
                condition=Q(ended_at__isnull=False, forgotten_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scenario} {self.seed} by {self.medium}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def is_whole(self) -> bool:
        return self.from_turn is None

    @property
    def survey(self) -> int:
        """What the customer answered when asked how it was, 1 to 5; 0 for nothing."""
        return self.result.get("survey", 0)

    @property
    def deeds(self) -> list[tuple[str, str]]:
        """What was done at the desk, in its order: (do, value)."""
        return [(do, value) for one in self.inputs for do, value in one.get("deeds", ())]

    @property
    def topics(self) -> str:
        """Who may hear that something became of it."""
        return f"person:{self.person_id}"

    def end(self, *, at: datetime, ending: str, score: int, passed: bool, result: dict[str, Any]) -> None:
        self.ended_at, self.ending, self.score, self.passed, self.result = at, ending, score, passed, result


class ShownQuerySet(models.QuerySet):
    def standing(self) -> "ShownQuerySet":
        return self.filter(withdrawn_at__isnull=True)


class Shown(models.Model):
    """A run that its player showed to `coach`, who reads it until that is withdrawn."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="shown")
    coach = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ShownQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "coach"], condition=Q(withdrawn_at__isnull=True), name="a_run_is_shown_to_somebody_once"
            )
        ]
        indexes = [models.Index(name="shown_to_coach", fields=["coach", "-id"])]

    def __str__(self) -> str:
        return f"Run {self.run_id} shown to {self.coach}"


class Remark(models.Model):
    """What player or coach says about a run; `turn` 0 is about the whole. Deleted, it can come back."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="remarks")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:40]


from .sitting import Sitting  # noqa: E402, F401  so that Django finds it
