"""A running chat changes hands, and what those who answer say to each other about it at once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .states import StateQuerySet, whom

PERSON = settings.AUTH_USER_MODEL


class Handover(models.Model):
    """Passed on, with a summary, to somebody or to a team's queue; or taken over by a lead. It stands until whoever has
    the chat then answers, or it is refused, taken back or followed by another."""

    class How(models.TextChoices):
        PASSED = "passed", "Passed on"
        TAKEN = "taken", "Taken over"

    class Ending(models.TextChoices):
        ANSWERED = "answered", "Answered"
        REFUSED = "refused", "Refused"
        UNDONE = "undone", "Taken back"
        FOLLOWED = "followed", "Followed by another"
        OVER = "over", "The chat was over first"

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="handovers")
    how = models.CharField(max_length=6, choices=How.choices)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    giver = whom(help_text="Who had it before")
    to_person = whom()
    from_team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="+")
    summary = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = whom()
    ending = models.CharField(max_length=8, blank=True, choices=Ending.choices)

    objects = StateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(ended_at__isnull=True), name="a_chat_changes_hands_once_at_a_time"
            ),
            models.CheckConstraint(
                name="an_ended_handover_says_how",
                condition=Q(ended_at__isnull=True, ending="") | Q(ended_at__isnull=False, ending__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_how_display()} {self.pk}"

    @property
    def was_taken(self) -> bool:
        return self.how == self.How.TAKEN


class TapQuerySet(models.QuerySet):
    def waiting(self):
        """Nobody has said yet that they have heard it."""
        return self.filter(heard_at__isnull=True)

    def whispers(self):
        return self.filter(kind=Tap.Kind.WHISPER)


class Tap(models.Model):
    """A tap on the shoulder of whoever has a chat: it pops up wherever they are. A whisper's words stand here and
    nowhere else: no message, no search, no export and no copy knows them."""

    class Kind(models.TextChoices):
        WHISPER = "whisper", "whispers"
        PASSED = "passed", "passes a chat on to you"
        REFUSED = "refused", "gives back the chat you passed on"
        UNDONE = "undone", "took back the chat they had given you"
        TAKEN = "taken", "has taken over your chat"
        RETURNED = "returned", "gives you your chat back"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="taps")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    to = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True, blank=True)

    objects = TapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_whisper_has_words", condition=~Q(kind="whisper") | Q(text__gt="")),
        ]
        indexes = [
            models.Index(name="tap_waiting", fields=["to", "at"], condition=Q(heard_at__isnull=True)),
            models.Index(name="tap_of_ticket", fields=["ticket", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
