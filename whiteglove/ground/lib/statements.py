"""Runs SQL that was worked out before, with little around it.

Django's cursor quotes every value into the text by itself and wraps every call; for a short statement that takes
several times as long as the database does. Here the driver is given the text and the values apart: SQLite's by its
connection, PostgreSQL's without a cursor where that can be (`direct.py`).
Errors, broken transactions, dead connections and closed threads are treated as Django does. When somebody listens
(tests that count statements, logs of SQL), Django's cursor is used after all.

Values are as the database takes them: texts, numbers, bytes, what the field made of them.
"""

import re
from _thread import get_ident
from asyncio import _get_running_loop
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import lru_cache
from itertools import count
from threading import local
from typing import Any, TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from whiteglove.ground.lib import direct

Found = TypeVar("Found")
ALONE = nullcontext()
_kept = local()


def database() -> BaseDatabaseWrapper:
    """This thread's connection. Django's own way to it is long, and a mail asks for it fifty times."""
    here = _kept.__dict__.get("database")
    if here is None or _get_running_loop() is not None:
        here = connections[DEFAULT_DB_ALIAS]
        # In a thread with a running loop it belongs to the task.
        if _get_running_loop() is None:
            _kept.database = here
    return here


def rows_of(sql: str, values: Sequence[Any], here: BaseDatabaseWrapper) -> list[tuple]:
    """What the statement gives back. `%s` stands for each value, `%%` for a percent sign."""
    return _run(sql, values, here, lambda cursor: cursor.fetchall(), direct.rows)


def count_of(sql: str, values: Sequence[Any], here: BaseDatabaseWrapper) -> int:
    """How many rows the statement changed."""
    return _run(sql, values, here, lambda cursor: cursor.rowcount, direct.changed)


def _run(
    sql: str,
    values: Sequence[Any],
    here: BaseDatabaseWrapper,
    result: Callable[[Any], Found],
    directly: Callable[[BaseDatabaseWrapper, bytes, Sequence[Any]], Found | None],
) -> Found:
    if here.force_debug_cursor or here.execute_wrappers or _logging():
        with here.cursor() as cursor:
            cursor.execute(sql, values)
            return result(cursor)
    _make_ready(here)
    try:
        if here.vendor == "sqlite":
            with here.in_turn() if here.writes_alone(sql) else ALONE:
                return result(here.connection.execute(_for_sqlite(sql), values))
        found = directly(here, _for_postgres(sql), values)
        return result(_cursor(here).execute(_for_postgres(sql), values)) if found is None else found
    except Exception:
        # Nothing is spent on it while all goes well.
        with here.wrap_database_errors:
            raise


def _make_ready(here: BaseDatabaseWrapper) -> None:
    """As `BaseDatabaseWrapper.cursor` and `CursorWrapper.execute` do before each statement."""
    if here._thread_ident != get_ident():
        here.validate_thread_sharing()
    if here.health_check_enabled:
        here.close_if_health_check_failed()
    if here.connection is None or _get_running_loop() is not None:
        here.ensure_connection()
    if here.needs_rollback:
        here.validate_no_broken_transaction()


@lru_cache(maxsize=1)
def _logging() -> bool:
    """Whether every statement is logged, which a process decides as it starts."""
    return settings.DEBUG


def _cursor(here: BaseDatabaseWrapper) -> Any:
    """psycopg's cursor that sends the values beside the text, one a connection: what it found is taken at once."""
    kept = here.__dict__.get("kept_cursor")
    if kept is None or kept.connection is not here.connection:
        from psycopg import RawCursor

        kept = here.__dict__["kept_cursor"] = RawCursor(here.connection)
    return kept


@lru_cache(maxsize=1024)
def _for_sqlite(sql: str) -> str:
    return "%".join(part.replace("%s", "?") for part in sql.split("%%"))


@lru_cache(maxsize=1024)
def _for_postgres(sql: str) -> bytes:
    """`$1`, `$2` … for the values."""
    numbers = count(1)
    return "%".join(re.sub("%s", lambda _: f"${next(numbers)}", part) for part in sql.split("%%")).encode()
