"""Run pages and live sockets, without mail intake and reactions.

Start as many as you like against one PostgreSQL database, and at least one `whiteglove work` beside them.
Exit codes: 0 stopped when told to, 1 couldn't start, 2 misused.
"""

from __future__ import annotations

import argparse

from whiteglove.front.cli.plain import ready_or_refuse


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port for pages (default: %(default)s)")


def run(asked: argparse.Namespace) -> int:
    ready_or_refuse()
    from whiteglove.front.cli.server import bound, serve_pages
    from whiteglove.front.cli.warming import WarmReader

    with bound(asked.host, asked.port, "pages") as door:
        return serve_pages(door, parts=[WarmReader()])
