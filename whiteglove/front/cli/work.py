"""Run mail intake, reactions and periodic jobs, without pages.

With PostgreSQL as many as you like, on any machine: each delivery and each job runs in one of them at a time.
Exit codes: 0 stopped when told to, 1 couldn't start, 2 misused.
"""

from __future__ import annotations

import argparse

from whiteglove.front.cli.plain import ready_or_refuse


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--smtp-host", help="address for mail intake (default: $WHITEGLOVE_SMTP_HOST or 127.0.0.1)")
    parser.add_argument("--smtp-port", type=int, help="port for mail intake (default: $WHITEGLOVE_SMTP_PORT or 2525)")
    parser.add_argument("--no-mail", action="store_true", help="no mail intake")
    parser.add_argument("--threads", type=int, default=2, help="reactions run at once (default: %(default)s)")


def run(asked: argparse.Namespace) -> int:
    ready_or_refuse()
    from whiteglove.front.cli.server import parts_for_work, work_until_told

    return work_until_told(parts_for_work(asked, asked.threads))
