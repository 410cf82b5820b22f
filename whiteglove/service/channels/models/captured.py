"""The demo's outside world: what would have left, and what was written there."""

import re

from django.db import models

_ADDRESS = re.compile(r"<([^<>\s]+@[^<>\s]+)>|([^<>\s]+@[^<>\s]+)")


class CapturedQuerySet(models.QuerySet):
    def of(self, mailbox: str):
        return self.filter(mailbox=mailbox.lower())


class Captured(models.Model):
    """One message in one outside mailbox; `mine` when the owner of that mailbox wrote it."""

    mailbox = models.CharField(max_length=254)
    mine = models.BooleanField(default=False)
    at = models.DateTimeField()
    sender = models.CharField(max_length=320)
    reply_to = models.CharField(max_length=320, blank=True)
    recipients = models.JSONField(default=list)
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)
    message_id = models.CharField(max_length=255)
    references = models.JSONField(default=list, blank=True)
    thread = models.CharField(max_length=255)
    outgoing = models.ForeignKey(
        "channels.Outgoing", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    raw = models.ForeignKey("channels.Blob", on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    objects = CapturedQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["mailbox", "thread", "id"], name="captured_thread")]
        constraints = [models.UniqueConstraint(fields=["mailbox", "message_id", "mine"], name="one_copy_per_mailbox")]

    def __str__(self) -> str:
        return f"{self.mailbox}: {self.subject}"

    @property
    def reply_address(self) -> str:
        """Whom an answer goes to: Reply-To before From, as every mail program does."""
        found = _ADDRESS.search(self.reply_to or self.sender)
        return (found[1] or found[2]) if found else ""

    @property
    def reply_subject(self) -> str:
        return self.subject if self.subject.lower().startswith("re:") else f"Re: {self.subject}"
