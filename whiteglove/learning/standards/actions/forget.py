"""Remove for good what was found in a customer's conversations, for the erasure of their personal data."""

from django.db.models import Q

from whiteglove.learning.standards.models import Correction, LetBe, Reading, Signal
from whiteglove.service.customers.models import Customer


def about(customer: Customer) -> Q:
    """Rows about messages of their tickets, and of theirs in others'."""
    return Q(message__ticket__customer=customer) | Q(message__customer=customer)


def forget_readings(customer: Customer) -> int:
    """Readings, answers and signals quote what was said, so all of them go. What was learnt names nobody and stays."""
    mine = about(customer)
    LetBe.objects.filter(ticket__customer=customer).delete()
    found = [kind.objects.filter(mine).values_list("pk", flat=True) for kind in (Correction, Signal, Reading)]
    return sum(kind.objects.filter(pk__in=list(rows)).delete()[0]
               for kind, rows in zip((Correction, Signal, Reading), found, strict=True))  # fmt: skip
