"""Remove what is kept of one customer, for the erasure of their personal data."""

from django.db import transaction
from django.db.models import Q

from whiteglove.learning.measures.models import Departure, Fact, Progress
from whiteglove.service.customers.models import Customer

from .recount import replace


def forget_customer(customer: Customer) -> int:
    """Their stretches and departures go, out of the sums too. Returns how many rows."""
    with transaction.atomic():
        list(Progress.objects.select_for_update().values_list("pk"))
        mine = Q(sort="customer", source=customer.pk)
        gone = Fact.objects.filter(mine).count()
        replace(mine, [])
        departures, _ = Departure.objects.filter(customer=customer).delete()
    return gone + departures
