"""Add a line to a conversation, whoever said it."""

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.rows import insert, update
from whiteglove.service.channels.chat import nudges
from whiteglove.service.channels.models import ChatLine, ChatSession

_held = Prepared(
    lambda pk: ChatSession.objects.select_for_update(of=("self",)).select_related("visitor__account").filter(pk=pk)
)


def append(*, session: ChatSession, **fields: object) -> ChatLine:
    """The next number, without gaps: the caller holds the session's lock until its transaction ends."""
    session.last += 1
    update(session, "last", "mail_due_at")
    line = insert(ChatLine(session=session, number=session.last, **fields))
    nudges.said(line, session.visitor_id)
    return line


def locked(session_id: int) -> ChatSession:
    """Raises DoesNotExist for one that was erased."""
    if (found := _held.first(session_id)) is None:
        raise ChatSession.DoesNotExist
    return found
