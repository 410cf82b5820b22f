"""What this room keeps about a customer: their calls. Given with their data, erased with it."""

from typing import Any

from whiteglove.service.calls.actions.forget import forget_calls, sheets_of
from whiteglove.service.channels.models import CallRecording
from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer

erasure.register("calls", forget_calls)


@export.register("calls")
def calls(customer: Customer) -> list[dict[str, Any]]:
    """Each call with what was written down and recorded of it; sound is named and not included."""
    return [told(sheet) for sheet in sheets_of(customer).select_related("call")]


def told(sheet) -> dict[str, Any]:
    call = sheet.call
    recorded = CallRecording.objects.filter(call=call).order_by("id")
    return {
        "ticket_id": sheet.ticket_id, "direction": call.direction, "number": call.number, "rang_at": when(call.rang_at),
        "answered_at": when(call.answered_at), "ended_at": when(call.ended_at), "outcome": sheet.outcome,
        "lines": [
            {"side": one.side, "at": when(one.at), "text": one.text} for one in sheet.lines.filter(undone_at=None)
        ],
        "recordings": [
            {"kind": one.kind, "at": when(one.at), "transcript": one.transcript, "address": one.url} for one in recorded
        ],
    }  # fmt: skip


def when(at) -> str | None:
    return at.isoformat() if at else None
