"""Keep a ticket's searchable text in step with it, in the same transaction."""

from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.happenings import Story
from whiteglove.service.desk.models import Ticket
from whiteglove.service.desk.queries import one_person
from whiteglove.service.desk.search.index import facts_about, index


def keep_searchable(ticket: Ticket, new: bool = False, story: Story | None = None) -> None:
    """`new`: the ticket is in its first change; `story` is then all of it, or None to read it. What is practised isn't
    found."""
    if ticket.rehearsed:
        return
    index(ticket, new, [facts_about(message) for message in story.messages] if story else None)


def keep_customer_searchable(customer: Customer, limit: int = 2000) -> int:
    """After a customer's name or addresses changed: their newest tickets anew. Returns how many."""
    found = Ticket.objects.filter(customer_id__in=one_person(customer)).standing().order_by("-id")[:limit]
    for ticket in found:
        index(ticket)
    return len(found)
