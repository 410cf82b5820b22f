"""PostgreSQL's own client library, asked without a cursor around it.

psycopg's cursor drives each statement through a chain of generators so that it can wait in several ways. Here one call
of the library sends a statement and waits for its answer; psycopg still turns values into what the server takes and
rows into what Python knows, and errors into its own. Beginning a transaction, and whatever else is unusual, is left to
the cursor. Other threads go on meanwhile, but Ctrl+C is heard only when the answer has come.

A statement that comes back is prepared, so that the server needn't read it again and may keep its plan. The server
weighs whether one plan for all values is as good as one for these (`plan_cache_mode = auto`): where only a partial
index helps, it isn't, and a plan is made each time as before.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.db.backends.base.base import BaseDatabaseWrapper

# A statement is prepared when it's asked this often on one connection; so many at most, for each takes memory there.
WORTH_PREPARING, MOST_PREPARED = 3, 300
MOST_ASKED = 3_000  # statements counted
# SQLSTATE of a name nobody knows, and of columns that changed type under a kept plan.
STALE = (b"26000", b"0A000")

Question = tuple[bytes, tuple[int, ...]]


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
        self.state = pq.DiagnosticField.SQLSTATE
        self.asked: Counter[Question] = Counter()
        self.prepared: dict[Question, bytes] = {}

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
        return self._must(self._sent(sql, given))

    def _sent(self, sql: bytes, given: Sequence[Any]) -> Any:
        """The server's answer. Where a name means nothing to it any more (a pool in between gave us another of its
        connections) or columns have changed their type since, all names are forgotten; outside a transaction the
        statement is asked anew at once."""
        way = self.way
        question = (sql, tuple(way.types))
        name = self._name(question)
        if name is None:
            return self.server.exec_params(sql, given, way.types, way.formats)
        answer = self.server.exec_prepared(name, given, way.formats)
        if answer.status in self.fine or answer.error_field(self.state) not in STALE:
            return answer
        self.prepared.clear()
        self.asked.clear()
        if self.server.transaction_status != self.idle:
            return answer
        self.server.exec_(b"DEALLOCATE ALL")
        return self.server.exec_params(sql, given, way.types, way.formats)

    def _name(self, question: Question) -> bytes | None:
        """What the statement is called on the server; None while it isn't worth a name."""
        if (name := self.prepared.pop(question, None)) is None:
            self.asked[question] += 1
            if self.asked[question] < WORTH_PREPARING:
                return None
            name = self._prepare(*question)
        # What was asked last stands last.
        self.prepared[question] = name
        return name

    def _prepare(self, sql: bytes, types: Sequence[int]) -> bytes:
        if len(self.asked) > MOST_ASKED:
            self.asked.clear()
        if len(self.prepared) >= MOST_PREPARED:
            # In the protocol's own words, to which a name that isn't there is no error.
            self._must(self.server.close_prepared(self.prepared.pop(next(iter(self.prepared)))))
        # Another process's name must never be taken for ours, should a pool hand its connection on to us.
        name = f"whiteglove_{uuid4().hex}".encode()
        self._must(self.server.prepare(name, sql, types))
        return name

    def _must(self, answer: Any) -> Any:
        """The answer, unless it's an error: that is raised as psycopg would."""
        if answer.status in self.fine:
            return answer
        if self.server.status == self.lost:
            raise self.errors.OperationalError(answer.get_error_message())
        raise self.errors.error_from_result(answer, self.connection.info.encoding)
