"""What is kept of a customer here: which playbooks were open in their tickets, and nothing they said."""

from typing import Any

from whiteglove.service.customers import export
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.theirs import theirs

from .models import Play


@export.register("playbooks")
def playbooks_used(customer: Customer) -> list[dict[str, Any]]:
    rows = Play.objects.filter(ticket__in=theirs(customer).tickets).order_by("id").prefetch_related("ticks")
    return [
        {"ticket": one.ticket_id, "playbook": one.playbook, "at": one.at.isoformat(),
         "ended_at": one.ended_at and one.ended_at.isoformat(),
         "ticked": [tick.step for tick in one.ticks.all() if tick.ended_at is None]}
        for one in rows
    ]  # fmt: skip
