"""Run everything in one process: pages and live sockets, mail intake by SMTP, IMAP polling, reactions, periodic jobs.

It refuses to start while the database lacks changes: run `whiteglove setup` first. SIGTERM and Ctrl-C let running
pages and reactions finish. Exit codes: 0 stopped when told to, 1 couldn't start, 2 misused.
"""

from __future__ import annotations

import argparse

from whiteglove.front.cli import web
from whiteglove.front.cli.plain import ready_or_refuse


def options(parser: argparse.ArgumentParser) -> None:
    web.options(parser)
    parser.add_argument("--smtp-host", help="address for mail intake (default: $WHITEGLOVE_SMTP_HOST or 127.0.0.1)")
    parser.add_argument("--smtp-port", type=int, help="port for mail intake (default: $WHITEGLOVE_SMTP_PORT or 2525)")
    parser.add_argument("--no-mail", action="store_true", help="no mail intake")


def run(asked: argparse.Namespace) -> int:
    ready_or_refuse()
    from whiteglove.front.cli.server import bound, parts_for_work, serve_pages
    from whiteglove.front.cli.warming import WarmReader

    with bound(asked.host, asked.port, "pages") as door:
        return serve_pages(door, parts=[*parts_for_work(asked, threads=1), WarmReader()])
