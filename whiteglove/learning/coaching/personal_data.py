"""What coaching keeps of a customer's words: handed over with their data, erased with it."""

from datetime import datetime
from typing import Any

from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer

from .actions.forget import about, examples_of, forget_coaching
from .models import ExampleLine, Line


@erasure.register("coaching")
def forget(customer: Customer, at: datetime) -> int:
    return forget_coaching(customer, at)


@export.register("coaching")
def what_is_kept(customer: Customer) -> dict[str, list[dict[str, Any]]]:
    """Their words in agendas, and the masked ones in examples. What two colleagues said of it is theirs."""
    lines = Line.objects.filter(about(customer)).exclude(quote="").order_by("id")
    shared = ExampleLine.objects.filter(example__in=examples_of(customer)).order_by("id")
    return {
        "agendas": [{"ticket": one.ticket_id, "message": one.message_id, "quote": one.quote} for one in lines],
        "examples": [{"example": one.example_id, "message": one.message_id, "masked": one.text} for one in shared],
    }
