"""What a page missed while it was away."""

from __future__ import annotations

import json

from whiteglove.ground.events import log
from whiteglove.ground.events.cursor import Cursor
from whiteglove.ground.events.models import REHEARSED

SCANNED = 5000
REPLAYED = 200


def nudge(line: log.Line, among: int = 0) -> str:
    """A nudge as it travels: names and numbers, no facts. `among`: how many pages hear it, where they are many."""
    said = {"event": line.id, "cursor": str(line.cursor), "name": line.name, "subject": as_told(line)}
    return json.dumps(said | {"among": among} if among else said)


def word(line: log.Line, near: bool) -> str:
    """A nudge told before others that come first: it says nothing of how far its page has heard."""
    return json.dumps({"event": line.id, "name": line.name, "subject": as_told(line), "near": near})


def as_told(line: log.Line) -> str:
    """A page is told the same of what it practises on: "ticket:42"."""
    return line.subject.removeprefix(REHEARSED)


def place(cursor: Cursor) -> str:
    """How far a page has heard."""
    return json.dumps({"cursor": str(cursor)})


def replay(since: str, topics: frozenset[str]) -> tuple[list[str], Cursor]:
    """Messages for a page that comes back with a cursor, and the place they reach. Reads the database.

    Without a cursor the page learns where it begins. When too much happened, or the cursor isn't from this log, it
    is told to load everything again.
    """
    if not since:
        head = log.head()
        return [place(head)], head
    cursor = Cursor.read(since)
    tail = log.after(cursor, SCANNED) if cursor else None
    heard = [line for line in tail.lines if line.topics & topics] if tail else []
    if tail is None or len(tail.lines) == SCANNED or len(heard) > REPLAYED:
        return reload()
    if not tail.lines and cursor > (head := log.head()):
        return reload() if not tail.held else ([place(head)], head)
    until = tail.lines[-1].cursor if tail.lines else cursor
    return [*map(nudge, heard), place(until)], until


def reload() -> tuple[list[str], Cursor]:
    head = log.head()
    return [json.dumps({"reload": True, "cursor": str(head)})], head
