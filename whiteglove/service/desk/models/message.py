"""What was said in a ticket: by the customer, by us, among ourselves, or by the desk itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from whiteglove.service.channels.models.chat import is_handle

PERSON = settings.AUTH_USER_MODEL
STOPPED = "stopped"  # the flag of a message of ours that somebody else stopped before it left


class MessageKind(models.TextChoices):
    INBOUND = "inbound", "From the customer"
    REPLY = "reply", "Reply"
    NOTE = "note", "Note to the team"
    AUTOMATIC = "automatic", "Automatic message"


class MessageQuerySet(models.QuerySet):
    def inbound(self):
        return self.filter(kind=MessageKind.INBOUND)

    def replies(self):
        return self.filter(kind=MessageKind.REPLY, undone_at__isnull=True)

    def standing(self):
        """Not taken back."""
        return self.filter(undone_at__isnull=True)

    def in_order(self):
        return self.order_by("at", "id")

    def visible_to(self, person):
        from whiteglove.service.desk.models.ticket import Ticket

        if person.at_the_desk and person.role == "admin":
            return self.filter(ticket__rehearsed_by=None)
        return self.filter(ticket__in=Ticket.objects.visible_to(person))

    def before(self, person):
        """The same, and what was said where this person practises."""
        return self.visible_to(person) | self.filter(ticket__rehearsed_by=person)


class Message(models.Model):
    ticket = models.ForeignKey("desk.Ticket", models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=10, choices=MessageKind.choices)
    customer = models.ForeignKey("customers.Customer", models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(blank=True)
    new_text = models.TextField(blank=True)
    quoted_text = models.TextField(blank=True)
    signature = models.TextField(blank=True)
    html = models.TextField(blank=True, help_text="Cleaned")
    remote_images = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=12, blank=True)
    sender_name = models.CharField(max_length=320, blank=True)
    sender_address = models.CharField(max_length=320, blank=True)
    message_id = models.TextField(blank=True)
    in_reply_to = models.TextField(blank=True)
    references = models.JSONField(default=list, blank=True)
    # [{"name": …, "address": …}]
    to = models.JSONField(default=list, blank=True)
    cc = models.JSONField(default=list, blank=True)
    arrival = models.ForeignKey("channels.Arrival", models.SET_NULL, null=True, blank=True, related_name="+")
    outgoing = models.ForeignKey("channels.Outgoing", models.SET_NULL, null=True, blank=True, related_name="+")
    # Where the sender wants answers, if elsewhere than at their own address.
    reply_to = models.JSONField(default=list, blank=True)
    # What undoing must restore: {"state", "took", "solution", "snooze"}; only of replies.
    before = models.JSONField(default=dict, blank=True)
    # Why it lies in this ticket: {"action", "strategy", "chosen": sentence, "rejected": [{"strategy", "why"}], …}
    explanation = models.JSONField(default=dict, blank=True)
    flags = models.JSONField(default=list, blank=True, help_text="bounce, auto_reply, list")
    then = models.CharField(max_length=10, blank=True, help_text="What its author wanted to happen next")
    undone_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    bounce = models.JSONField(default=dict, blank=True, help_text="status and words of the bounce")
    failed_at = models.DateTimeField(null=True, blank=True)
    moved_from = models.ForeignKey("desk.Ticket", models.PROTECT, null=True, blank=True, related_name="+")

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="message_kind_is_known", condition=Q(kind__in=MessageKind.values)),
            models.CheckConstraint(
                name="an_inbound_message_comes_from_a_customer",
                condition=~Q(kind=MessageKind.INBOUND) | Q(customer__isnull=False, author__isnull=True),
            ),
            models.CheckConstraint(
                name="a_reply_or_note_has_an_author",
                condition=~Q(kind__in=[MessageKind.REPLY, MessageKind.NOTE]) | Q(author__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["arrival"], condition=Q(arrival__isnull=False), name="an_arrival_is_filed_as_one_message"
            ),
        ]
        indexes = [
            models.Index(name="message_of_ticket", fields=["ticket", "at", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_inbound(self) -> bool:
        return self.kind == MessageKind.INBOUND

    @property
    def in_chat(self) -> bool:
        """Said in a chat, by its visitor or to them."""
        return is_handle(self.sender_address) or any(is_handle(one["address"]) for one in self.to)

    @property
    def by_mail_too(self) -> list[str]:
        """Where what was said in a chat went as well, because its visitor had left."""
        return [one["address"] for one in self.to if not is_handle(one["address"])]

    @property
    def was_sent(self) -> bool:
        """Neither taken back by its writer nor stopped by somebody else."""
        return self.undone_at is None and STOPPED not in self.flags

    @property
    def is_automatic_mail(self) -> bool:
        """An out-of-office or similar: filed, but nobody waits for an answer to it."""
        return bool(self.flags)


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(message__in=Message.objects.visible_to(person))

    def before(self, person):
        return self.filter(message__in=Message.objects.before(person))


class Attachment(models.Model):
    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments")
    blob = models.ForeignKey("channels.Blob", models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    type = models.CharField(max_length=255, default="application/octet-stream")
    size = models.PositiveBigIntegerField(default=0)
    content_id = models.CharField(max_length=500, blank=True)
    inline = models.BooleanField(default=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class MailId(models.Model):
    """A Message-ID that leads to a ticket: received, sent, or only named as a parent by somebody's mail."""

    class Direction(models.TextChoices):
        IN = "in", "Received"
        OUT = "out", "Sent"
        REFERENCE = "reference", "Named as a parent"

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="mail_ids")
    value = models.CharField(max_length=500)
    direction = models.CharField(max_length=10, choices=Direction.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["value", "ticket"], name="a_mail_id_leads_to_a_ticket_once"),
            models.CheckConstraint(name="a_mail_id_is_never_empty", condition=~Q(value="")),
        ]

    def __str__(self) -> str:
        return self.value
