"""Look whether everything is well: settings, disk, reader, database, mail, workers, what was given up.

Each line begins with "ok", "note" or "PROBLEM". Exit codes: 0 no problem, 1 at least one, 2 misused.
"""

from __future__ import annotations

import argparse
import shutil
import socket
from collections.abc import Callable, Iterator
from typing import NamedTuple

from whiteglove.front.cli.plain import Refusal, pending_migrations, start_django

LEAST_SPACE = 500 * 1024 * 1024
PROBLEM, NOTE, OK = "PROBLEM", "note", "ok"


class Said(NamedTuple):
    """One finding."""

    how: str
    sentence: str


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--problems", action="store_true", help="print only problems")


def run(asked: argparse.Namespace) -> int:
    start_django()
    findings = list(look())
    for finding in findings:
        if finding.how == PROBLEM or not asked.problems:
            print(f"{finding.how:8}{finding.sentence}")
    return int(any(finding.how == PROBLEM for finding in findings))


def look() -> Iterator[Said]:
    """Every finding. With a database that fails, nothing that needs it is asked."""
    for part in (settings, disk):
        yield from part()
    yield from careful(reader)
    ready = list(database())
    yield from ready
    if all(finding.how == OK for finding in ready):
        for part in (workers, deliveries, jobs, mail):
            yield from careful(part)


def careful(part: Callable[[], Iterator[Said]]) -> Iterator[Said]:
    """A check that breaks is a problem, not the end of the others."""
    try:
        yield from part()
    except Exception as error:
        yield Said(PROBLEM, f"The check of {part.__name__} failed: {error}")


def settings() -> Iterator[Said]:
    from django.conf import settings as given
    from django.core.checks import run_checks

    from whiteglove.service.answers.shortening import endpoint

    errors = [error for error in run_checks() if error.level >= 40]
    yield from (Said(PROBLEM, str(error.msg)) for error in errors)
    if not errors:
        yield Said(OK, "The settings and every room's declarations hold together.")
    if given.DEBUG:
        yield Said(NOTE, "WHITEGLOVE_DEBUG is on: errors show the inside of the program to everybody.")
    if not given.SECURE_TLS and "127.0.0.1" not in given.PUBLIC_URL and "localhost" not in given.PUBLIC_URL:
        yield Said(PROBLEM, f"WHITEGLOVE_URL is {given.PUBLIC_URL}: without https passwords travel in the open.")
    if fault := endpoint.wrong():
        yield Said(PROBLEM, f"No language model shortens answers. {fault}")


def disk() -> Iterator[Said]:
    from django.conf import settings as given

    free = shutil.disk_usage(given.HOME if given.HOME.exists() else given.HOME.parent).free
    how = OK if free >= LEAST_SPACE else PROBLEM
    yield Said(how, f"{free // 1024 // 1024:,} MB free where the data lies ({given.HOME}).")


def reader() -> Iterator[Said]:
    from whiteglove.ground.reader.weights import WeightsError, weights_of
    from whiteglove.learning.standards.reader_in_force import FILE, WEIGHTS

    try:
        found = weights_of(WEIGHTS / FILE)
    except WeightsError as problem:
        yield Said(PROBLEM, f"The reader goes by its rules alone and finds less: {problem}")
    else:
        yield Said(OK if found else NOTE, f"The reader {'has its weights' if found else 'goes by its rules alone'}.")


def database() -> Iterator[Said]:
    from django.db import connection
    from django.db.utils import Error as DatabaseError

    try:
        waiting = pending_migrations()
    except (DatabaseError, Refusal) as problem:
        yield Said(PROBLEM, f"The database does not answer: {str(problem).strip()}")
        return
    if waiting:
        yield Said(PROBLEM, f"The database lacks {len(waiting)} change(s). Run `whiteglove setup`.")
    else:
        yield Said(OK, f"The database ({connection.vendor}) answers and is up to date.")


def workers() -> Iterator[Said]:
    from whiteglove.ground.events import worker
    from whiteglove.ground.lib import clock

    alive = worker.alive(clock.now())
    if alive:
        yield Said(OK, f"{len(alive)} worker(s) alive.")
    else:
        yield Said(NOTE, "No worker is alive: nothing reacts until `whiteglove serve` or `whiteglove work` runs.")


def deliveries() -> Iterator[Said]:
    from datetime import timedelta

    from whiteglove.ground.events.models import Delivery
    from whiteglove.ground.lib import clock

    dead = Delivery.objects.dead().count()
    late = Delivery.objects.due(clock.now() - timedelta(minutes=5)).count()
    if dead:
        yield Said(PROBLEM, f"{dead} reaction(s) were given up: see Setup, Events, where each can be tried again.")
    if late:
        yield Said(PROBLEM, f"{late} reaction(s) have been waiting for more than five minutes.")
    if not dead and not late:
        yield Said(OK, "Every reaction was worked off in time.")


def jobs() -> Iterator[Said]:
    from whiteglove.ground.events.models import Job

    failing = Job.objects.filter(failures__gt=0).order_by("name")
    for job in failing:
        lines = job.error.strip().splitlines() or ["it stopped"]
        yield Said(PROBLEM, f"The job {job.name} failed {job.failures} time(s) in a row: {lines[-1]}")
    if not failing:
        yield Said(OK, "No periodic job is failing.")


def mail() -> Iterator[Said]:
    from django.conf import settings as given

    from whiteglove.service.channels.models import Account, Arrival

    accounts = Account.objects.active().count()
    yield Said(OK if accounts else NOTE, f"{accounts} mailbox(es) set up.")
    dead = Arrival.objects.dead().count()
    if dead:
        yield Said(PROBLEM, f"{dead} message(s) could not be filed and wait for a person: see Setup, Mail.")
    where = (given.SMTP_LISTEN_HOST, given.SMTP_LISTEN_PORT)
    open_ = answers(*where)
    says = "takes mail" if open_ else "does not answer; mail intake isn't running"
    yield Said(OK if open_ else NOTE, f"Port {where[1]} on {where[0]} {says}.")


def answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=2):
            return True
    except OSError:
        return False
