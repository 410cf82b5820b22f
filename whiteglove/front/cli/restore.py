"""Bring back what `whiteglove backup` wrote, into an empty database on either engine.

A new database needs no setup first: its tables are made as they were when the backup was made, filled, and then
brought up to date. Everything is checked before anything is changed, and the rows go in together or not at all.
A database that holds something is left alone unless you say --replace, and confirm.

Exit codes: 0 done, 1 something failed (it says what; the rows are as they were), 2 misused.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from whiteglove.front.cli import archive
from whiteglove.front.cli.archive import Manifest, Reader, Table
from whiteglove.front.cli.plain import Refusal, start_django
from whiteglove.front.cli.progress import Progress

ROWS_AT_ONCE, BYTES_AT_ONCE = 500, 4_000_000


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a file that `whiteglove backup` wrote")
    parser.add_argument("--replace", action="store_true", help="throw away what the database holds now")
    parser.add_argument("--yes", action="store_true", help="with --replace: don't ask")
    parser.add_argument("--quiet", action="store_true", help="say only what went wrong and what is left to do")


def run(asked: argparse.Namespace) -> int:
    from django.db.utils import Error as DatabaseError

    start_django()
    progress = Progress("Restoring", asked.quiet)
    with archive.opened(asked.file) as source:
        check(source, Progress("Checking", asked.quiet))
        try:
            make_room(source.manifest, asked)
            load(source, progress)
            bring_up_to_date()
        except DatabaseError as problem:
            raise Refusal(f"the database refused, and its rows are as they were: {str(problem).strip()}") from None
        progress.done(f"Restored {source.manifest.rows:,} rows of {len(source.manifest.tables)} tables.")
        for sentence in left_to_do(source.manifest):
            print(sentence, file=sys.stderr)
    return 0


def check(source: Reader, progress: Progress) -> None:
    """Refusal before anything is touched: a damaged file, or a program older than the backup."""
    from django.db.migrations.loader import MigrationLoader

    known = MigrationLoader(None).disk_migrations
    unknown = sorted(under_new_names(source.manifest, known) - set(known))
    if unknown and any(unknown[0] in one.replaces for one in known.values()):
        raise Refusal(
            f"it was made by an earlier Whiteglove ({source.manifest.version}) whose tables this one no longer knows. "
            "Restore it with the last one of that version, and back that up."
        )
    if unknown:
        raise Refusal(
            f"it was made by a later Whiteglove ({source.manifest.version}, with {unknown[0][0]}.{unknown[0][1]}). "
            "Upgrade this one first."
        )
    for table in source.manifest.tables:
        source.check(table)
        progress.at(table.name, table.rows, table.rows)


def make_room(manifest: Manifest, asked: argparse.Namespace) -> None:
    """Tables as the backup knew them, and nothing in them that anybody wants to keep."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    known = executor.loader.disk_migrations
    applied, wanted = set(executor.loader.applied_migrations) & set(known), under_new_names(manifest, known)
    if not applied:
        executor.migrate(latest(executor, wanted))
    elif applied != wanted:
        raise Refusal(
            "the backup and this database come from different versions of Whiteglove. Restore into a new, empty "
            "database, without running `whiteglove setup` first: it is brought up to date afterwards."
        )
    else:
        free_or_confirmed(asked)


def under_new_names(manifest: Manifest, known: dict) -> set[tuple[str, str]]:
    """The backup's migrations; those that became one since, by the name of that one where the backup has them all."""
    had = set(map(tuple, manifest.migrations))
    for name, migration in known.items():
        if migration.replaces and had.issuperset(migration.replaces):
            had = had - set(migration.replaces) | {name}
    return had


