"""Remove for good what was found in a customer's conversations, for the erasure of their personal data."""

from django.db.models import Q

from whiteglove.learning.standards.models import Correction, LetBe, Reading, Signal
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.actions.forget import GONE
from whiteglove.service.desk.theirs import theirs


def about(customer: Customer) -> Q:
    """Rows about messages of theirs, wherever these lie."""
    return Q(message__in=theirs(customer).messages)


def forget_readings(customer: Customer) -> int:
    """Readings, answers and signals quote what was said, so all of them go. What was learnt names nobody and stays.

    The desk has emptied its messages before, so that none is read meanwhile; whom a mail went to nobody knows by then.
    """
    found = theirs(customer)
    mine = Q(message__in=found.messages) | Q(message__ticket__in=found.around, message__text=GONE)
    LetBe.objects.filter(Q(ticket__in=found.tickets) | Q(message__in=found.messages)).delete()
    rows = [(kind, list(kind.objects.filter(mine).values_list("pk", flat=True)))
            for kind in (Correction, Signal, Reading)]  # fmt: skip
    return sum(kind.objects.filter(pk__in=ids).delete()[0] for kind, ids in rows)
