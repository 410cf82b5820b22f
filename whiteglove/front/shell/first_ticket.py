"""The first run brings a ticket to answer, not a tour."""

from django.db.models import F, Q

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.models import Message, Ticket


def first_ticket_for(person: Person) -> int | None:
    """For somebody who has never answered anybody: the ticket that is due next, their own first.

    None once they have answered, or when nothing waits.
    """
    if Message.objects.filter(author=person, kind="reply").exists():
        return None
    mine_or_free = Q(assignee=person) | Q(assignee__isnull=True)
    waiting = Ticket.objects.visible_to(person).open().filter(mine_or_free)
    order = (F("assignee").asc(nulls_last=True), F("due_at").asc(nulls_last=True), "pk")
    return waiting.order_by(*order).values_list("pk", flat=True).first()
