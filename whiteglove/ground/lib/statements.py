"""Runs SQL that was worked out before, with little around it.

Django's cursor quotes every value into the text by itself and wraps every call; for a short statement that takes
several times as long as the database does. Here the driver's own cursor is given the text and the values apart.
Errors, broken transactions, dead connections and closed threads are treated as Django does. When somebody listens
(tests that count statements, logs of SQL), Django's cursor is used after all.

Values are as the database takes them: texts, numbers, bytes, what the field made of them.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import count
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Found = TypeVar("Found")


def database() -> BaseDatabaseWrapper:
    """This thread's connection."""
    return connections[DEFAULT_DB_ALIAS]


def rows_of(sql: str, values: Sequence[Any], here: BaseDatabaseWrapper) -> list[tuple]:
    """What the statement gives back. `%s` stands for each value, `%%` for a percent sign."""
    return _run(sql, values, here, lambda cursor: cursor.fetchall())


def count_of(sql: str, values: Sequence[Any], here: BaseDatabaseWrapper) -> int:
    """How many rows the statement changed."""
    return _run(sql, values, here, lambda cursor: cursor.rowcount)


def _run(sql: str, values: Sequence[Any], here: BaseDatabaseWrapper, result: Callable[[Any], Found]) -> Found:
    if here.queries_logged or here.execute_wrappers:
        with here.cursor() as cursor:
            cursor.execute(sql, values)
            return result(cursor)
    # As `BaseDatabaseWrapper.cursor` and `CursorWrapper.execute` do before each statement.
    here.validate_thread_sharing()
    here.close_if_health_check_failed()
    here.ensure_connection()
    here.validate_no_broken_transaction()
    with here.wrap_database_errors:
        if here.vendor == "sqlite":
            return result(here.connection.execute(_for_sqlite(sql), values))
        return result(_cursor(here).execute(_for_postgres(sql), values))


def _cursor(here: BaseDatabaseWrapper) -> Any:
    """psycopg's cursor that sends the values beside the text, one for each connection: what it found is taken at once.

    Nothing is prepared. So each plan is made for its values; one for all values couldn't use the partial indexes.
    """
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
