"""What a visitor hasn't seen of ours: shown at their next visit, or taken to them by mail when they don't come back."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

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


def missed(visitor: ChatVisitor, current: ChatSession) -> QuerySet[ChatLine]:
    """Answers to their earlier conversations that no mail took to them: those they haven't seen yet, or found in
    `current`, which shows them as long as it goes on."""
    news = Q(seen_at=None) | Q(seen_at__gte=current.opened_at)
    earlier = ChatLine.objects.filter(
        news, session__visitor=visitor, session__lt=current.pk, side=ChatLine.Side.DESK, letter=None
    )
    return earlier.order_by("session", "number").prefetch_related("files")[:SHOWN]


def given_address(session: ChatSession) -> str:
    """The address their site vouches for, or the one they typed in this chat; "" for neither."""
    return session.visitor.email or session.asked.get("email", "")
