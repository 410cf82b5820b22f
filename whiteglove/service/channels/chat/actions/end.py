"""A visitor ends a conversation: what they say next begins another."""

from datetime import datetime

from whiteglove.service.channels.models import ChatSession


def end(*, session: ChatSession, at: datetime, ended_by: str = "visitor") -> bool:
    """False if it was over already."""
    return bool(ChatSession.objects.open().filter(pk=session.pk).update(ended_at=at, ended_by=ended_by))
