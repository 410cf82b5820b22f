"""A conversation as its visitor's page reads it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.service.channels.chat import attending, hours, queue, staffing, unseen, waits
from whiteglove.service.channels.chat.actions.rate import may_rate
from whiteglove.service.channels.chat.caller import Caller, session_of, visitor_of
from whiteglove.service.channels.models import Account, ChatFile, ChatLine, ChatRating, ChatSession

AT_A_TIME = 200
# What somebody who has said nothing yet reads.
BLANK: dict[str, Any] = {"session": None, "last": 0, "read": 0, "ended": False, "lines": [], "missed": []}
BLANK |= {"bot": "", "earlier": False, "ratable": False, "rating": None, "reached": False}
# While a bot attends, nobody waits for a person.
NOBODY_NEEDED: dict[str, Any] = {"minutes": None, "away": False, "open": True}
NOTHING = BLANK | queue.Standing()._asdict()
_after = Prepared(
    lambda session, number: (
        ChatLine.objects.numbered().filter(session=session, place__gt=number).order_by("number")[:AT_A_TIME]
    )
)
_files = Prepared(lambda lines: ChatFile.objects.filter(line__in=lines).order_by("pk"))
_by_people = ChatLine.objects.filter(side=ChatLine.Side.DESK, automatic=False).order_by()
_ours = Prepared(lambda session: _by_people.filter(session=session).values_list("pk")[:1])


def conversation(who: Caller, after: int, at: datetime) -> dict[str, Any]:
    """{session, last, read, ended, lines: [{number, side, name, text, at, id, automatic, offers, files}], missed,
    reached, ratable, rating} and what `standing` says: lines above `after`, the oldest first, at most `AT_A_TIME`;
    whoever gets fewer than up to `last` asks again.

    missed   answers to earlier conversations that came too late for those, each with its own `line` and `seen`
    earlier  whether there are conversations before this one; told only to whoever asks for all of it
    reached  whether an answer they don't see goes to them by mail
    ratable  whether they may say how it was, once it has ended; rating {good, comment} is what they said
    """
    visitor = visitor_of(who)
    session = session_of(visitor) if visitor else None
    if session is None:
        return NOTHING | before_asking(who.account, at, bool(who.subject))
    lines = shown_with_files(_after(session.pk, after))
    state = {"session": session.pk, "last": session.last, "read": session.read, "ended": bool(session.ended_at)}
    late = unseen.missed(visitor, session)
    marks = [{"line": row.pk, "seen": bool(row.seen_at)} for row in late]
    missed = [told | mark for told, mark in zip(shown_with_files(late), marks, strict=True)]
    state |= {"ratable": may_rate(session, at), "rating": rating_of(session)}
    state |= {"earlier": after == 0 and visitor.sessions.filter(pk__lt=session.pk).exists()}
    state |= {"bot": "", "reached": bool(unseen.given_address(session))}
    return state | {"lines": lines, "missed": missed} | standing(session, who.account, at)


def standing(session: ChatSession, account: Account, at: datetime) -> dict[str, Any]:
    """{place, by, passed, to, minutes, away, open, bot}: how many stand before them with theirs, or who has them, until
    somebody has answered, and again once they were passed on; in how many minutes, 0 for less than one and None where
    that can't be said; whether nobody is there to take it; and the name of the bot that attends to it, "" for none."""
    if session.ended_at:
        return queue.Standing()._asdict() | before_asking(account, at, bool(session.visitor.subject))
    bot = session.bot or ("" if session.ref else attending.bot_of(account, at, bool(session.visitor.subject)))
    if bot:
        return queue.Standing()._asdict() | NOBODY_NEEDED | {"bot": bot}
    stands, is_open = queue.stands(session.ref, bool(_ours(session.pk))), hours.is_open(account, at)
    # Whom a bot has handed over while nobody is at work is no better off than if nobody had been there.
    away = stands.place > 0 and not (staffing.is_there(account, at) and (is_open or session.people_at is None))
    minutes = None if away else waits.minutes(account, stands.place, at, session.people_at or session.opened_at)
    return stands._asdict() | {"minutes": minutes, "away": away, "open": is_open}


def before_asking(account: Account, at: datetime, vouched: bool = False) -> dict[str, Any]:
    """{minutes, away, open, bot} for somebody who would ask now: behind all who wait."""
    if bot := attending.bot_of(account, at, vouched):
        return NOBODY_NEEDED | {"bot": bot}
    is_open = hours.is_open(account, at)
    away = is_open and not staffing.is_there(account, at)
    minutes = waits.minutes(account, staffing.waiting(account) + 1, at) if is_open and not away else None
    return {"minutes": minutes, "away": away, "open": is_open, "bot": ""}


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
        "automatic": line.automatic, "offers": line.offers,
        "files": [{"id": file.pk, "name": file.name, "size": file.size} for file in files],
    }  # fmt: skip
