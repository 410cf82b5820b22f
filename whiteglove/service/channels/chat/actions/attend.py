"""An answer bot attends to a conversation, and leaves it to people."""

from datetime import datetime

from whiteglove.service.channels.chat import nudges
from whiteglove.service.channels.models import ChatSession


def attend(*, session_id: int, name: str) -> None:
    """In the caller's transaction."""
    ChatSession.objects.filter(pk=session_id).update(bot=name, people_at=None)
    _tell(session_id)


def stop_attending(*, session_id: int, people_at: datetime | None) -> None:
    """`people_at`: since when people are waited for; None where nobody is."""
    ChatSession.objects.filter(pk=session_id).update(bot="", people_at=people_at)
    _tell(session_id)


def _tell(session_id: int) -> None:
    """The visitor's page says who answers."""
    if session := ChatSession.objects.filter(pk=session_id).first():
        nudges.changed(session)
