"""A mail takes lines of ours to a visitor who wasn't there to see them."""

from collections.abc import Sequence

from whiteglove.service.channels.chat.unseen import unseen
from whiteglove.service.channels.models import ChatLine, ChatSession, Outgoing


def mark_mailed(*, session: ChatSession, lines: Sequence[ChatLine], letter: Outgoing) -> bool:
    """False if somebody saw or mailed one of them in this very moment: then the caller gives up its transaction."""
    return unseen(session).filter(pk__in=[line.pk for line in lines]).update(letter=letter) == len(lines)
