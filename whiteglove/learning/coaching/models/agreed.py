"""What the two agreed on: who does what until when."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class AgreedState(models.TextChoices):
    OPEN = "open", "To do"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class AgreedQuerySet(models.QuerySet):
    def open(self) -> "AgreedQuerySet":
        return self.filter(state=AgreedState.OPEN)

    def since(self, at: datetime | None) -> "AgreedQuerySet":
        """Open, or ended since then: what comes back on the next agenda."""
        return self.filter(Q(state=AgreedState.OPEN) | Q(ended_at__gte=at)) if at else self

    def to_remind(self, today: date) -> "AgreedQuerySet":
        return self.open().filter(reminded_at__isnull=True, until__lte=today)

    def visible_to(self, person) -> "AgreedQuerySet":
        from .talk import Talk

        return self.filter(talk__in=Talk.objects.visible_to(person))


class Agreed(models.Model):
    """`owner` does it: the agent the conversation was about, or their lead."""

    talk = models.ForeignKey("coaching.Talk", models.CASCADE, related_name="agreed")
    about = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    what = models.CharField(max_length=300)
    until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=AgreedState.choices, default=AgreedState.OPEN)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    wordings = models.JSONField(default=list, blank=True, help_text="As it was before")

    objects = AgreedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="agreed_state_is_known", condition=Q(state__in=AgreedState.values)),
            models.CheckConstraint(
                name="what_was_agreed_and_ended_says_when",
                condition=Q(state="open", ended_at__isnull=True) | ~Q(state="open") & Q(ended_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="agreed_of_owner", fields=["owner", "state", "until", "id"]),
            models.Index(name="agreed_about", fields=["about", "-id"]),
            models.Index(
                name="agreed_to_remind", fields=["until"], condition=Q(state="open", reminded_at__isnull=True)
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        return self.state == AgreedState.OPEN

    def late(self, today: date) -> bool:
        return self.is_open and self.until is not None and self.until < today
