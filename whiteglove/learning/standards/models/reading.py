"""One message of the desk, read."""

from django.db import models
from django.db.models import Exists, OuterRef

# From what weighs most to what weighs least: a message sounds like the first of these that it shows.
EMOTIONS = {
    "emotion.angry": ("angry", -3),
    "emotion.frustrated": ("frustrated", -2),
    "emotion.disappointed": ("disappointed", -2),
    "emotion.worried": ("worried", -1),
    "emotion.confused": ("confused", -1),
    "emotion.satisfied": ("satisfied", 2),
}
NO, YES, ADDED = "no", "yes", "added"


class ReadingQuerySet(models.QuerySet):
    def of_ticket(self, ticket_id: int) -> "ReadingQuerySet":
        """Of the messages that stand, in their order; a later reading of the same message after an earlier one."""
        found = self.filter(message__ticket=ticket_id, message__undone_at__isnull=True)
        return found.order_by("message__at", "message_id", "id")

    def counting(self) -> "ReadingQuerySet":
        """Of each message the one that counts."""
        return self.filter(~Exists(Reading.objects.filter(message=OuterRef("message"), pk__gt=OuterRef("pk"))))


class Reading(models.Model):
    """What one reader found in one message.

    `findings`: [{"behaviour", "sentence", "start", "end", "quote", "score", "rung", "answer"}], places in the
    message's new text; `answer` is "no" or "yes" where a person answered, "added" where a person found it.
    `sentences`: [[start, end]].
    """

    message = models.ForeignKey("desk.Message", models.CASCADE, related_name="+")
    version = models.CharField(max_length=40, help_text="Of the behaviours, weights and corrections it was read with")
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    language = models.CharField(max_length=12, blank=True)
    sentences = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    emotion = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "version"], name="a_message_is_read_once_by_each_reader")
        ]

    def __str__(self) -> str:
        return f"Reading of message {self.message_id}"

    @property
    def shown(self) -> list[dict]:
        """The findings nobody denied."""
        return [one for one in self.findings if one.get("answer") != NO]

    def sentence(self, text: str, place: int) -> str:
        start, end = self.sentences[place]
        return text[start:end]


def emotion_of(findings: list[dict]) -> str:
    """The heaviest emotion nobody denied, or ""."""
    shown = {one["behaviour"] for one in findings if one.get("answer") != NO}
    return next((name for name in EMOTIONS if name in shown), "")
