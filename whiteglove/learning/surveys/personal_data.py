"""What a customer was asked and said of us: handed over with their data, erased with it."""

from datetime import datetime
from typing import Any

from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer

from .actions.forget import forget_surveys
from .models import Survey


@erasure.register("surveys")
def forget(customer: Customer, at: datetime) -> int:
    return forget_surveys(customer, at)


@export.register("surveys")
def asked_and_answered(customer: Customer) -> list[dict[str, Any]]:
    rows = Survey.objects.filter(customer=customer, asked_at__isnull=False).select_related("answer").order_by("pk")
    return [told(one) for one in rows]


def told(survey: Survey) -> dict[str, Any]:
    given = getattr(survey, "answer", None)
    asked = {"ticket": survey.ticket_id, "asked_at": survey.asked_at.isoformat(), "address": survey.address,
             "kind": survey.kind, "way": survey.way}  # fmt: skip
    if given is None:
        return asked
    return asked | {"answered_at": given.answered_at.isoformat(), "score": given.score, "comment": given.comment}
