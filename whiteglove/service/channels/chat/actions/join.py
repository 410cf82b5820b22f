"""File a line under what its conversation is filed under, and remember that for the next one."""

from collections.abc import Callable
from dataclasses import replace

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.service.channels.chat import nudges
from whiteglove.service.channels.contract import Filed, InboundMessage
from whiteglove.service.channels.models import Arrival, ChatSession

from .append import locked
from .end import tell_ended

_filed_before = Prepared(
    lambda visitor, pk: ChatSession.objects.filter(visitor=visitor, pk__lt=pk).exclude(ref="").order_by("-pk")[:1]
)


def join(
    *, session_id: int, inbound: InboundMessage, arrival: Arrival, file: Callable[[InboundMessage, Arrival], Filed]
) -> Filed:
    """Inside the arrival's transaction, with the conversation locked: two workers can't open two tickets for it."""
    session = locked(session_id)
    before = earlier(session)
    goes_on = session.ref or (before.ref if before and before.ended_by == ChatSession.SILENCE else "")
    known = session.ref or (before.ref if before else "")
    filed = file(replace(inbound, reply_ref=goes_on, acquainted_by=known), arrival)
    ref = f"ticket:{filed.ticket_id}" if filed.ticket_id else ""
    if ref and ref != session.ref:
        session.ref = ref
        session.save(update_fields=["ref"])
        nudges.filed(session)
        record("chat.began", subject=ref, by=None, at=arrival.received_at, facts={"session": session.pk})
        if session.ended_at:  # before anything of it was filed
            tell_ended(session)
    return filed


def earlier(session: ChatSession) -> ChatSession | None:
    """Their last conversation that was filed; one that only fell silent goes on in the same ticket."""
    return _filed_before.first(session.visitor_id, session.pk)
