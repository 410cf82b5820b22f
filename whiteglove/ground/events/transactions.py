"""What the log needs to know about transactions."""

from django.db import models

from whiteglove.ground.lib.statements import database


class TransactionId(models.Func):
    """The id of the writing transaction, filled in by the database: 0 on SQLite, which has one writer at a time."""

    template = "0"
    allowed_default = True
    output_field = models.BigIntegerField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="(pg_current_xact_id()::text::bigint)", **context)


def inside_a_transaction() -> bool:
    """Whether the code itself opened a transaction; the one that a test wraps around itself doesn't count."""
    return any(not block._from_testcase for block in database().atomic_blocks)


def savepoints() -> int:
    """How many savepoints are open: what was done since the last of them can be taken back alone."""
    return sum(one is not None for one in database().savepoint_ids)
