"""What awards keep of a customer: what a colleague wrote of them by name or address. Handed over, and erased."""

from datetime import datetime
from typing import Any

from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer

from .actions.forget import WRITTEN, forget_customer, holding, of_customer


@erasure.register("awards")
def forget(customer: Customer, at: datetime) -> int:
    return forget_customer(customer=customer, at=at)


@export.register("awards")
def what_is_kept(customer: Customer) -> list[dict[str, Any]]:
    """Where they are named. Whose text it is isn't the customer's to know."""
    words = of_customer(customer)
    return [
        {"what": model._meta.model_name, "id": row.pk, "text": getattr(row, field)}
        for model, field in WRITTEN.items()
        for row in holding(model, words)
    ]
