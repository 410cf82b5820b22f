"""Which talks with the bot are one customer's: those of chats in which they said something, whatever was merged."""

from django.db.models import Q

from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.models import Message
from whiteglove.service.desk.theirs import theirs


def turns_and_talks_of(customer: Customer) -> Q:
    """A condition on turns and on talks alike. What lies in a ticket of theirs is theirs too, but for others' chats."""
    found = theirs(customer)
    others = Message.objects.inbound().filter(ticket__in=found.around, arrival__kind="chat").exclude(customer=customer)
    chats = set(others.values_list("arrival__envelope__session", flat=True)) - found.chats - {None}
    return Q(session__in=found.chats) | (Q(ticket__in=found.tickets) & ~Q(session__in=chats))
