"""What this room keeps about a customer: handed over with their data, erased with it."""

from datetime import datetime
from typing import Any

from whiteglove.learning.closing.models import FollowUp, SelfCheck
from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.theirs import theirs

from .actions.forget import forget_checks


@erasure.register("closing")
def forget(customer: Customer, at: datetime) -> int:
    return forget_checks(customer)


@export.register("closing")
def kept(customer: Customer) -> dict[str, Any]:
    found = theirs(customer)
    checks = SelfCheck.objects.filter(ticket__in=found.tickets).prefetch_related("answers").order_by("id")
    asked = FollowUp.objects.filter(ticket__in=found.tickets).order_by("id")
    return {
        "checks": [{"ticket": one.ticket_id, "at": one.at.isoformat(), "answers": {
            each.question: each.verdict for each in one.answers.all()}} for one in checks],
        "follow_ups": [{"ticket": one.ticket_id, "due_at": one.due_at.isoformat(), "state": one.state}
                       for one in asked],
    }  # fmt: skip
