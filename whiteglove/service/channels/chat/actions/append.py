"""Add a line to a conversation, whoever said it."""

from whiteglove.service.channels.chat import nudges
from whiteglove.service.channels.models import ChatLine, ChatSession


def append(*, session: ChatSession, **fields: object) -> ChatLine:
    """The next number, without gaps: the caller holds the session's lock until its transaction ends."""
    session.last += 1
    session.save(update_fields=["last", "mail_due_at"])
    line = ChatLine.objects.create(session=session, number=session.last, **fields)
    nudges.said(line, session.visitor_id)
    return line


def locked(session_id: int) -> ChatSession:
    return ChatSession.objects.select_for_update().get(pk=session_id)
