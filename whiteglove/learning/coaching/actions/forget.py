"""Remove for good what coaching keeps of a customer's words."""

from datetime import datetime

from django.db.models import Q

from whiteglove.ground.events.actions import record
from whiteglove.learning.coaching.models import Example, Line
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.theirs import theirs


def about(customer: Customer) -> Q:
    """Lines of agendas that quote them, or tell of a ticket of theirs."""
    found = theirs(customer)
    return Q(message__in=found.messages) | Q(ticket__in=found.tickets)


def examples_of(customer: Customer) -> list[int]:
    found = theirs(customer)
    rows = Example.objects.filter(Q(lines__message__in=found.messages) | Q(ticket__in=found.tickets))
    return sorted(set(rows.values_list("pk", flat=True)))


def forget_coaching(customer: Customer, at: datetime) -> int:
    """Lines of agendas and whole examples go: a masked copy is still a copy. What two people agreed on stays theirs."""
    lines = Line.objects.filter(about(customer)).delete()[0]
    gone = Example.objects.filter(pk__in=examples_of(customer))
    for one in gone:
        record("example.forgotten", subject=one, by=None, at=at, audience=f"person:{one.by_id}")
    return lines + gone.delete()[0]
