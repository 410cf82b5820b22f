"""A visitor says how they found a chat that is over."""

from datetime import datetime, timedelta

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.service.channels.models import ChatLine, ChatRating, ChatSession

from .append import locked

# From then on what they said stays as it is.
CHANGEABLE = timedelta(days=7)


class NotNow(Exception):
    """It isn't over, nobody of ours said anything in it, or it is closed for good."""


def may_rate(session: ChatSession, at: datetime) -> bool:
    """Until it is closed for good: a week after it ended, or once they have begun another."""
    if session.ended_at is None or at - session.ended_at > CHANGEABLE:
        return False
    newer = ChatSession.objects.filter(visitor=session.visitor_id, pk__gt=session.pk)
    return session.lines.filter(side=ChatLine.Side.DESK).exists() and not newer.exists()


def rate(*, session: ChatSession, good: bool, comment: str = "", at: datetime) -> bool:
    """False if they had said exactly that already. Raises NotNow."""
    with transaction.atomic():
        now = locked(session.pk)
        if not may_rate(now, at):
            raise NotNow
        said = {"good": good, "comment": comment.strip()}
        if ChatRating.objects.filter(session=now, **said).exists():
            return False
        ChatRating.objects.update_or_create(session=now, defaults=said | {"at": at})
        if now.ref:
            record("chat.rated", subject=now.ref, by=None, at=at, facts={"session": now.pk} | said)
    return True
