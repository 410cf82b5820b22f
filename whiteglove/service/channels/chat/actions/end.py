"""A conversation ends: by its visitor, whose next words begin another, or because nobody said anything for long."""

from datetime import datetime, timedelta

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.service.channels.models import ChatSession

from .append import locked

SILENCE = timedelta(minutes=30)
AT_ONCE = 200


def end(*, session: ChatSession, at: datetime, ended_by: str = ChatSession.VISITOR) -> bool:
    """False if it was over already."""
    with transaction.atomic():
        now = locked(session.pk)
        if now.ended_at:
            return False
        now.ended_at, now.ended_by = at, ended_by
        now.save(update_fields=["ended_at", "ended_by"])
        if now.ref:
            tell_ended(now)
    return True


def tell_ended(session: ChatSession) -> None:
    facts = {"session": session.pk, "by": session.ended_by}
    record("chat.ended", subject=session.ref, by=None, at=session.ended_at, facts=facts)


def end_silent(*, at: datetime) -> int:
    """End the chats in which nobody has said anything for long. Returns how many."""
    old = ChatSession.objects.open().filter(opened_at__lt=at - SILENCE).exclude(lines__at__gte=at - SILENCE)
    return sum(end(session=session, at=at, ended_by=ChatSession.SILENCE) for session in old.order_by("pk")[:AT_ONCE])
