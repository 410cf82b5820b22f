"""Tell the open pages of a visitor, in every process, that something is new: which line, never what it says."""

from functools import partial

from django.db import transaction

from whiteglove.ground.events import wake
from whiteglove.service.channels.models import ChatLine, ChatSession

TOPIC = "chat"


def said(line: ChatLine, visitor_id: int) -> None:
    tell({"visitor": visitor_id, "line": line.number})


def changed(session: ChatSession) -> None:
    """Nothing was said, but the conversation isn't as it was: read, joined, further ahead in the queue."""
    tell({"visitor": session.visitor_id, "line": session.last})


def writes(session: ChatSession, name: str) -> None:
    """Who is no person at the desk's pages writes to them: the answer bot."""
    tell({"visitor": session.visitor_id, "typing": name})


def filed(session: ChatSession) -> None:
    """For the hubs alone: from now on those who write there write to this visitor."""
    tell({"visitor": session.visitor_id, "ref": session.ref})


def tell(message: dict) -> None:
    """After the commit: a page that asks at once finds it."""
    transaction.on_commit(partial(wake.tell, TOPIC, message))
