"""Fill the desk with believable data: the demo company, or any number of tickets to measure with.

Exit codes: 0 done, 1 something failed, 2 misused.
"""

from __future__ import annotations

import argparse

from whiteglove.front.cli.plain import ready_or_refuse


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--demo", action="store_true", help="the demo company, once: its people, mailboxes and first mails"
    )
    parser.add_argument("--tickets", type=int, default=0, metavar="N", help="as many believable tickets as you say")


def run(asked: argparse.Namespace) -> int:
    ready_or_refuse()
    from whiteglove.front.cli import seeding

    seeding.seed(tickets=asked.tickets)
    return 0
