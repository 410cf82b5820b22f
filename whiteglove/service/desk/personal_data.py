"""What the desk keeps about a customer: handed over with their data, erased with it."""

import json
from typing import Any

from whiteglove.service.channels.form.driver import read, text_of
from whiteglove.service.channels.models import Arrival
from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.actions.forget import forget_customer
from whiteglove.service.desk.export import lines_of
from whiteglove.service.desk.theirs import Theirs, keys_of, theirs

erasure.register("desk", forget_customer)


@export.register("desk")
def conversations(customer: Customer) -> list[dict[str, Any]]:
    """Every line of what is theirs, wherever merges have put it; files named and not included."""
    found = theirs(customer)
    lines = map(json.loads, lines_of(sorted(found.around), files=False))
    return [line for line in lines if belongs(line, found)] + held(customer)


def held(customer: Customer) -> list[dict[str, Any]]:
    """What came from their addresses and was set aside, so that it is in no ticket; of a form with its words."""
    rows = Arrival.objects.filter(sender__in=keys_of(customer), state=Arrival.State.SET_ASIDE).order_by("pk")
    return [
        {
            "what": "held", "received_at": row.received_at.isoformat(), "sender": row.sender, "subject": row.subject,
            "reason": row.reason, "text": text_of(read(row.raw.content)) if row.kind == "form" else "",
        }
        for row in rows.select_related("raw")
    ]  # fmt: skip


def belongs(line: dict[str, Any], found: Theirs) -> bool:
    """A line about a message or a chat is whose that is, any other whose the ticket is."""
    message = line["id"] if line["what"] == "message" else line.get("message_id")
    ticket = line["id"] if line["what"] == "ticket" else line.get("ticket_id") or line.get("subject_id")
    return message in found.messages if message else found.told_of(ticket, line.get("facts", {}))
