"""What the forum keeps of a customer: what a colleague wrote of them by name or address. Handed over, and erased."""

from datetime import datetime
from typing import Any

from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer

from .actions.forget import forget_customer, that_name
from .models import Post


@erasure.register("forum")
def forget(customer: Customer, at: datetime) -> int:
    return forget_customer(customer=customer, at=at)


@export.register("forum")
def what_is_kept(customer: Customer) -> list[dict[str, Any]]:
    asked = that_name(customer)
    rows = Post.objects.filter(asked).order_by("id") if asked is not None else []
    return [{"topic": one.topic_id, "post": one.pk, "at": one.at, "text": one.text} for one in rows]
