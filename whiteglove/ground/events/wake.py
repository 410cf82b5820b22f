"""The bell: rung after a commit, heard by the workers and the live pages of every process.

On PostgreSQL it is NOTIFY, sent inside the transaction and so delivered with its commit. On SQLite it reaches this
process alone; readers poll one indexed query for what other processes (`whiteglove mail`) wrote.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction

CHANNEL = "whiteglove_events"

_listeners: set[Callable[[], None]] = set()


def listen(callback: Callable[[], None]) -> Callable[[], None]:
    """Call `callback` (from any thread; it must be quick) at every ring; returns what ends that."""
    _listeners.add(callback)
    return lambda: _listeners.discard(callback)


def ring() -> None:
    for callback in tuple(_listeners):
        callback()


def after_commit() -> None:
    """Ring once when the transaction around us commits, however many events it records."""
    rings = run_inline if settings.INLINE_REACTIONS else ring
    if any(waiting[1] is rings for waiting in connection.run_on_commit):
        return
    transaction.on_commit(rings)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")


def run_inline() -> None:
    """In tests: work everything off at the commit, and let a failing reaction be seen."""
    from whiteglove.ground.events import work

    work.run_pending(raising=True)
