"""A conversation as its visitor's page reads it."""

from datetime import datetime
from typing import Any

from whiteglove.service.channels.chat import hours, queue, unseen
from whiteglove.service.channels.chat.actions.rate import may_rate
from whiteglove.service.channels.chat.caller import Caller, session_of, visitor_of
from whiteglove.service.channels.models import ChatLine, ChatRating, ChatSession

AT_A_TIME = 200
# What somebody who has said nothing yet reads.
BLANK: dict[str, Any] = {"session": None, "last": 0, "read": 0, "ended": False, "lines": [], "missed": []}
BLANK |= {"ratable": False, "rating": None}
NOTHING = BLANK | queue.Standing()._asdict()


def conversation(who: Caller, after: int, at: datetime) -> dict[str, Any]:
    """{session, last, read, ended, open, lines: [{number, side, name, text, at, id, files}], missed} and what `waits`
    says: lines above `after`, the oldest first, at most `AT_A_TIME`; whoever gets fewer than up to `last` asks again.
    Once it has ended, `ratable` says whether they may say how it was, and `rating` {good, comment} what they said.
    `missed` are answers to earlier conversations that came too late for those, each with its own `line` and `seen`."""
    visitor = visitor_of(who)
    session = session_of(visitor) if visitor else None
    now_open = {"open": hours.is_open(who.account, at)}
    if session is None:
        return NOTHING | now_open
    rows = session.lines.filter(number__gt=after).order_by("number").prefetch_related("files")[:AT_A_TIME]
    lines = [shown(row) for row in rows]
    state = {"session": session.pk, "last": session.last, "read": session.read, "ended": bool(session.ended_at)}
    missed = [shown(row) | {"line": row.pk, "seen": bool(row.seen_at)} for row in unseen.missed(visitor, session)]
    state |= {"ratable": may_rate(session, at), "rating": rating_of(session)}
    return state | {"lines": lines, "missed": missed} | now_open | waits(session)


def waits(session: ChatSession) -> dict[str, Any]:
    """{place, by, passed, to}: how many stand before them with theirs, or who has them, until somebody has answered,
    and again once they were passed on."""
    if session.ended_at:
        return queue.Standing()._asdict()
    return queue.stands(session.ref, session.lines.filter(side=ChatLine.Side.DESK).exists())._asdict()


def rating_of(session: ChatSession) -> dict[str, Any] | None:
    if session.ended_at is None:
        return None
    return ChatRating.objects.filter(session=session).values("good", "comment").first()


def shown(line: ChatLine) -> dict[str, Any]:
    """Plain text: the page never makes markup of it."""
    return {
        "number": line.number, "side": line.side, "name": line.name, "text": line.text,
        "at": line.at.isoformat(), "id": line.client_id,
        "files": [{"id": file.pk, "name": file.name, "size": file.size} for file in line.files.all()],
    }  # fmt: skip
