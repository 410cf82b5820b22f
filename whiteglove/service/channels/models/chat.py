"""Who chats, the conversations they have, and every line said in them, by either side."""

from datetime import datetime

from django.db import models
from django.db.models import ExpressionWrapper, F, Q

# Where no mail ever goes (RFC 2606): an answer to it can only take the chat.
NOWHERE = "chat.invalid"


def is_handle(address: str) -> bool:
    """Whether this is the address by which the desk knows a visitor: nothing to show, and nowhere to write to."""
    return address.lower().endswith(f"@{NOWHERE}")


class ChatVisitor(models.Model):
    """One browser at one chat desk, as one person of the site around it.

    `token_hash` is the digest of a secret that only that browser has. `subject` is whom the site vouches for with a
    signed token, empty for somebody nobody vouches for: who signs in or out there becomes another visitor here, and
    never reads what the other one said.
    """

    account = models.ForeignKey("channels.Account", on_delete=models.PROTECT, related_name="+")
    name_here = models.CharField(max_length=24, unique=True)
    token_hash = models.CharField(max_length=64)
    subject = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=254, blank=True)  # vouched for by the site, never one that was typed
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "token_hash", "subject"], name="one_chat_visitor_per_browser")
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def handle(self) -> str:
        """Their address as the desk sees it: of a mailbox's shape, and nobody's."""
        return f"{self.name_here}@{NOWHERE}"

    @property
    def shown(self) -> str:
        return self.name or f"Visitor {self.name_here[:4]}"


class ChatSessionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(ended_at=None)

    def to_mail(self, at: datetime):
        """Those whose visitor hasn't come back for our words in time."""
        return self.filter(mail_due_at__lte=at)


class ChatSession(models.Model):
    """One conversation. `ref` says what it is filed under ("ticket:42"), `last` how many lines it has, `read` up to
    which the desk has seen them, `language` what its visitor's page speaks, `mail_due_at` when what they haven't seen
    of ours goes to them by mail.

    `bot` is the name of the answer bot that attends to it now, "" for none; `people_at` since when people are waited
    for, where a bot had it first.
    """

    # Who or what ended it.
    VISITOR, SILENCE = "visitor", "silence"

    visitor = models.ForeignKey(ChatVisitor, on_delete=models.CASCADE, related_name="sessions")
    ref = models.CharField(max_length=60, blank=True)
    last = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    # What was asked before it began: {"email": typed, never vouched for, "answers": [[question, answer]]}.
    asked = models.JSONField(default=dict, blank=True)
    copies = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=12, blank=True)
    bot = models.CharField(max_length=60, blank=True)
    people_at = models.DateTimeField(null=True, blank=True)
    mail_due_at = models.DateTimeField(null=True, blank=True)

    objects = ChatSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visitor"], condition=Q(ended_at=None), name="one_open_chat_per_visitor")
        ]
        indexes = [
            models.Index(fields=["ref"], name="chat_session_ref"),
            models.Index(fields=["opened_at"], name="chat_session_opened"),
            models.Index(fields=["mail_due_at"], condition=Q(mail_due_at__isnull=False), name="chat_session_to_mail"),
        ]

    def __str__(self) -> str:
        return f"chat {self.pk} ({self.ref or 'not filed yet'})"


class ChatLineQuerySet(models.QuerySet):
    def numbered(self):
        """With `place`, the number as a column that a prepared statement may compare: Django leaves out a condition
        that a positive number can't fail, which the stand-in for a value looks like."""
        return self.alias(place=ExpressionWrapper(F("number"), models.BigIntegerField()))


class ChatLine(models.Model):
    """One thing said: `number` counts from 1 without gaps, so whoever misses one knows it.

    `client_id` is the visitor's own name for a line of theirs: the same twice is one line. `outgoing` is what a line
    of ours was queued as: the same handed over twice is one line, too. `letter` is the mail that took a line of ours
    to a visitor who wasn't there to see it. `automatic`: no person wrote it; `offers` are words its reader may answer
    it with.
    """

    class Side(models.TextChoices):
        VISITOR = "visitor", "Visitor"
        DESK = "desk", "Desk"

    session = models.ForeignKey(ChatSession, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=8, choices=Side.choices)
    name = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    automatic = models.BooleanField(default=False)
    offers = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()
    client_id = models.CharField(max_length=40, blank=True)
    outgoing = models.OneToOneField(
        "channels.Outgoing", null=True, blank=True, on_delete=models.SET_NULL, related_name="chat_line"
    )
    seen_at = models.DateTimeField(null=True, blank=True)
    letter = models.ForeignKey(
        "channels.Outgoing", null=True, blank=True, on_delete=models.SET_NULL, related_name="chat_lines"
    )

    objects = ChatLineQuerySet.as_manager()

    class Meta:
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="chat_lines_are_numbered"),
            models.UniqueConstraint(
                fields=["session", "client_id"], condition=~Q(client_id=""), name="one_chat_line_per_client_id"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}.{self.number} {self.side}"


class ChatFile(models.Model):
    """A file that came with a line, from either side."""

    line = models.ForeignKey(ChatLine, on_delete=models.CASCADE, related_name="files")
    blob = models.ForeignKey("channels.Blob", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    type = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.name


class ChatRating(models.Model):
    """How its visitor found a conversation, in their own words if they like."""

    session = models.OneToOneField(ChatSession, on_delete=models.CASCADE, related_name="rating")
    good = models.BooleanField()
    comment = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{'good' if self.good else 'not good'}: chat {self.session_id}"
