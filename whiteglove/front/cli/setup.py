"""Make the database, or bring it up to date; load the standard; make the first administrator.

Safe to run again and again. Without an administrator it asks for one (in a terminal), takes one from the options or
from WHITEGLOVE_ADMIN_EMAIL, WHITEGLOVE_ADMIN_NAME and WHITEGLOVE_ADMIN_PASSWORD, or prints the address of the page on
which to become one. Exit codes: 0 done, 1 something failed (it says what), 2 misused.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from whiteglove.front.cli.plain import Refusal, start_django

HERE = Path(__file__).resolve().parents[3]


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="ask nothing and say only what went wrong")
    parser.add_argument("--admin-email", default=os.environ.get("WHITEGLOVE_ADMIN_EMAIL", ""), metavar="ADDRESS")
    parser.add_argument("--admin-name", default=os.environ.get("WHITEGLOVE_ADMIN_NAME", ""), metavar="NAME")
    parser.add_argument("--packs", default=str(HERE / "packs"), metavar="FOLDER", help="content packs to load")


def run(asked: argparse.Namespace) -> int:
    start_django()
    say = (lambda *words: None) if asked.quiet else print
    prepare_database(say)
    load_packs(Path(asked.packs), say)
    first_administrator(asked, say)
    return 0


def prepare_database(say) -> None:
    from django.core.management import call_command
    from django.db.utils import Error as DatabaseError

    from whiteglove.front.cli.plain import pending_migrations
    from whiteglove.ground.events import log

    try:
        waiting = pending_migrations()
        if waiting:
            call_command("migrate", verbosity=0, interactive=False)
        log.rebase()
    except DatabaseError as problem:
        raise Refusal(f"the database does not answer: {problem}") from None
    say(f"The database is up to date ({len(waiting)} change(s) made)." if waiting else "The database is up to date.")


def load_packs(folder: Path, say) -> None:
    """Every pack in the folder; a faulty one is a refusal that names file and line."""
    from whiteglove.ground.packs import commands

    for pack in sorted(folder.glob("*/pack.yaml")):
        lines, code = commands.keep_up(pack.parent)
        if code:
            raise Refusal("\n".join([f"the pack in {pack.parent} can't be loaded:", *lines]))
        for line in lines:
            say(line)


def first_administrator(asked: argparse.Namespace, say) -> None:
    from django.conf import settings

    from whiteglove.front.shell import first_run

    if settings.DEMO or not first_run.is_empty():
        return
    password = os.environ.get("WHITEGLOVE_ADMIN_PASSWORD", "")
    if asked.admin_email and password:
        found(asked.admin_email, asked.admin_name, password, say)
    elif sys.stdin.isatty() and not asked.quiet:
        ask_for_administrator(asked, say)
    else:
        say(f"There is no administrator yet. Once it runs, become one here:\n{first_run.link()}")


def ask_for_administrator(asked: argparse.Namespace, say) -> None:
    email = asked.admin_email or input("The first administrator's email address: ").strip()
    name = asked.admin_name or input("Their name: ").strip()
    password = getpass.getpass("A password (at least 10 characters): ")
    if password != getpass.getpass("The password again: "):
        raise Refusal("the two passwords are not the same. Run `whiteglove setup` again.")
    found(email, name, password, say)


def found(email: str, name: str, password: str, say) -> None:
    """Make the administrator; Refusal for an address or a password that won't do."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from whiteglove.ground.lib import clock
    from whiteglove.ground.people.actions import join

    try:
        validate_email(email)
        validate_password(password)
        join.found(email=email, name=name or email.partition("@")[0], password=password, at=clock.now())
    except ValidationError as problem:
        raise Refusal(" ".join(problem.messages)) from None
    say(f"{email} is the administrator.")
