"""The bell: rung after a commit, heard by the workers and the live pages of every process.

On PostgreSQL it is NOTIFY, sent inside the transaction and so delivered with its commit. On SQLite it reaches this
process alone; readers poll one indexed query for what other processes (`whiteglove mail`) wrote.

The same wire carries small messages between the hubs of several processes (`hear`, `tell`).
"""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Callable

from django.conf import settings
from django.db import connection

from whiteglove.ground.lib.statements import count_of, database

CHANNEL = "whiteglove_events"
# Who rings: a process doesn't wake twice for its own change.
PROCESS = secrets.token_hex(6)
# A message to this process alone: from now on it hears the others. What was said before, it may have missed.
LISTENING = "listening"

# Set at start to work.run_pending: this module lies below the one that works.
work_off: Callable[[], object] = int

_bells: set[Callable[[], None]] = set()
_hearers: dict[str, set[Callable[[dict], None]]] = defaultdict(set)


def listen(callback: Callable[[], None]) -> Callable[[], None]:
    """Call `callback` (from any thread; it must be quick) at every ring; returns what ends that."""
    _bells.add(callback)
    return lambda: _bells.discard(callback)


def ring() -> None:
    for callback in tuple(_bells):
        callback()


def after_commit() -> None:
    """Ring once when the transaction around us commits, however many events it records."""
    if said := with_commit():
        count_of(f"SELECT {said}", [], database())


def with_commit() -> str:
    """As `after_commit`; on PostgreSQL a statement has to read what this returns: it tells the other processes."""
    rings = run_inline if settings.INLINE_REACTIONS else ring
    here = database()
    if any(waiting[1] is rings for waiting in here.run_on_commit):
        return ""
    here.on_commit(rings)
    return f"pg_notify('{CHANNEL}', '{PROCESS}')" if here.vendor == "postgresql" else ""


def run_inline() -> None:
    """In tests: work everything off at the commit; a failing reaction is then seen."""
    work_off()
    ring()


def hear(topic: str, callback: Callable[[dict], None]) -> Callable[[], None]:
    """Call `callback` (from any thread) with every message on `topic`, this process's own included."""
    _hearers[topic].add(callback)
    return lambda: _hearers[topic].discard(callback)


def tell(topic: str, message: dict) -> None:
    """Send a small message (under 7 kB as JSON) to the hubs of every process."""
    dispatch(topic, message)
    if connection.vendor == "postgresql":
        payload = json.dumps({"topic": topic, "message": message})
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


def dispatch(topic: str, message: dict) -> None:
    for callback in tuple(_hearers.get(topic, ())):
        callback(message)


def received(payload: str) -> None:
    """A NOTIFY came in. Anything but a message is another process's bell; our own rang at the commit already."""
    if payload.startswith("{"):
        said = json.loads(payload)
        dispatch(said["topic"], said["message"])
    elif payload != PROCESS:
        ring()
