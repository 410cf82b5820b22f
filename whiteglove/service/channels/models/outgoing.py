"""A message on its way out, from queued to sent, with everything needed to hand it over once."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from whiteglove.service.channels.contract import Party
from whiteglove.service.channels.models.account import of_own_teams


class OutgoingQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Administrators see all; leads what leaves from mailboxes of their own teams or of no team."""
        return of_own_teams(self, person)

    def due(self, at: datetime):
        """Queued, past its undo time and its back-off, and in nobody's hands."""
        return self.filter(state=Outgoing.State.QUEUED, due_at__lte=at)

    def abandoned(self, at: datetime):
        """Handed over by a worker that never came back to say how it went."""
        return self.filter(state=Outgoing.State.HANDING_OVER, claimed_until__lte=at)

    def to_somebody(self):
        """Not those all of whose recipients were erased."""
        return self.exclude(to=[], cc=[], bcc=[])

    def needs_a_person(self):
        return self.filter(state__in=[Outgoing.State.UNCERTAIN, Outgoing.State.FAILED, Outgoing.State.BOUNCED])


class Outgoing(models.Model):
    """`due_at` is when it may be tried next (never before `not_before`, the end of the undo time).

    `results` maps each address to {"state": accepted|refused|later, "answer": "550 …"}.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Queued"
        HANDING_OVER = "handing_over", "Handing over"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        UNCERTAIN = "uncertain", "Uncertain"
        CANCELLED = "cancelled", "Cancelled"
        BOUNCED = "bounced", "Bounced"

    account = models.ForeignKey("channels.Account", on_delete=models.PROTECT, related_name="+")
    ref = models.CharField(max_length=60)
    from_name = models.CharField(max_length=120, blank=True)
    to = models.JSONField(default=list)
    cc = models.JSONField(default=list, blank=True)
    bcc = models.JSONField(default=list, blank=True)
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    signature = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    attachments = models.JSONField(default=list, blank=True)
    message_id = models.CharField(max_length=255, unique=True)
    in_reply_to = models.TextField(blank=True)
    references = models.JSONField(default=list, blank=True)
    reply_token = models.CharField(max_length=80, blank=True)
    auto = models.BooleanField(default=False)
    # Answers a chat offers to choose from, as words.
    offers = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    not_before = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=40, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    results = models.JSONField(default=dict, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    raw = models.ForeignKey("channels.Blob", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["due_at", "id"], condition=Q(state__in=["queued", "handing_over"]), name="outgoing_due"
            ),
            models.Index(fields=["state", "-id"], name="outgoing_state"),
            models.Index(fields=["ref"], name="outgoing_ref"),
        ]

    def __str__(self) -> str:
        return f"outgoing {self.pk} ({self.state})"

    @staticmethod
    def _parties(rows: list) -> list[Party]:
        return [Party(*row) for row in rows]

    @property
    def to_parties(self) -> list[Party]:
        return self._parties(self.to)

    @property
    def cc_parties(self) -> list[Party]:
        return self._parties(self.cc)

    @property
    def everybody(self) -> list[str]:
        """Every envelope recipient once, in order."""
        rows = [*self.to, *self.cc, *self.bcc]
        return list(dict.fromkeys(address for _, address in rows))

    @property
    def names_nobody(self) -> bool:
        """All it was for were erased: `send` takes nothing without a recipient."""
        return not self.everybody

    @property
    def still_to_reach(self) -> list[str]:
        """Recipients without a final answer yet."""
        final = {a for a, r in self.results.items() if r["state"] in {"accepted", "refused"}}
        return [address for address in self.everybody if address not in final]
