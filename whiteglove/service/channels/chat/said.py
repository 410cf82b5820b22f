"""A conversation as its visitor's page reads it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.service.channels.chat import hours, queue, staffing, unseen, waits
from whiteglove.service.channels.chat.actions.rate import may_rate
from whiteglove.service.channels.chat.caller import Caller, session_of, visitor_of
from whiteglove.service.channels.models import Account, ChatFile, ChatLine, ChatRating, ChatSession

AT_A_TIME = 200
# What somebody who has said nothing yet reads.
BLANK: dict[str, Any] = {"session": None, "last": 0, "read": 0, "ended": False, "lines": [], "missed": []}
BLANK |= {"ratable": False, "rating": None, "reached": False}
NOTHING = BLANK | queue.Standing()._asdict()
_after = Prepared(
    lambda session, number: (
        ChatLine.objects.numbered().filter(session=session, place__gt=number).order_by("number")[:AT_A_TIME]
    )
)
_files = Prepared(lambda lines: ChatFile.objects.filter(line__in=lines).order_by("pk"))
_ours = Prepared(
    lambda session: ChatLine.objects.filter(session=session, side=ChatLine.Side.DESK).order_by().values_list("pk")[:1]
)


def conversation(who: Caller, after: int, at: datetime) -> dict[str, Any]:
    """{session, last, read, ended, lines: [{number, side, name, text, at, id, files}], missed, reached, ratable,
    rating} and what `standing` says: lines above `after`, the oldest first, at most `AT_A_TIME`; whoever gets fewer
    than up to `last` asks again.

    missed   answers to earlier conversations that came too late for those, each with its own `line` and `seen`
    reached  whether an answer they don't see goes to them by mail
    ratable  whether they may say how it was, once it has ended; rating {good, comment} is what they said
    """
    visitor = visitor_of(who)
    session = session_of(visitor) if visitor else None
    if session is None:
        return NOTHING | before_asking(who.account, at)
    lines = shown_with_files(_after(session.pk, after))
    state = {"session": session.pk, "last": session.last, "read": session.read, "ended": bool(session.ended_at)}
    late = unseen.missed(visitor, session)
    marks = [{"line": row.pk, "seen": bool(row.seen_at)} for row in late]
    missed = [told | mark for told, mark in zip(shown_with_files(late), marks, strict=True)]
    state |= {"ratable": may_rate(session, at), "rating": rating_of(session)}
    state |= {"reached": bool(unseen.given_address(session))}
    return state | {"lines": lines, "missed": missed} | standing(session, who.account, at)


def standing(session: ChatSession, account: Account, at: datetime) -> dict[str, Any]:
    """{place, by, passed, to, minutes, away, open}: how many stand before them with theirs, or who has them, until
    somebody has answered, and again once they were passed on; in how many minutes, 0 for less than one and None where
    that can't be said; and whether nobody is there to take it."""
    if session.ended_at:
        return queue.Standing()._asdict() | before_asking(account, at)
    stands = queue.stands(session.ref, bool(_ours(session.pk)))
    away = stands.place > 0 and not staffing.is_there(account, at)
    minutes = None if away else waits.minutes(account, stands.place, at, session.opened_at)
    return stands._asdict() | {"minutes": minutes, "away": away, "open": hours.is_open(account, at)}


def before_asking(account: Account, at: datetime) -> dict[str, Any]:
    """{minutes, away, open} for somebody who would ask now: behind all who wait."""
    is_open = hours.is_open(account, at)
    away = is_open and not staffing.is_there(account, at)
    minutes = waits.minutes(account, staffing.waiting(account) + 1, at) if is_open and not away else None
    return {"minutes": minutes, "away": away, "open": is_open}


def rating_of(session: ChatSession) -> dict[str, Any] | None:
    if session.ended_at is None:
        return None
    return ChatRating.objects.filter(session=session).values("good", "comment").first()


def shown_with_files(lines: list[ChatLine]) -> list[dict[str, Any]]:
    files: dict[int, list[ChatFile]] = defaultdict(list)
    for file in _files([line.pk for line in lines]):
        files[file.line_id].append(file)
    return [shown(line, files[line.pk]) for line in lines]


def shown(line: ChatLine, files: Iterable[ChatFile] = ()) -> dict[str, Any]:
    """Plain text: the page never makes markup of it."""
    return {
        "number": line.number, "side": line.side, "name": line.name, "text": line.text,
        "at": line.at.isoformat(), "id": line.client_id,
        "files": [{"id": file.pk, "name": file.name, "size": file.size} for file in files],
    }  # fmt: skip
