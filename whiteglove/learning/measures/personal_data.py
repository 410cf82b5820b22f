"""What counting keeps of a customer: when they were one. Facts name tickets by number alone, and stay."""

from datetime import datetime
from typing import Any

from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer

from .actions.forget import forget_customer
from .models import Departure, Fact


@erasure.register("measures")
def forget(customer: Customer, at: datetime) -> int:
    return forget_customer(customer)


@export.register("measures")
def counted(customer: Customer) -> dict[str, list[dict[str, Any]]]:
    stretches = Fact.objects.filter(sort="customer", source=customer.pk).order_by("at")
    return {
        "customer_from_until": [[one.at.isoformat(), one.until and one.until.isoformat()] for one in stretches],
        "departures": [
            {"at": one.at.isoformat(), "why": one.why, "withdrawn": one.ended_at is not None}
            for one in Departure.objects.filter(customer=customer)
        ],
    }
