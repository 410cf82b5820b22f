"""Count everything anew, or say what every metric means.

rebuild      count every ticket and customer again and add all of it up; the desk goes on meanwhile, and what comes out
             is what was there before, unless somebody changed rows by hand
definitions  write what each metric means, with its SQL, as docs/metrics.md has it

Exit codes: 0 done, 1 something failed (it says what), 2 misused.
"""

from __future__ import annotations

import argparse

from whiteglove.front.cli.plain import ready_or_refuse, start_django


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["rebuild", "definitions"])
    parser.add_argument("--quiet", action="store_true", help="say only what went wrong")


def run(asked: argparse.Namespace) -> int:
    if asked.what == "definitions":
        start_django()
        from whiteglove.learning.measures.definitions import page

        print(page(), end="")
        return 0
    ready_or_refuse()
    from whiteglove.ground.lib import clock
    from whiteglove.learning.measures.actions import rebuild

    facts = rebuild(at=clock.now(), say=(lambda words: None) if asked.quiet else say)
    if not asked.quiet:
        print(f"{facts:,} facts counted.")
    return 0


def say(words: str) -> None:
    print(f"Counted: {words}", flush=True)
