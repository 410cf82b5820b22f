"""Tell the open pages of a visitor, in every process, that a line was said: which one, never what."""

from functools import partial

from django.db import transaction

from whiteglove.ground.events import wake
from whiteglove.service.channels.models import ChatLine

TOPIC = "chat"


def said(line: ChatLine, visitor_id: int) -> None:
    """After the commit: a page that asks at once finds it."""
    transaction.on_commit(partial(wake.tell, TOPIC, {"visitor": visitor_id, "line": line.number}))
