"""Commits that survive a power cut, for mail that whoever sent it may forget once we have taken it.

PostgreSQL always writes through. SQLite does at its checkpoints, which is enough for what people do at the desk.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def write_through() -> None:
    """From now on, every commit of this thread's connection is on the disk when it returns."""
    _say("FULL")


@contextmanager
def written_through() -> Iterator[None]:
    """The same for the commits inside."""
    _say("FULL")
    try:
        yield
    finally:
        _say("NORMAL")


def _say(how: str) -> None:
    # Inside a transaction SQLite refuses the change; that happens in tests alone.
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous={how}")
