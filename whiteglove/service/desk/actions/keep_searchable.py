"""Keep a ticket's searchable text in step with it, in the same transaction."""

from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.models import Ticket
from whiteglove.service.desk.queries import one_person
from whiteglove.service.desk.search.index import index


def keep_searchable(ticket: Ticket, new: bool = False) -> None:
    """`new`: the ticket is in its first change."""
    index(ticket, new)


def keep_customer_searchable(customer: Customer, limit: int = 2000) -> int:
    """After a customer's name or addresses changed: their newest tickets anew. Returns how many."""
    found = Ticket.objects.filter(customer_id__in=one_person(customer)).standing().order_by("-id")[:limit]
    for ticket in found:
        index(ticket)
    return len(found)
