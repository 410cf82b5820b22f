"""PostgreSQL's own client library, asked without a cursor around it.

psycopg's cursor drives each statement through a chain of generators so that it can wait in several ways. Here one call
of the library sends a statement and waits for its answer; psycopg still turns values into what the server takes and
rows into what Python knows, and errors into its own. Beginning a transaction, and whatever else is unusual, is left to
the cursor. Other threads go on meanwhile, but Ctrl+C is heard only when the answer has come.

Nothing is prepared. So each plan is made for its values; one for all values couldn't use the partial indexes.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


def rows(here: BaseDatabaseWrapper, sql: bytes, values: Sequence[Any]) -> list[tuple] | None:
    """What the statement gives back; None if the cursor has to be asked."""
    link = _link(here)
    return link.rows(sql, values) if link.can_ask() else None


def changed(here: BaseDatabaseWrapper, sql: bytes, values: Sequence[Any]) -> int | None:
    """How many rows the statement changed; None if the cursor has to be asked."""
    link = _link(here)
    return link.changed(sql, values) if link.can_ask() else None


def _link(here: BaseDatabaseWrapper) -> "Link":
    kept = here.__dict__.get("kept_link")
    if kept is None or kept.connection is not here.connection:
        kept = here.__dict__["kept_link"] = Link(here.connection)
    return kept


class Link:
    """One connection, with the ways in and out of every kind of value it has met."""

    def __init__(self, connection: Any) -> None:
        from psycopg import errors, pq
        from psycopg.adapt import PyFormat, Transformer

        self.connection, self.server = connection, connection.pgconn
        self.way, self.auto = Transformer(connection), PyFormat.AUTO
        self.open, self.idle = pq.TransactionStatus.INTRANS, pq.TransactionStatus.IDLE
        self.errors, self.lost = errors, pq.ConnStatus.BAD
        self.fine = (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK)

    def can_ask(self) -> bool:
        """Whether nothing has to be begun before the statement."""
        status = self.server.transaction_status
        return status == self.open or (status == self.idle and self.connection.autocommit)

    def rows(self, sql: bytes, values: Sequence[Any]) -> list[tuple]:
        with self.connection.lock:
            answer = self._answer(sql, values)
            self.way.set_pgresult(answer)
            found = self.way.load_rows(0, answer.ntuples, tuple)
            self.way.set_pgresult(None)
        return found

    def changed(self, sql: bytes, values: Sequence[Any]) -> int:
        with self.connection.lock:
            return self._answer(sql, values).command_tuples or 0

    def _answer(self, sql: bytes, values: Sequence[Any]) -> Any:
        way = self.way
        given = way.dump_sequence(values, [self.auto] * len(values))
        answer = self.server.exec_params(sql, given, way.types, way.formats)
        if answer.status in self.fine:
            return answer
        if self.server.status == self.lost:
            raise self.errors.OperationalError(answer.get_error_message())
        raise self.errors.error_from_result(answer, self.connection.info.encoding)
