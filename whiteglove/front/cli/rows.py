"""Very many rows at once: COPY on PostgreSQL, prepared inserts on SQLite, indexes rebuilt at the end."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models


def stamp(at: datetime | None) -> str | None:
    """An instant as the database's own text."""
    if at is None:
        return None
    text = at.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")
    return text + "+00" if connection.vendor == "postgresql" else text


class Rows:
    """Rows of one model: `varying` names the columns each row gives; the others get the model's defaults."""

    def __init__(self, model: type[models.Model], *varying: str):
        fields = {f.attname: f for f in model._meta.concrete_fields if not f.generated}
        own = {name: field for name, field in fields.items() if field.db_default is models.fields.NOT_PROVIDED}
        # The database numbers the rows itself unless their key is among what varies.
        fixed = [name for name, field in own.items() if name not in varying and not field.primary_key]
        self.table = model._meta.db_table
        self.columns = [*(own[name].column for name in varying), *(own[name].column for name in fixed)]
        self.fixed = tuple(plain(own[name].get_default(), own[name]) for name in fixed)
        self.kept: list[tuple] = []

    def add(self, *values: Any) -> None:
        self.kept.append(values + self.fixed)

    def flush(self, cursor) -> None:
        if not self.kept:
            return
        names = ", ".join(f'"{name}"' for name in self.columns)
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {self.table} ({names}) FROM STDIN") as copy:
                for row in self.kept:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * len(self.columns))
            connection.connection.executemany(f"INSERT INTO {self.table} ({names}) VALUES ({marks})", self.kept)
        self.kept.clear()


def plain(value: Any, field: models.Field) -> Any:
    if isinstance(field, models.JSONField):
        return json.dumps(value)
    return stamp(value) if isinstance(value, datetime) else value


def first_free(model: type[models.Model], column: str = "pk") -> int:
    return (model.objects.aggregate(top=models.Max(column))["top"] or 0) + 1


def set_sequences(*of: type[models.Model]) -> None:
    """Let PostgreSQL count on from the ids that were given outright."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in of:
            table, column = model._meta.db_table, model._meta.pk.column
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), "
                f"(SELECT COALESCE(MAX({column}), 1) FROM {table}))"
            )


@contextmanager
def without_indexes(tables: Iterable[str]) -> Iterator[None]:
    """Drop what slows every row down and build it once at the end; keys and constraints stay."""
    found = list(indexes_of(list(tables)))
    with connection.cursor() as cursor:
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET maintenance_work_mem = '512MB'")
            for _, sql in found:
                cursor.execute(sql)


def indexes_of(tables: list[str]) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename = ANY(%s) AND NOT EXISTS "
                "(SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname) ORDER BY 1",
                [tables],
            )
        else:
            marks = ", ".join(["%s"] * len(tables))
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND "
                f"tbl_name IN ({marks}) ORDER BY 1",
                tables,
            )
        return cursor.fetchall()


@contextmanager
def in_a_hurry() -> Iterator[None]:
    """One writer fills a desk that nobody uses yet: no check of each foreign key, no wait for the disk."""
    hurried = {
        "postgresql": (["SET session_replication_role = replica", "SET synchronous_commit = off"],
                       ["SET session_replication_role = DEFAULT", "SET synchronous_commit = DEFAULT"]),
        "sqlite": (["PRAGMA foreign_keys = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -400000"],
                   ["PRAGMA foreign_keys = ON", "PRAGMA synchronous = NORMAL", "PRAGMA cache_size = -16000"]),
    }[connection.vendor]  # fmt: skip
    with connection.cursor() as cursor:
        for sql in hurried[0]:
            cursor.execute(sql)
        try:
            yield
        finally:
            for sql in hurried[1]:
                cursor.execute(sql)
