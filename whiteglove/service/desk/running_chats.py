"""What pages show of chats while they run: side by side, through whose hands they go, and words to whoever has them."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from whiteglove.ground.people.models import Person
from whiteglove.service.channels.models import ChatSession

from .models import Handover, Message, MessageKind, Seen, Tap, Ticket
from .models.ticket import IN_HAND


def taps_for(person: Person, most: int = 4) -> list[Tap]:
    """What they haven't heard yet, the oldest first, each with whether it `opens` for them. Two statements."""
    rows = Tap.objects.waiting().filter(to=person).select_related("by", "ticket__customer").order_by("at", "id")[:most]
    found = list(rows)
    seen = set(
        Ticket.objects.visible_to(person).filter(pk__in=[row.ticket_id for row in found]).values_list("pk", flat=True)
    )
    for row in found:
        row.opens = row.ticket_id in seen
    return found


@dataclass(frozen=True)
class RunningChat:
    """`key` opens it; `unread` messages of its visitor came since its agent last looked."""

    pk: int
    name: str
    key: str
    unread: int


def chats_of(person: Person, most: int = 20) -> list[RunningChat]:
    """Their chats whose visitor is still there, in the order they began. Two statements, whatever the desk carries."""
    held = Ticket.objects.filter(assignee=person, state__in=IN_HAND, channel="chat").order_by("opened_at", "id")
    tickets = {f"ticket:{pk}": (pk, name) for pk, name in held.values_list("pk", "customer__name")[:200]}
    runs = ChatSession.objects.open().filter(ref__in=list(tickets)).values_list("ref", flat=True)
    running = set(runs) if tickets else set()
    shown = [pair for ref, pair in tickets.items() if ref in running][:most]
    unread = unread_of(person, [pk for pk, _ in shown])
    return [RunningChat(pk, name, str(place), unread.get(pk, 0)) for place, (pk, name) in enumerate(shown, 1)]


def unread_of(person: Person, tickets: list[int]) -> dict[int, int]:
    """{ticket: messages of the customer since this person last had it before them}."""
    if not tickets:
        return {}
    upto = Seen.objects.filter(person=person, ticket=OuterRef("ticket")).values("message_id")[:1]
    theirs = Message.objects.filter(ticket__in=tickets, kind=MessageKind.INBOUND)
    new = theirs.alias(upto=Coalesce(Subquery(upto), 0)).filter(pk__gt=F("upto"))
    return dict(new.order_by().values_list("ticket").annotate(many=Count("pk")))


def changing_hands(ticket: Ticket) -> Handover | None:
    return Handover.objects.standing().filter(ticket=ticket).select_related("by", "giver", "to_person").first()


def leads_of(ticket: Ticket) -> list[int]:
    """Who leads the team of this ticket: the page tells an agent that one of them is here."""
    people = Person.objects.active().filter(role__in=["lead", "admin"])
    people = people.filter(Q(memberships__team=ticket.team_id) | Q(role="admin")) if ticket.team_id else people
    return list(people.order_by("pk").values_list("pk", flat=True).distinct()[:100])
