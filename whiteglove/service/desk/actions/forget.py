"""Remove for good what was said in a customer's tickets, for the erasure of their personal data."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from whiteglove.ground.events.models import Event
from whiteglove.service.channels.actions.forget import drop_unused, forget_arrivals, forget_chats, forget_outgoings
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.models import (
    Attachment,
    Commitment,
    Draft,
    Escalation,
    Handover,
    Link,
    MailId,
    Message,
    Tap,
    Ticket,
)

from .keep_searchable import keep_searchable
from .recount import recount

GONE = "Erased at the customer's wish."
EMPTY: dict[str, Any] = {
    "text": GONE, "new_text": GONE, "quoted_text": "", "signature": "", "html": "", "remote_images": 0,
    "sender_name": "", "sender_address": "", "message_id": "", "in_reply_to": "", "references": [], "to": [], "cc": [],
    "reply_to": [], "explanation": {}, "bounce": {},
}  # fmt: skip
# Facts of events that name the customer or say what their mail server said.
TOLD: dict[str, tuple[str, ...]] = {
    "message.bounced": ("addresses", "error"), "message.failed": ("error", "refused"),
    "message.uncertain": ("error", "refused"), "ticket.reply_bounced": ("error",), "ticket.reply_failed": ("error",),
    "ticket.answer_mailed": ("to",), "chat.rated": ("comment",), "ticket.chat_rated": ("comment",),
    "ticket.subject_set": ("old", "new"),
}  # fmt: skip


def forget_customer(customer: Customer, at: datetime) -> int:
    """Words, names, files and mail ids of every message of their tickets, and of theirs in others'.

    Tickets stay, with who did what when. Returns how many messages it touched; in the caller's transaction.
    """
    with transaction.atomic():
        tickets = list(Ticket.objects.filter(customer=customer).values_list("pk", flat=True))
        messages = Message.objects.filter(Q(ticket__in=tickets) | Q(customer=customer))
        ids = list(messages.values_list("pk", flat=True))
        touched = Ticket.objects.filter(Q(pk__in=tickets) | Q(messages__in=ids)).distinct()
        _forget_mail(messages, customer)
        forget_chats(refs=[f"ticket:{pk}" for pk in tickets])
        _forget_files(ids)
        _forget_events(ids, tickets)
        Message.objects.filter(pk__in=ids).update(**EMPTY)
        MailId.objects.filter(ticket__in=tickets).delete()
        Link.objects.filter(ticket__in=tickets).update(why=GONE)
        Draft.objects.filter(ticket__in=tickets).delete()
        for said in ("text", "answer"):
            Escalation.objects.filter(ticket__in=tickets).exclude(**{said: ""}).update(**{said: GONE})
        Handover.objects.filter(ticket__in=tickets).exclude(summary="").update(summary=GONE)
        Tap.objects.filter(ticket__in=tickets).exclude(text="").update(text=GONE)
        Commitment.objects.filter(message__in=ids).update(what=GONE, words=GONE, condition="", due_words="")
        Ticket.objects.filter(pk__in=tickets).update(subject=GONE, preview="")
        for ticket in touched:
            if ticket.pk not in tickets:
                _forget_preview(ticket)
            keep_searchable(ticket)
    return len(ids)


def _forget_preview(ticket: Ticket) -> None:
    """Where they wrote last in somebody else's ticket, every list shows their words beside it."""
    recount(ticket)
    Ticket.objects.filter(pk=ticket.pk).update(preview=ticket.preview)


def _forget_mail(messages: QuerySet[Message], customer: Customer) -> None:
    senders = list(customer.addresses.filter(kind="email").values_list("key", flat=True))
    forget_arrivals(ids=[pk for pk in messages.values_list("arrival_id", flat=True) if pk], senders=senders)
    forget_outgoings(ids=[pk for pk in messages.values_list("outgoing_id", flat=True) if pk])


def _forget_files(messages: list[int]) -> None:
    files = Attachment.objects.filter(message__in=messages)
    digests = set(files.values_list("blob_id", flat=True))
    files.delete()
    drop_unused(digests)


def _forget_events(messages: list[int], tickets: list[int]) -> None:
    """The one change that is made to an event: it stays, with its time, and no longer says of whom."""
    about = Q(subject_type="message", subject_id__in=messages) | Q(subject_type="ticket", subject_id__in=tickets)
    for event in Event.objects.named(*TOLD).filter(about):
        empty = {
            key: GONE if isinstance(event.facts[key], str) else [] for key in TOLD[event.name] if key in event.facts
        }
        Event.objects.filter(pk=event.pk).update(facts=event.facts | empty)
