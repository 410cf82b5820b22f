"""What the bot said to one visitor, turn by turn."""

from datetime import datetime

from django.db import models
from django.db.models import Q

QUESTION = 1000  # characters of a question that are kept with its turn; the conversation has all of them


class TalkQuerySet(models.QuerySet):
    def open(self):
        return self.filter(ended_at__isnull=True)

    def due(self, at: datetime):
        """Something was said to which the bot says something by now, the longest waiting first."""
        return self.filter(due_at__lte=at).order_by("due_at", "id")


class Talk(models.Model):
    """The bot at one visit. `session` is the chat's number in channels, no key, as with the count of chats.

    `upto` is the last line of the visitor it has dealt with, `step` where its flow stands, `told` {field: words} what
    the visitor was asked for, `misses` how often it had nothing that helped, `tries` how often what they said at this
    step didn't fit, `due_at` when it says something next: None while nothing is asked.
    """

    class Ending(models.TextChoices):
        HELPED = "helped", "It helped"
        HANDED_OVER = "handed_over", "Handed over to people"
        STEPPED_IN = "stepped_in", "A person stepped in"
        LEFT = "left", "The visitor left"

    session = models.BigIntegerField(unique=True)
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="talks_with_the_bot")
    account = models.ForeignKey("channels.Account", models.SET_NULL, null=True, related_name="+")
    flow = models.ForeignKey("answers.Flow", models.PROTECT, null=True, blank=True, related_name="+")
    step = models.CharField(max_length=60, blank=True)
    upto = models.PositiveIntegerField(default=0)
    told = models.JSONField(default=dict, blank=True)
    # Articles they may choose between: {"question": …, "articles": [[title, number], …]}.
    offered = models.JSONField(default=dict, blank=True)
    misses = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=12, blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=12, blank=True, choices=Ending.choices)
    why = models.CharField(max_length=40, blank=True, help_text="Why it was handed over: asked, missed, anger, …")

    objects = TalkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="talk_of_ticket", fields=["ticket"]),
            models.Index(name="talk_listed", fields=["-began_at", "-id"]),
            models.Index(name="talk_due", fields=["due_at"], condition=Q(due_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"talk {self.pk} in chat {self.session}"


class Outcome(models.TextChoices):
    ANSWERED = "answered", "Answered"
    ASKED_BACK = "asked_back", "Asked back"
    MISSED = "missed", "Found nothing"
    HANDED_OVER = "handed_over", "Handed over"
    FLOW = "flow", "Went on in the flow"


class Turn(models.Model):
    """What the bot did about one line of a visitor, `line` being its number in the chat: once, whatever dies between.

    `question` is what the visitor wrote, bounded, several lines together where they came quickly. `helped` is what they
    said of the answer, None while they haven't. `shortening` is what came of asking a language model for a shorter
    quote, "" where none was asked.
    """

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="bot_turns")
    session = models.BigIntegerField()
    line = models.PositiveIntegerField()
    at = models.DateTimeField()
    question = models.CharField(max_length=QUESTION, blank=True)
    language = models.CharField(max_length=12, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    article = models.ForeignKey("knowledge.Article", models.SET_NULL, null=True, blank=True, related_name="+")
    heading = models.CharField(max_length=200, blank=True)
    quote = models.TextField(blank=True)
    score = models.FloatField(default=0)
    shortening = models.CharField(max_length=12, blank=True, default="")
    helped = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "line"], name="a_line_is_answered_once_by_the_bot"),
            models.CheckConstraint(name="a_turn_has_an_outcome", condition=Q(outcome__in=Outcome.values)),
        ]
        indexes = [
            models.Index(name="turn_of_ticket", fields=["ticket", "id"]),
            models.Index(name="turn_listed", fields=["outcome", "-at", "-id"]),
            models.Index(name="turn_of_time", fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.pk}"
