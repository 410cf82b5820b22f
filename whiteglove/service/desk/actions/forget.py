"""Remove for good what was said with a customer, for the erasure of their personal data."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, TextField
from django.db.models.functions import Cast

from whiteglove.ground.events.models import Event
from whiteglove.service.channels.actions.forget import (
    drop_unused,
    forget_arrivals,
    forget_chats,
    forget_ids,
    forget_outgoings,
    forget_recipients,
    hold_chats,
)
from whiteglove.service.customers.actions.erase import ERASED
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.models import (
    Acknowledged,
    Attachment,
    Commitment,
    Draft,
    Escalation,
    Handover,
    Link,
    MailId,
    Message,
    MessageKind,
    Tap,
    Ticket,
)
from whiteglove.service.desk.theirs import Theirs, among, chats_of, keys_of, theirs, tickets_around, without
from whiteglove.service.desk.threading import ids_in, normal_id, parents_in

from .draft import throw_away
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
    "ticket.subject_set": ("old", "new"), "message.arrived": ("why",), "mail.given_up": ("error",),
    "mail.set_aside": ("reason",),
}  # fmt: skip


def forget_customer(customer: Customer, at: datetime) -> int:
    """Words, names, files and mail ids of all that is theirs, wherever it lies, and their addresses on what isn't.

    Tickets stay, with who did what when. Returns how many messages it emptied; in the caller's transaction.
    """
    with transaction.atomic():
        # Chats before tickets, as whoever files a line; tickets in the order of their numbers, as merging locks them.
        hold_chats(sessions=chats_of(customer))
        held = Ticket.objects.select_for_update(of=("self",)).filter(pk__in=tickets_around(customer)).order_by("pk")
        list(held.values_list("pk", flat=True))
        found, keys = theirs(customer), keys_of(customer)
        _forget_ids(found)
        _take_out_of_the_rest(found, keys, at)
        _forget_mail(found, keys)
        forget_chats(sessions=found.chats)
        _forget_files(found)
        Message.objects.filter(pk__in=found.messages).update(**EMPTY)
        _forget_what_was_said_of_it(found)
        _show_and_find_nothing(customer, found)
    return len(found.messages)


def _forget_what_was_said_of_it(found: Theirs) -> None:
    Link.objects.filter(ticket__in=found.tickets).update(why=GONE)
    throw_away(Draft.objects.filter(pk__in=found.drafts))
    for said in ("text", "answer"):
        Escalation.objects.filter(pk__in=found.escalations).exclude(**{said: ""}).update(**{said: GONE})
    Handover.objects.filter(ticket__in=found.tickets).exclude(summary="").update(summary=GONE)
    Tap.objects.filter(ticket__in=found.tickets).exclude(text="").update(text=GONE)
    Commitment.objects.filter(message__in=found.messages).update(
        what=GONE, words=GONE, condition="", due_words="", phone=""
    )
    Ticket.objects.filter(pk__in=found.tickets).update(subject=GONE)


def _show_and_find_nothing(customer: Customer, found: Theirs) -> None:
    """What lists show beside a ticket, and by what it is found: its customer by no name from this moment on."""
    nobody = Customer(pk=customer.pk, name=ERASED)
    nobody.reached_at = []
    for ticket in Ticket.objects.filter(pk__in=found.around).select_related("customer").order_by("pk"):
        recount(ticket)
        if ticket.pk in found.tickets:
            ticket.customer = nobody
            ticket.preview = "" if ticket.preview == GONE else ticket.preview
        Ticket.objects.filter(pk=ticket.pk).update(preview=ticket.preview)
        keep_searchable(ticket)


def _forget_mail(found: Theirs, keys: Collection[str]) -> None:
    rows = Message.objects.filter(pk__in=found.messages)
    arrivals = {pk for pk in rows.values_list("arrival_id", flat=True) if pk}
    _forget_events(Q(subject_type="arrival", subject_id__in=arrivals))
    _forget_events(Q(subject_type="message", subject_id__in=found.messages))
    _forget_events(Q(subject_type="ticket", subject_id__in=found.around), found)
    forget_outgoings(ids=[pk for pk in rows.values_list("outgoing_id", flat=True) if pk])
    forget_arrivals(ids=arrivals, senders=keys)
    Acknowledged.objects.filter(address__in=keys).delete()


def _forget_files(found: Theirs) -> None:
    files = Attachment.objects.filter(message__in=found.messages)
    digests = set(files.values_list("blob_id", flat=True))
    files.delete()
    drop_unused(digests)


def _forget_events(about: Q, found: Theirs | None = None) -> None:
    """The one change that is made to an event: it stays, with its time, and no longer says of whom.

    `found`: of a ticket's events those about a message or a chat of theirs, or about neither in a ticket of theirs.
    """
    for event in Event.objects.named(*TOLD).filter(about):
        if found and not found.told_of(event.subject_id, event.facts):
            continue
        empty = {
            key: GONE if isinstance(event.facts[key], str) else [] for key in TOLD[event.name] if key in event.facts
        }
        Event.objects.filter(pk=event.pk).update(facts=event.facts | empty)


def _forget_ids(found: Theirs) -> None:
    """Message-IDs of theirs lead nowhere any more, and no other mail says that it follows one.

    What else leads to a ticket they share with others stays, or to one of theirs that took others in.
    """
    inbound = Message.objects.filter(pk__in=found.messages, kind=MessageKind.INBOUND).exclude(message_id="")
    gone = set(inbound.values_list("message_id", flat=True))
    rest = Message.objects.filter(ticket__in=found.around).exclude(pk__in=found.messages)
    still = set[str]()
    for one in rest.only("message_id", "in_reply_to", "references"):
        kept, parent = [r for r in one.references if r not in gone], "" if one.in_reply_to in gone else one.in_reply_to
        if (kept, parent) != (one.references, one.in_reply_to):
            Message.objects.filter(pk=one.pk).update(references=kept, in_reply_to=parent)
        still |= {normal_id(one.message_id), *ids_in(parent), *parents_in(kept)}
    forget_ids(ids=[pk for pk in rest.values_list("outgoing_id", flat=True) if pk], gone=gone)
    theirs_only = _ids_named_in(found.messages) - still
    MailId.objects.filter(Q(ticket__in=found.around, value__in=theirs_only)).delete()
    MailId.objects.filter(ticket__in=found.tickets).exclude(value__in=still).delete()


def _ids_named_in(messages: Collection[int]) -> set[str]:
    rows = Message.objects.filter(pk__in=messages).values_list("message_id", "in_reply_to", "references")
    return {
        one for own, parent, chain in rows.iterator() for one in (normal_id(own), *ids_in(parent), *parents_in(chain))
    }


def _take_out_of_the_rest(found: Theirs, keys: Collection[str], at: datetime) -> None:
    """Their address out of what we wrote to others, with what their mail server said of it."""
    rest = [one for one in _naming(keys) if one.pk not in found.messages]
    for one in rest:
        one.to, one.cc = without(one.to, keys), without(one.cc, keys)
        one.bounce = one.bounce | {"addresses": [], "words": ""} if one.bounce else {}
        one.save(update_fields=["to", "cc", "bounce"])
    ids = {one.pk for one in rest}
    _forget_events(Q(subject_type="message", subject_id__in=ids))
    tickets = {one.ticket_id for one in rest}
    _forget_events(Q(subject_type="ticket", subject_id__in=tickets, facts__message__in=ids))
    forget_recipients(ids=[one.outgoing_id for one in rest if one.outgoing_id], named=among(keys), at=at)
    for draft in Draft.objects.exclude(cc=[]).exclude(pk__in=found.drafts):
        parties = {how: without(rows, keys) for how, rows in draft.parties.items()}
        if parties != draft.parties:
            Draft.objects.filter(pk=draft.pk).update(cc=parties)


def _naming(keys: Collection[str]) -> list[Message]:
    """What we wrote to one of these, with others or without. No index knows: the rows are read, which takes a while."""
    if not keys:
        return []
    ours = Message.objects.filter(kind__in=[MessageKind.REPLY, MessageKind.AUTOMATIC])
    said = ours.annotate(to_text=Cast(F("to"), TextField()), cc_text=Cast(F("cc"), TextField()))
    any_of = Q()
    for one in keys:
        any_of |= Q(to_text__icontains=_plain(one)) | Q(cc_text__icontains=_plain(one))
    rows = said.filter(any_of).only("ticket_id", "outgoing_id", "to", "cc", "bounce").iterator()
    return [one for one in rows if without((*one.to, *one.cc), keys) != [*one.to, *one.cc]]


def _plain(key: str) -> str:
    """A part of an address that is alike however it is written: JSON and domains have several ways for some letters."""
    local = key.rpartition("@")[0]
    if local.isascii() and local.isprintable() and not {'"', "\\"} & set(local):
        return f"{local}@"
    return "@"