def latest(executor, wanted: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The migrations that no other wanted one builds on."""
    graph = executor.loader.graph
    built_on = {parent.key for key in wanted for parent in graph.node_map[key].parents}
    return sorted(wanted - built_on)


def free_or_confirmed(asked: argparse.Namespace) -> None:
    """Refusal for a desk that runs, or one with people or tickets whose end nobody asked for."""
    from whiteglove.ground.events import worker
    from whiteglove.ground.lib import clock
    from whiteglove.ground.people.models import Person
    from whiteglove.service.channels.models import Arrival
    from whiteglove.service.desk.models import Ticket

    if worker.alive(clock.now()):
        raise Refusal("Whiteglove runs on this database. Stop it, wait half a minute, and try again.")
    if not any(model.objects.exists() for model in (Person, Ticket, Arrival)):
        return
    holds = f"{Ticket.objects.count():,} tickets and {Person.objects.count():,} people"
    if not asked.replace:
        raise Refusal(f"the database holds {holds}. To throw them away and restore the backup, add --replace.")
    if not asked.yes and not agreed(holds):
        raise Refusal("nothing was changed.")


def agreed(holds: str) -> bool:
    if not sys.stdin.isatty():
        raise Refusal(f"nobody can be asked here whether {holds} may go. Add --yes if they may.")
    return input(f'This throws away {holds}. Type "replace" to go on: ').strip() == "replace"


def load(source: Reader, progress: Progress) -> None:
    """All rows in one transaction. Foreign keys hold at the end of each table, for it follows those it points at, or at
    the end of those that point at each other."""
    from django.db import connection, transaction

    from whiteglove.service.desk.search import carry

    ahead: set[str] = set()

    with transaction.atomic():
        empty(source.manifest)
        carry.before_loading()
        for table in source.manifest.tables:
            fill(table, counted(source.rows(table), table, progress))
            ahead = (ahead | pointed_ahead(table)) - {table.name}
            if connection.vendor == "postgresql" and not ahead:
                look_at_keys()
        if connection.vendor == "postgresql":
            go_on_counting(source.manifest)
        carry.after_loading()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def pointed_ahead(table: Table) -> set[str]:
    """Tables that come after this one though its rows may name theirs."""
    from django.apps import apps

    from whiteglove.front.cli import tables

    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table.name]
    return set().union(*map(tables.points_ahead, found))


def look_at_keys() -> None:
    """Looking at the keys now keeps the server from remembering a million of them until the end."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def counted(rows: Iterator[dict[str, Any]], table: Table, progress: Progress) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows, start=1):
        progress.at(table.name, number, table.rows)
        yield row


def empty(manifest: Manifest) -> None:
    from django.db import connection

    from whiteglove.front.cli.tables import OF_THE_MOMENT

    there = set(connection.introspection.table_names())
    names = sorted(OF_THE_MOMENT & there) + [table.name for table in reversed(manifest.tables)]
    names = [connection.ops.quote_name(name) for name in names]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(names)}")
            return
        for name in names:
            cursor.execute(f"DELETE FROM {name}")


def fill(table: Table, rows: Iterator[dict[str, Any]]) -> None:
    """The rows of one table, in the engine's quickest way."""
    from django.db import connection

    from whiteglove.front.cli import tables

    turn = tables.stored(connection.vendor)
    readers = [(name, turn.get(kind)) for name, kind in table.columns.items()]
    values = (
        [read(row[name]) if read and row[name] is not None else row[name] for name, read in readers] for row in rows
    )
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in table.columns)
    if connection.vendor == "postgresql":
        copy_in(f"COPY {quote(table.name)} ({names}) FROM STDIN", values)
    else:
        marks = ", ".join(["%s"] * len(table.columns))
        insert(f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})", values)


def copy_in(statement: str, values: Iterator[list]) -> None:
    from django.db import connection

    with connection.wrap_database_errors, connection.connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in values:
            copy.write_row(row)


def insert(statement: str, values: Iterator[list]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for batch in batches(values):
            cursor.executemany(statement, batch)


def batches(values: Iterator[list]) -> Iterator[list[list]]:
    """Lists of rows, none much larger than a few megabytes."""
    batch, size = [], 0
    for row in values:
        batch.append(row)
        size += sum(len(value) for value in row if isinstance(value, (str, bytes)))
        if len(batch) >= ROWS_AT_ONCE or size > BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def go_on_counting(manifest: Manifest) -> None:
    """PostgreSQL's sequences go on after the last row."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in manifest.tables:
            if table.columns.get("id") != "number":
                continue
            name = connection.ops.quote_name(table.name)
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, 'id'), COALESCE(MAX(id), 0) + 1, false) FROM {name}",
                [table.name],
            )


def bring_up_to_date() -> None:
    """Changes since the backup; also what always follows them, such as the tables of search."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def left_to_do(manifest: Manifest) -> Iterator[str]:
    """What only a person can do or decide."""
    from django.conf import settings

    from whiteglove.front.cli.backup import key_fingerprint
    from whiteglove.service.channels.models import Outgoing

    if manifest.key != key_fingerprint():
        yield (
            "The backup was made under another secret than this one, so mailbox passwords and authenticator apps "
            "can't be read. Before you start Whiteglove, put the old `secret` file into "
            f"{settings.HOME} (or the old WHITEGLOVE_SECRET into the environment). If it is lost, enter each mailbox's "
            "passwords again under Setup, Mailboxes, and let people set up their second factor anew."
        )
    waiting = Outgoing.objects.filter(state__in=["queued", "handing_over"]).count()
    if waiting:
        yield (
            f"{waiting} message(s) were about to leave when the backup was made, and leave when Whiteglove starts, "
            "even if they left since. Their Message-ID is the same, so most mail programs show them once."
        )
    if manifest.demo and not settings.DEMO:
        yield "This is the backup of a demo: everybody knows its passwords. Don't let others reach it."
    yield "Everybody has to sign in again."
