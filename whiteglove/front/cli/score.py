"""Score conversations by the pack's scorecards: points, verdicts and the words they rest on. Needs no database and no
settings.

Takes what `whiteglove read` takes (its help says which files and how to name columns) and writes a line of JSON for
each conversation: the total from 0 to 100, the sections, and each item with its verdict, its reason and its quotations.
Only words are known of such conversations, so what clocks and events would show counts neither way.

  whiteglove score chats.jsonl > scores.jsonl
  zcat chats.csv.gz | whiteglove score --columns text=Body,side=Author,conversation=Case
  whiteglove score --pack our-pack tickets.json
  whiteglove score --measure                          (how well it ranks the pack's own labelled conversations)
  whiteglove score --measure ours.jsonl               (and others: each line with a "label" of good or poor)

Exit codes: 0 everything was scored, 1 something couldn't be (it says what), 2 misused, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse

from whiteglove.front.cli import read


def options(parser: argparse.ArgumentParser) -> None:
    read.options(parser)
    parser.add_argument("--measure", action="store_true", help="say how well good ones stand above poor ones")


def run(asked: argparse.Namespace) -> int:
    from dataclasses import replace

    if asked.measure:
        from whiteglove.front.cli.score_measure import measure

        return measure(asked)
    from whiteglove.front.cli.read_stream import Stream
    from whiteglove.front.cli.read_work import SCORE

    plan = replace(read.plan_of(asked), per=SCORE, phases=False)
    return Stream(asked, read.keys_of(asked.columns), plan).run()
