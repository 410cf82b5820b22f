"""The visitor has seen what we said."""

from datetime import datetime

from whiteglove.service.channels.models import ChatLine, ChatSession


def see(*, session: ChatSession, upto: int, at: datetime) -> int:
    """Our lines up to this number; returns how many were news."""
    unseen = ChatLine.objects.filter(session=session, side=ChatLine.Side.DESK, number__lte=upto, seen_at=None)
    return unseen.update(seen_at=at)
