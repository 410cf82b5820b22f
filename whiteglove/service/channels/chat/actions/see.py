"""Either side has seen what the other one said."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.rows import update
from whiteglove.service.channels.chat import nudges
from whiteglove.service.channels.models import ChatLine, ChatSession, ChatVisitor

_under = Prepared(lambda ref: ChatSession.objects.select_for_update().filter(ref=ref).order_by("pk"))
_newest = Prepared(
    lambda session, at, read: ChatLine.objects.numbered().filter(
        session=session, side=ChatLine.Side.VISITOR, at__lte=at, place__gt=read
    ).order_by("-number").values_list("number")[:1]
)  # fmt: skip


def see(*, session: ChatSession, upto: int, at: datetime) -> int:
    """The visitor has seen our lines up to this number; returns how many were news."""
    return seen_now(session, session.lines.filter(number__lte=upto), at)


def see_missed(*, visitor: ChatVisitor, lines: Iterable[int], at: datetime) -> int:
    """They have seen these lines of their earlier conversations at last; returns how many were news."""
    theirs = ChatLine.objects.filter(session__visitor=visitor, pk__in=lines)
    earlier = ChatSession.objects.filter(lines__in=theirs).select_related("visitor__account").distinct()
    return sum(seen_now(session, theirs.filter(session=session), at) for session in earlier)


def seen_now(session: ChatSession, lines: QuerySet[ChatLine], at: datetime) -> int:
    unseen = lines.filter(side=ChatLine.Side.DESK, seen_at=None)
    with transaction.atomic():
        seen = unseen.update(seen_at=at)
        if seen and session.ref:
            team = session.visitor.account.team_id
            record("chat.seen", subject=session.ref, by=None, at=at, audience=f"team:{team}" if team else "staff")
    return seen


def note_read(*, ref: str, upto: datetime) -> int:
    """Somebody at the desk has seen what was said until then in the chats filed under `ref`; returns in how many of
    them that was news. Their visitors are told."""
    told = 0
    with transaction.atomic():
        for session in _under(ref):
            newest = _newest.first(session.pk, upto, session.read)
            if newest:
                (session.read,) = newest
                update(session, "read")
                nudges.changed(session)
                told += 1
    return told
