"""Write everything into one file: tickets, messages, attachments, people, settings, the event log.

The desk may go on working meanwhile: the file shows one moment. It is made as FILE.part, and named FILE when whole.
"-" writes to standard output. `whiteglove restore` reads it on any engine, so this is also how to move between SQLite
and PostgreSQL. Not in it: the secret (keep it apart, see docs/selfhost), and who is signed in.

Exit codes: 0 done, 1 something failed (it says what; no file is left), 2 misused.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from whiteglove.front.cli.archive import Manifest, Table, Writer
from whiteglove.front.cli.plain import Refusal, ready_or_refuse
from whiteglove.front.cli.progress import Progress

# Rows fetched at once: a message may have 25 MB, other rows are small.
AT_ONCE, LARGE_AT_ONCE = 500, 4


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help='where to write, such as desk.wgb; "-" for standard output')
    parser.add_argument("--quiet", action="store_true", help="say only what went wrong")


def run(asked: argparse.Namespace) -> int:
    ready_or_refuse()
    progress = Progress("Backing up", asked.quiet)
    with written(asked.file) as stream:
        manifest = write(stream, progress)
    progress.done(f"Backed up {manifest.rows:,} rows of {len(manifest.tables)} tables to {asked.file}.")
    return 0


@contextmanager
def written(name: str) -> Iterator[IO[bytes]]:
    """Where to write; the file appears under its name only when it is whole and on the disk."""
    if name == "-":
        if sys.stdout.isatty():
            raise Refusal("a backup isn't for reading on a terminal. Name a file, or pipe it somewhere.")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as problem:
        part.unlink(missing_ok=True)
        raise Refusal(f"{name} can't be written: {problem.strerror or problem}") from None
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write(stream: IO[bytes], progress: Progress) -> Manifest:
    """The whole backup, in one read transaction; returns its manifest."""
    from whiteglove.front.cli import tables

    out = Writer(stream)
    with one_moment():
        manifest = about()
        for model in tables.carried():
            fields = tables.columns(model)
            table = Table(model._meta.db_table, {name: tables.kind(field) for name, field in fields.items()})
            manifest.tables.append(table)
            for count in out.table(table, rows(model, table)):
                progress.at(table.name, count)
    out.close_with(manifest)
    return manifest


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that sees one moment and holds up nobody."""
    from django.db import connection, transaction

    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # By hand: `atomic` would take the write lock (IMMEDIATE) and keep every writer waiting.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def about() -> Manifest:
    """The manifest without its tables."""
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    from whiteglove.ground.lib import clock

    return Manifest(
        version=product_version(),
        made_at=clock.now().isoformat(timespec="seconds"),
        engine=connection.vendor,
        key=key_fingerprint(),
        demo=settings.DEMO,
        migrations=sorted(map(list, MigrationRecorder(connection).applied_migrations())),
    )


def rows(model, table: Table) -> Iterator[dict[str, Any]]:
    """Each row as {column: what JSON can hold}, by primary key."""
    from whiteglove.front.cli import tables

    attributes = [field.attname for field in tables.columns(model).values()]
    turn = [(name, tables.WRITTEN.get(kind)) for name, kind in table.columns.items()]
    large = {"bytes", "words"} & set(table.columns.values())
    found = model._base_manager.order_by("pk").values_list(*attributes)
    for row in found.iterator(chunk_size=LARGE_AT_ONCE if large else AT_ONCE):
        yield {
            name: write(value) if write and value is not None else value
            for (name, write), value in zip(turn, row, strict=True)
        }


def key_fingerprint() -> str:
    """Tells one secret from another without giving it away."""
    from django.utils.crypto import salted_hmac

    return salted_hmac("whiteglove.backup", "fingerprint", algorithm="sha256").hexdigest()[:16]


def product_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("whiteglove")
    except PackageNotFoundError:
        return "unknown"
