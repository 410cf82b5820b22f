"""What the house knows of a ticket that decides whether its customer is asked."""

from datetime import datetime

from django.db.models import Max

from whiteglove.service.channels.models import ChatRating
from whiteglove.service.desk import unasked_letters
from whiteglove.service.desk.addressing import comparable, own_addresses
from whiteglove.service.desk.models import Message, MessageKind, State, Ticket

from .asking import Matter
from .models import Survey, Unsubscription, Way


def matter_of(ticket: Ticket, but: int | None = None) -> Matter:
    """As it stands now; `but`: a survey that isn't counted as asked lately. A handful of short statements."""
    inbound = list(Message.objects.inbound().standing().filter(ticket=ticket).values_list("flags", flat=True))
    addresses = reached_at(ticket)
    return Matter(
        solved=ticket.state == State.SOLVED, merged=ticket.state == State.MERGED,
        replies=Message.objects.replies().filter(ticket=ticket).count(),
        written=len(inbound), machines=sum(1 for flags in inbound if flags),
        channel=ticket.channel, kind=ticket.kind, priority=ticket.priority,
        tags=frozenset(ticket.taggings.values_list("tag__name", flat=True)),
        rated=ChatRating.objects.filter(session__ref=f"ticket:{ticket.pk}").exists(),
        unsubscribed=wants_none([address for address, _ in addresses]),
        addresses=addresses, asked_at=last_asked(ticket.customer_id, but),
    )  # fmt: skip


def reached_at(ticket: Ticket) -> tuple[tuple[str, bool], ...]:
    """Their addresses: from which they wrote last in this ticket, then the main one, then the others."""
    ours, rows = own_addresses(), [one for one in ticket.customer.reached_at if one.kind == "email"]
    wrote = Message.objects.inbound().standing().filter(ticket=ticket, customer=ticket.customer_id)
    last = wrote.order_by("-at", "-id").exclude(sender_address="").values_list("sender_address", flat=True).first()
    here = comparable(last or "")
    rows = sorted(rows, key=lambda one: (one.key != here, not one.primary, one.pk))
    return tuple((one.value, one.bounced_at is not None) for one in rows if one.value.lower() not in ours)


def wants_none(addresses: list[str]) -> bool:
    keys = [comparable(one) for one in addresses]
    return Unsubscription.objects.filter(key__in=keys, undone_at__isnull=True).exists()


@unasked_letters.writes("survey")
def last_asked(customer: int, but: int | None = None) -> datetime | None:
    """When any survey last went to them; the question at the end of a chat is none that goes out."""
    rows = Survey.objects.filter(customer=customer, asked_at__isnull=False).exclude(pk=but).exclude(way=Way.CHAT)
    return rows.aggregate(last=Max("asked_at"))["last"]


def repliers(ticket: Ticket) -> dict[int, datetime]:
    """Who of ours has replied, and when last."""
    rows = Message.objects.replies().filter(ticket=ticket, kind=MessageKind.REPLY).order_by().values_list("author_id")
    return dict(rows.annotate(last=Max("at")))
