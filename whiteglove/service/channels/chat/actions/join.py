"""File a line under what its conversation is filed under, and remember that for the next one."""

from collections.abc import Callable
from dataclasses import replace

from whiteglove.service.channels.contract import Filed, InboundMessage
from whiteglove.service.channels.models import Arrival, ChatSession

from .append import locked


def join(
    *, session_id: int, inbound: InboundMessage, arrival: Arrival, file: Callable[[InboundMessage, Arrival], Filed]
) -> Filed:
    """Inside the arrival's transaction, with the conversation locked: two workers can't open two tickets for it."""
    session = locked(session_id)
    filed = file(replace(inbound, reply_ref=session.ref, acquainted_by=session.ref or earlier(session)), arrival)
    ref = f"ticket:{filed.ticket_id}" if filed.ticket_id else ""
    if ref and ref != session.ref:
        session.ref = ref
        session.save(update_fields=["ref"])
    return filed


def earlier(session: ChatSession) -> str:
    """What their last conversation was filed under; "" for somebody new."""
    before = ChatSession.objects.filter(visitor=session.visitor_id, pk__lt=session.pk).exclude(ref="")
    return before.order_by("-pk").values_list("ref", flat=True).first() or ""
