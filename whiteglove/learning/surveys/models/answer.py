"""What a customer answered, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from whiteglove.learning.surveys.scales import SCALES

from .survey import Kind, Survey, Way

PERSON = settings.AUTH_USER_MODEL
LONGEST = 4000


class AnswerQuerySet(models.QuerySet):
    def counted(self) -> "AnswerQuerySet":
        """What counts in any number. Every count goes through here."""
        return self.filter(survey__asked_at__isnull=False)

    def visible_to(self, person) -> "AnswerQuerySet":
        """Those whose survey they may see, by the ticket it lies in."""
        if person.at_the_desk and person.role == "admin":
            return self
        return self.filter(survey__in=Survey.objects.visible_to(person))

    def to_see_to(self) -> "AnswerQuerySet":
        """Bad ones that nobody has looked after yet."""
        seen = SeenTo.objects.filter(answer=OuterRef("pk"), undone_at__isnull=True)
        return self.filter(~Exists(seen), bad=True)


class SurveyAnswer(models.Model):
    """One a survey. `bad`: by the pack it was asked with. `comment` is the customer's own words, and hostile."""

    survey = models.OneToOneField(Survey, models.CASCADE, related_name="answer")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    score = models.PositiveSmallIntegerField()
    comment = models.CharField(max_length=LONGEST, blank=True)
    source = models.CharField(max_length=6, choices=Way.choices)
    bad = models.BooleanField(default=False)
    answered_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    times = models.PositiveIntegerField(default=1, help_text="How often it was given: 2 after it was changed once")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_answer_lies_on_its_scale",
                condition=Q(kind="csat", score__gte=1, score__lte=5)
                | Q(kind="ces", score__gte=1, score__lte=7)
                | Q(kind="nps", score__gte=0, score__lte=10),
            ),
            models.CheckConstraint(name="an_answer_came_by_a_known_way", condition=Q(source__in=Way.values)),
        ]
        indexes = [
            models.Index(name="answer_latest", fields=["-answered_at", "-id"]),
            models.Index(name="answer_bad", fields=["-answered_at", "-id"], condition=Q(bad=True)),
        ]

    def __str__(self) -> str:
        return f"{self.score} to survey {self.survey_id}"

    @property
    def most(self) -> int:
        return SCALES[self.kind].most

    @property
    def band(self) -> str:
        """good, middling or poor."""
        return SCALES[self.kind].band(self.score)

    @property
    def satisfied(self) -> bool:
        return self.band == "good"


class SeenTo(models.Model):
    """Somebody looked after a bad answer: who, when, what they did. Undone, the answer waits again."""

    answer = models.ForeignKey(SurveyAnswer, models.CASCADE, related_name="seen_to")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=1000, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["answer"], condition=Q(undone_at__isnull=True), name="an_answer_is_seen_to_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"Answer {self.answer_id} seen to"


class SurveyClick(models.Model):
    """A page that opened by itself and said which link was followed: no answer yet, for a machine may have opened it.

    See `settling.py` for what becomes of it.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="clicks")
    score = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(name="click_to_settle", fields=["at", "id"], condition=Q(settled_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.score} clicked in survey {self.survey_id}"
