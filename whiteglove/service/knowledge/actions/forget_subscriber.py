"""Remove for good that a customer wanted to hear of changes."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from whiteglove.service.customers.models import Customer
from whiteglove.service.knowledge import visitor
from whiteglove.service.knowledge.models import Subscription, Vote


def subscriptions_of(customer: Customer) -> QuerySet:
    """Those of the customer's own addresses, whoever entered them."""
    own = [value.lower() for value in customer.addresses.filter(kind="email").values_list("value", flat=True)]
    return Subscription.objects.filter(email__in=own).order_by("pk")


def forget_subscriber(customer: Customer, at: datetime) -> int:
    """In the caller's transaction; gives how many there were. What they found helpful counts on, as nobody's."""
    Vote.objects.filter(voter=visitor.voter_for(customer)).update(voter=f"visitor:{visitor.fresh()}")
    return subscriptions_of(customer).delete()[0]


def handed_over(customer: Customer) -> list[dict[str, Any]]:
    """For the file of everything that is kept about the customer."""
    return [
        {
            "email": one.email,
            "article": one.article_id,
            "category": one.category_id,
            "asked_at": one.asked_at.isoformat(),
        }
        for one in subscriptions_of(customer)
    ]
