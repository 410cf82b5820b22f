"""How fast somebody may chat: a person types slower than this, and one network isn't a thousand people."""

from datetime import datetime, timedelta

from django.db.models import F

from whiteglove.ground.lib.limits import too_often
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.service.channels.chat.caller import session_of
from whiteglove.service.channels.models import ChatLine, ChatSession, ChatVisitor

MINUTE = timedelta(minutes=1)
LINES_A_MINUTE = 30
# Counted by each process for itself, in memory alone.
NETWORK, NETWORK_SECONDS = 240, 60
# An office, or all who go out by one provider of mobile phones, is one network: as many as may send a form.
LETTERS, LETTERS_SECONDS = 30, 3600
COPIES, COPIES_SECONDS = 10, 3600
FILES, FILES_SECONDS = 20, 600
RATINGS, RATINGS_SECONDS = 60, 600
# First words open a ticket; an office behind one address is still no crowd.
BEGUN, BEGUN_SECONDS = 40, 600


def slower(network: str, visitor: ChatVisitor | None, at: datetime) -> bool:
    """Whether this line has to wait; counts it. `visitor` is None for somebody's very first word."""
    if crowded(network) or (visitor and too_fast(visitor, at)):
        return True
    return opens(visitor) and crowded(network, "begun", BEGUN, BEGUN_SECONDS)


def opens(visitor: ChatVisitor | None) -> bool:
    """Whether what they say now opens a ticket: it does for a stranger, and for who ended their last chat."""
    last = session_of(visitor) if visitor else None
    return last is None or last.ended_by == ChatSession.VISITOR


def too_fast(visitor: ChatVisitor, at: datetime) -> bool:
    """Whether this visitor has said as much within a minute as anybody may."""
    return len(_lately(visitor.pk, at - MINUTE)) >= LINES_A_MINUTE


# Of the newest lines alone, however many there are.
_lately = Prepared(
    lambda visitor, since: ChatLine.objects.filter(
        session__visitor=visitor, side=ChatLine.Side.VISITOR, at__gt=since,
        number__gt=F("session__last") - 2 * LINES_A_MINUTE,
    ).order_by().values_list("pk")[:LINES_A_MINUTE]
)  # fmt: skip


def crowded(network: str, what: str = "lines", most: int = NETWORK, seconds: int = NETWORK_SECONDS) -> bool:
    """Whether this has come more than `most` times in `seconds` from one network; counts this time too."""
    return too_often(f"chat.{what}", network, most, seconds)
