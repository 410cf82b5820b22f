"""What subcommands share: refusing plainly, and starting Django."""

from __future__ import annotations

import os


class Refusal(Exception):
    """Said to the administrator as it is; the command ends with exit code 1."""

    code = 1


class Misused(Refusal):
    """An option that can't be meant: exit code 2, as for those that the parser itself refuses."""

    code = 2


def start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()


def pending_migrations() -> list[str]:
    """Names of migrations that the database still lacks: "desk.0002_tags"."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def ready_or_refuse() -> None:
    """Start Django; refuse to go on with a database that doesn't answer or isn't up to date."""
    from django.db.utils import Error as DatabaseError

    start_django()
    try:
        waiting = pending_migrations()
    except DatabaseError as problem:
        raise Refusal(f"the database does not answer: {problem}") from None
    if waiting:
        raise Refusal(
            f"the database lacks {len(waiting)} change(s), the first being {waiting[0]}. Run `whiteglove setup`."
        )
