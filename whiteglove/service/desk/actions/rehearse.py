"""A ticket to practise on: a simulated customer writes, and what they say is filed like anybody's.

It lies in the desk's own tables, with a mark on its row. Who plays the customer is a room above: it begins the ticket,
listens to what `@on_rehearsal` tells, and has the customer say the next thing.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.service.channels.actions.forget import drop_unused
from whiteglove.service.customers.actions.played import play_customer
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Attachment, Draft, Message, MessageKind, State, Ticket

from .change import Unchanged, allow, changing, columns, keep, tell
from .draft import throw_away
from .file_arrival import ask_for_attention
from .open_ticket import begin
from .solve import settle
from .write import count_in

OURS = "agent"
Line = tuple[str, str]  # whose side said it, and what


def rehearse(
    *, by: Person, at: datetime, customer: str, language: str, subject: str, channel: str, said: Sequence[Line]
) -> Ticket:
    """Open a ticket for `by` alone. `customer` is the name of who is played; `said`: what was said so far, nothing
    where it rings."""
    allow(by, "desk.practise")
    with transaction.atomic():
        played = play_customer(person=by, at=at, name=customer, language=language)
        ticket = begin(customer=played, at=at, subject=subject, channel=channel, rehearsed_by=by)
        begun = columns(ticket)
        for side, text in said:
            spoken(ticket, at, text, by if side == OURS else None)
        tell("ticket.opened", ticket, None, at, customer=played.pk, channel=channel, side="customer")
        keep(ticket, set(), at, begun)
    return ticket


def hear_played(*, ticket: Ticket, at: datetime, text: str, parting: bool = False) -> Message:
    """The customer who is played says something; `parting` words ask for nothing more. Refused for a real ticket."""
    with changing(ticket, by=None, at=at, permit="desk.see") as now:
        if not now.rehearsed:
            raise Refused("Nobody is played in a real ticket.")
        before = now.state
        made = spoken(now, at, text)
        if not parting:
            ask_for_attention(now, at)
        tell("ticket.customer_wrote", now, None, at,
             message=made.pk, customer=now.customer_id, before=before, channel=now.channel)  # fmt: skip
    return made


def end_rehearsal(*, ticket: Ticket, at: datetime) -> None:
    """It is over, and leaves the list of whoever practises. Twice is once, and so is one that was solved."""
    with changing(ticket, by=None, at=at, permit="desk.see") as now:
        if not now.rehearsed or now.state == State.SOLVED:
            raise Unchanged
        settle(now, None, at)
        tell("ticket.rehearsal_ended", now, None, at)


def spoken(ticket: Ticket, at: datetime, text: str, author: Person | None = None) -> Message:
    """Inside a change: by the customer, or by whoever practises where a conversation is taken up again."""
    who = {"kind": MessageKind.INBOUND, "customer": ticket.customer, "sender_name": ticket.customer.name}
    if author:
        who = {"kind": MessageKind.REPLY, "author": author, "sender_name": author.name}
    made = Message.objects.create(ticket=ticket, at=at, text=text, new_text=text, **who)
    count_in(ticket, made)
    return made


def clear_rehearsal(*, ticket: Ticket) -> None:
    """In the caller's transaction: nothing of it stays but what the log says. Refused for a real ticket."""
    if not ticket.rehearsed:
        raise Refused("Only what was practised on is cleared away.")
    mine = Message.objects.filter(ticket=ticket)
    files = list(Attachment.objects.filter(message__in=mine).values_list("blob", flat=True))
    throw_away(Draft.objects.filter(ticket=ticket))
    mine.delete()
    Ticket.every.filter(pk=ticket.pk).delete()
    Customer.every.filter(pk=ticket.customer_id, rehearsed_by__isnull=False).delete()
    drop_unused(files)
