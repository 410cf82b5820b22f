"""Reading the event log from a place onwards, in the order of commits and without gaps.

On PostgreSQL ids are given out before the commit: event 8 may be visible while event 7 isn't yet. A reader that
remembers only "up to 8" would never see 7. So the order is (tx, id) and a reader stops below the oldest transaction
that is still running, `pg_snapshot_xmin(pg_current_snapshot())`: nothing can appear behind it any more. On SQLite
there is one writer at a time and ids are in the order of commits.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection

from whiteglove.ground.events.cursor import START, Cursor
from whiteglove.ground.lib.statements import database, rows_of

SETTLED = {"postgresql": "(tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)"}
COLUMNS = "tx, id, name, subject_type, subject_id, audience"


class Line(NamedTuple):
    """What a live page may need of an event."""

    cursor: Cursor
    id: int
    name: str
    subject: str
    topics: frozenset[str]


class Tail(NamedTuple):
    """The lines after a cursor. `held`: more is committed, but must wait for an older transaction to end."""

    lines: list[Line]
    held: bool


def after(cursor: Cursor, limit: int = 1000) -> Tail:
    """Up to `limit` events after `cursor`, oldest first."""
    settled = SETTLED.get(connection.vendor, "1=1")
    with connection.cursor() as asked:
        asked.execute(
            f"SELECT {COLUMNS}, {settled} FROM events_event WHERE (tx, id) > (%s, %s) ORDER BY tx, id LIMIT %s",
            [*cursor, limit],
        )
        rows = asked.fetchall()
    ready = [line_of(row) for row in rows if row[-1]]
    return Tail(ready, held=len(ready) < len(rows))


def head() -> Cursor:
    """The newest place with nothing missing before it."""
    settled = SETTLED.get(connection.vendor, "1=1")
    found = rows_of(
        f"SELECT tx, id FROM events_event WHERE {settled} ORDER BY tx DESC, id DESC LIMIT 1", [], database()
    )
    return Cursor(*found[0]) if found else START


def rebase() -> int:
    """After restoring a PostgreSQL backup into another server: its transaction ids mean nothing there.

    They are set to 0, before everything new. Returns how many events needed it.
    """
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as asked:
        asked.execute("UPDATE events_event SET tx = 0 WHERE tx > pg_current_xact_id()::text::bigint")
        return asked.rowcount


def line_of(row: tuple) -> Line:
    tx, key, name, kind, subject, audience, _ = row
    return Line(Cursor(tx, key), key, name, f"{kind}:{subject}", frozenset(audience.split()))
