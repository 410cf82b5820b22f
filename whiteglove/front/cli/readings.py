"""Read every message of the desk that the conversation reader hasn't read yet. What is new is read by itself.

Safe to stop and to run again: what was read stays read. With --again everything is read that the reader now in force
wasn't the last to read, with the behaviours as they are and what was learnt from corrections; so it also makes a way
back visible. What other readers found is kept.
Exit codes: 0 done, 1 something failed (it says what), 2 misused.
"""

from __future__ import annotations

import argparse

from whiteglove.front.cli.plain import Refusal, ready_or_refuse
from whiteglove.front.cli.progress import Progress


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--again", action="store_true", help="also what an earlier reader has read")
    parser.add_argument("--quiet", action="store_true", help="say only what went wrong")


def run(asked: argparse.Namespace) -> int:
    ready_or_refuse()
    from whiteglove.ground.lib import clock
    from whiteglove.ground.reader.steady import stay_loaded
    from whiteglove.learning.standards.actions.read_messages import read_ticket, tickets_to_read
    from whiteglove.learning.standards.reader_in_force import in_force

    if in_force() is None:
        raise Refusal("no pack with behaviours is loaded. Run `whiteglove setup`, or `whiteglove packs load FOLDER`.")
    stay_loaded()
    progress, messages = Progress("Reading", asked.quiet), 0
    tickets = tickets_to_read(asked.again)
    for number, ticket in enumerate(tickets, 1):
        messages += read_ticket(ticket=ticket, at=clock.now(), again=asked.again)
        progress.at("tickets", number, len(tickets))
    progress.done(f"{messages:,} messages of {len(tickets):,} tickets read." if tickets else "Everything is read.")
    return 0
