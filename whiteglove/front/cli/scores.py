"""Score the desk's closed conversations that have no score yet. What is closed from now on is scored by itself.

Safe to stop and to run again. With --again every closed conversation is looked at; those from whose facts nothing has
changed stay as they are, under the scorecard they were judged by.
Exit codes: 0 done, 1 something failed (it says what), 2 misused.
"""

from __future__ import annotations

import argparse

from whiteglove.front.cli.plain import Refusal, ready_or_refuse
from whiteglove.front.cli.progress import Progress


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--again", action="store_true", help="also those that have a score")
    parser.add_argument("--quiet", action="store_true", help="say only what went wrong")


def run(asked: argparse.Namespace) -> int:
    ready_or_refuse()
    from whiteglove.ground.lib import clock
    from whiteglove.ground.reader.steady import stay_loaded
    from whiteglove.learning.quality import actions, queries

    if not queries.scorecards():
        raise Refusal("no pack with scorecards is loaded. Run `whiteglove setup`, or `whiteglove packs load FOLDER`.")
    stay_loaded()
    progress, made = Progress("Scoring", asked.quiet), 0
    tickets = actions.tickets_to_score(asked.again)
    for number, ticket in enumerate(tickets, 1):
        made += actions.score_ticket(ticket=ticket, at=clock.now()) is not None
        progress.at("tickets", number, len(tickets))
    progress.done(f"{made:,} of {len(tickets):,} tickets scored." if tickets else "Everything is scored.")
    return 0
