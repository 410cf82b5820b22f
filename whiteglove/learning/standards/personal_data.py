"""What was found in a customer's conversations: handed over with their data, erased with it."""

from datetime import datetime
from typing import Any

from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer

from .actions.forget import about, forget_readings
from .models import Correction, Reading, Signal


@erasure.register("standards")
def forget(customer: Customer, at: datetime) -> int:
    return forget_readings(customer)


@export.register("standards")
def what_was_found(customer: Customer) -> dict[str, list[dict[str, Any]]]:
    """Readings, people's answers and signals of every conversation of theirs."""
    mine = about(customer)
    readings = Reading.objects.filter(mine).order_by("message_id", "id")
    answers = Correction.objects.filter(mine).select_related("by").order_by("id")
    signals = Signal.objects.filter(mine).order_by("id")
    return {
        "readings": [{"message": one.message_id, "at": one.at.isoformat(), "language": one.language,
                      "emotion": one.emotion, "findings": one.findings} for one in readings],
        "answers": [{"message": one.message_id, "at": one.at.isoformat(), "by": one.by.name, "sentence": one.sentence,
                     "behaviour": one.behaviour, "shown": one.verdict,
                     "undone_at": one.undone_at and one.undone_at.isoformat()} for one in answers],
        "signals": [{"ticket": one.ticket_id, "message": one.message_id, "at": one.at.isoformat(), "name": one.name,
                     "quote": one.quote, "sentence": one.sentence,
                     "denied_at": one.denied_at and one.denied_at.isoformat()} for one in signals],
    }  # fmt: skip
