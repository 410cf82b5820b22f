"""Fill the desk with believable data: the demo company, or any number of tickets to measure with.

It founds the demo company, whose passwords everybody knows, so it refuses to run without WHITEGLOVE_DEMO=1.
Exit codes: 0 done, 1 something failed, 2 misused.
"""

from __future__ import annotations

import argparse

from whiteglove.front.cli.plain import Refusal, ready_or_refuse, start_django


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--demo",
        action="store_true",
        help="the demo company alone, once: people, mailboxes and first mails (also if nothing is said)",
    )
    parser.add_argument("--tickets", type=int, default=0, metavar="N", help="as many believable tickets as you say")


def run(asked: argparse.Namespace) -> int:
    start_django()
    from django.conf import settings

    if not settings.DEMO:
        raise Refusal(
            "everybody knows the passwords of the demo company, its administrator's too, so it never comes to a real "
            "desk. To try things out, run bin/demo, or set WHITEGLOVE_DEMO=1 with a WHITEGLOVE_HOME and a database of "
            "their own."
        )
    ready_or_refuse()
    from whiteglove.front.cli import seeding

    seeding.seed(tickets=asked.tickets)
    return 0
