"""A moving line on a terminal, and now and then a plain one in a log."""

from __future__ import annotations

import sys
import time

SECONDS = {True: 0.2, False: 30.0}


class Progress:
    """`at(table, rows)` as often as you like; it speaks on standard error and seldom."""

    def __init__(self, doing: str, quiet: bool = False) -> None:
        self.doing, self.quiet = doing, quiet
        self.moving = sys.stderr.isatty()
        self.next = time.monotonic() + SECONDS[self.moving]

    def at(self, table: str, rows: int, of: int = 0) -> None:
        if self.quiet or (rows & 63 and rows != of) or time.monotonic() < self.next:
            return
        self.next = time.monotonic() + SECONDS[self.moving]
        so_far = f"{rows:,} of {of:,}" if of else f"{rows:,}"
        print(f"\r\033[K{self.doing} {table}: {so_far}" if self.moving else f"{self.doing} {table}: {so_far}",
              end="" if self.moving else "\n", file=sys.stderr, flush=True)  # fmt: skip

    def done(self, sentence: str) -> None:
        if not self.quiet:
            print(("\r\033[K" if self.moving else "") + sentence, file=sys.stderr, flush=True)
