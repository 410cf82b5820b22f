"""A visitor says something: kept before anything else, under the number they are told."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from django.db import transaction

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.rows import insert_if_new, update
from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.channels.chat.caller import KIND, Caller
from whiteglove.service.channels.given import Given
from whiteglove.service.channels.models import Blob, ChatFile, ChatLine, ChatSession, ChatVisitor

from .append import append

_theirs = Prepared(
    lambda account, token_hash, subject: ChatVisitor.objects.select_for_update().filter(
        account=account, token_hash=token_hash, subject=subject
    )
)
_open = Prepared(
    lambda visitor: ChatSession.objects.select_for_update().open().filter(visitor=visitor).order_by("pk")[:1]
)
_known = Prepared(
    lambda visitor, client_id: ChatLine.objects.filter(session__visitor=visitor, client_id=client_id).order_by()[:1]
)
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


class Asked(NamedTuple):
    """What was asked before a chat begins; nothing of it is proven."""

    email: str = ""
    answers: Sequence[tuple[str, str]] = ()


def say(
    *,
    caller: Caller,
    at: datetime,
    text: str,
    client_id: str,
    name: str = "",
    file: Given | None = None,
    asked: Asked | None = None,
    language: str = "",
) -> ChatLine:
    """The line as kept, with `.is_new` unset if the same `client_id` was here before: then nothing happens.

    `asked` is what they answered before it began, and counts with the first line alone, but for an address. One
    transaction holds the visitor, the conversation, the line and its arrival, which is filed like any message.
    """
    with transaction.atomic():
        visitor = _visitor(caller, name, at)
        # Before a conversation is begun: a line that is said again may be of one that is over.
        known = _known.first(visitor.pk, client_id)
        if known:
            known.is_new = False
            return known
        session = _session(visitor, at, language)
        line = append(
            session=session, side=ChatLine.Side.VISITOR, name=visitor.shown, text=text, at=at, client_id=client_id
        )
        if asked and (line.number == 1 or asked.email):
            session.asked = told_by(session, asked, line.number == 1)
            session.save(update_fields=["asked"])
        files = [keep_file(line, file)] if file else []
        raw = raw_of(line, visitor, files, session.asked if line.number == 1 else {}, language)
        receive(
            raw, account=caller.account, at=at, kind=KIND, key=key_of(line),
            envelope={"from": visitor.handle, "source": KIND, "session": session.pk, "line": line.number},
        )  # fmt: skip
    line.is_new = True
    return line


def told_by(session: ChatSession, asked: Asked, first: bool) -> dict[str, Any]:
    if first:
        return {"email": asked.email, "answers": [pair for pair in asked.answers if pair[1]]}
    return session.asked | {"email": asked.email}


def keep_file(line: ChatLine, file: Given) -> ChatFile:
    blob = Blob.objects.keep(file.content)
    return ChatFile.objects.create(line=line, blob=blob, name=file.name, type=file.type, size=blob.size)


def raw_of(
    line: ChatLine, visitor: ChatVisitor, files: Sequence[ChatFile], asked: dict[str, Any], language: str
) -> bytes:
    """What is kept as it came, for the record and to be filed from."""
    said = {"session": line.session_id, "line": line.number, "id": line.client_id, "text": line.text}
    said["files"] = [{"blob": file.blob_id, "name": file.name, "type": file.type} for file in files]
    said |= {"asked": asked, "language": language}
    who = {"name": visitor.shown, "email": visitor.email, "subject": visitor.subject}
    return json.dumps(said | {"visitor": visitor.handle, **who}, ensure_ascii=False).encode("utf-8", "replace")


def key_of(line: ChatLine) -> str:
    """When two arrivals are the same line."""
    return f"c:{sha256(f'{line.session_id}:{line.number}'.encode()).hexdigest()}"


def _visitor(caller: Caller, name: str, at: datetime) -> ChatVisitor:
    """Theirs, made at their first word; what the site vouches for is kept up to date."""
    browser = (caller.account.pk, caller.token_hash, caller.subject)
    visitor = _theirs.first(*browser) or _new(caller, at) or _theirs.first(*browser)
    given = (caller.identity.name, caller.identity.email) if caller.identity else (visitor.name or name, "")
    if (visitor.name, visitor.email) != given:
        visitor.name, visitor.email = given
        update(visitor, "name", "email")
    return visitor


def _new(caller: Caller, at: datetime) -> ChatVisitor | None:
    """None when another request was quicker."""
    made = ChatVisitor(
        account=caller.account, token_hash=caller.token_hash, subject=caller.subject,
        name_here="".join(secrets.choice(ALPHABET) for _ in range(16)), since=at,
    )  # fmt: skip
    return made if insert_if_new(made) else None


def _session(visitor: ChatVisitor, at: datetime, language: str) -> ChatSession:
    """The open one, locked; their row is locked already, so nobody opens a second."""
    return _open.first(visitor.pk) or ChatSession.objects.create(visitor=visitor, opened_at=at, language=language)
