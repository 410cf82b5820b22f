"""What a person has begun to write, and how far they have read."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class Draft(models.Model):
    """Only its writer changes or discards it; nothing that happens to the ticket does."""

    class Kind(models.TextChoices):
        REPLY = "reply", "Reply"
        NOTE = "note", "Note"

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="drafts")
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.REPLY)
    text = models.TextField(blank=True)
    # [{"blob": sha256, "name": …, "type": …, "size": …}]
    attachments = models.JSONField(default=list, blank=True)
    # Whom its writer wants it to go to: {"to": [{"name", "address"}], "cc": […]}; [] as long as they changed nothing.
    cc = models.JSONField(default=list, blank=True)
    # Macros whose words were put in: [{"macro": id, "rests": whether its steps are left out}].
    macros = models.JSONField(default=list, blank=True)
    seen_message_id = models.BigIntegerField(null=True, blank=True, help_text="The last inbound message its writer saw")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "ticket", "kind"], name="one_draft_a_person_ticket_and_kind"),
            models.CheckConstraint(name="a_draft_is_a_reply_or_a_note", condition=Q(kind__in=["reply", "note"])),
        ]
        indexes = [models.Index(name="draft_of_person", fields=["person", "-changed_at"])]

    @property
    def parties(self) -> dict[str, list[dict]]:
        """ "to" and "cc" as its writer gave them; what is missing follows the customer's last message."""
        if isinstance(self.cc, dict):
            return self.cc
        return {"cc": self.cc} if self.cc else {}  # drafts once kept a list of copies alone


class Seen(models.Model):
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="seen_by")
    message_id = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "ticket"], name="a_person_has_seen_a_ticket_once")]
