"""What a visitor hasn't seen of ours: shown at their next visit, or taken to them by mail when they don't come back."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.service.channels.models import Account, ChatLine, ChatSession, ChatVisitor

# How long an answer waits for a visitor to come back, where their desk says nothing else.
GRACE_MINUTES = 5
SHOWN = 50


def mail_due(account: Account, at: datetime) -> datetime:
    """When what is said at `at` leaves by mail, unless it is seen or more is said before."""
    return at + timedelta(minutes=account.settings.get("mail_after") or GRACE_MINUTES)


def unseen(session: ChatSession) -> QuerySet[ChatLine]:
    """Our lines that nobody has seen and no mail has taken, in their order."""
    return session.lines.filter(side=ChatLine.Side.DESK, seen_at=None, letter=None).order_by("number")


def missed(visitor: ChatVisitor, current: ChatSession) -> list[ChatLine]:
    """Answers to their earlier conversations that no mail took to them: those they haven't seen yet, or found in
    `current`, which shows them as long as it goes on."""
    return _missed(current.opened_at, visitor.pk, current.pk)


def _earlier(opened: datetime, visitor: int, current: int) -> QuerySet[ChatLine]:
    news = Q(seen_at=None) | Q(seen_at__gte=opened)
    theirs = ChatLine.objects.filter(news, session__visitor=visitor, session__lt=current, side=ChatLine.Side.DESK)
    return theirs.filter(letter=None).order_by("session", "number")[:SHOWN]


_missed = Prepared(_earlier)


def given_address(session: ChatSession) -> str:
    """The address their site vouches for, or the one they typed in this chat; "" for neither."""
    return session.visitor.email or session.asked.get("email", "")
