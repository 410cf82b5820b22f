"""Django's SQLite, whose writers in one process take turns.

SQLite has one writer at a time. Whoever finds another one writing sleeps and tries again, first after 1 ms, at last
after 100, and whoever comes meanwhile gets in before: with many threads writing a little each, some waited for seconds.
Here a thread that wants to write waits for its turn before SQLite is asked; between processes SQLite decides as ever.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from whiteglove.ground.lib.turns import Turns, turns_of

PATIENCE = 20.0  # seconds, where the settings say nothing
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class DatabaseWrapper(base.DatabaseWrapper):
    """A turn lasts as long as a transaction, or as a statement that writes outside of one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.turn: Turns | None = None

    def create_cursor(self, name: str | None = None) -> "Cursor":
        cursor = self.connection.cursor(factory=Cursor)
        cursor.of = self
        return cursor

    def writes_alone(self, sql: str) -> bool:
        """Whether this statement writes outside of a transaction: then it belongs `in_turn`."""
        return self.turn is None and sql.startswith(WRITES) and not self.connection.in_transaction

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        self.take_turn()
        try:
            yield
        finally:
            self.end_turn()

    def take_turn(self) -> None:
        turns = turns_of(str(self.settings_dict["NAME"]))
        if not turns.take(self.settings_dict["OPTIONS"].get("timeout", PATIENCE)):
            raise OperationalError("database is locked")
        self.turn = turns

    def end_turn(self) -> None:
        """Unless a transaction is still open, as after a commit that failed."""
        if self.turn is not None and not (self.connection and self.connection.in_transaction):
            turns, self.turn = self.turn, None
            turns.give_back()

    def _start_transaction_under_autocommit(self) -> None:
        self.take_turn()
        try:
            super()._start_transaction_under_autocommit()
        finally:
            self.end_turn()

    def _commit(self) -> None:
        try:
            super()._commit()
        finally:
            self.end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self.end_turn()

    def _close(self) -> None:
        # Whatever was open is taken back by closing.
        try:
            super()._close()
        finally:
            if self.turn is not None:
                turns, self.turn = self.turn, None
                turns.give_back()


class Cursor(base.SQLiteCursorWrapper):
    of: DatabaseWrapper

    def execute(self, query: str, params: Sequence[Any] | Mapping[str, Any] | None = None) -> "Cursor":
        if not self.of.writes_alone(query):
            return super().execute(query, params)
        with self.of.in_turn():
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> "Cursor":
        if not self.of.writes_alone(query):
            return super().executemany(query, param_list)
        with self.of.in_turn():
            return super().executemany(query, param_list)
