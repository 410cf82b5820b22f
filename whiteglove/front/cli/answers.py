"""The answer bot's passages, and how well it answers.

  index      cut the articles customers may read into passages anew: after an update, or once an encoder is installed.
             What is published later is cut by itself. With --missing only what isn't up to date
  evaluate   ask the measured questions (whiteglove/service/answers/measured) in a help centre made up for it, in a
             database of its own that goes away afterwards; with the encoder and by words alone. --fit settles the
             weights anew on the half for tuning and prints them; --wrong lists every question answered wrongly

Exit codes: 0 done, 1 something failed (it says what), 2 misused.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from typing import TYPE_CHECKING

from whiteglove.front.cli.plain import ready_or_refuse, start_django
from whiteglove.front.cli.progress import Progress

if TYPE_CHECKING:
    from whiteglove.service.answers.measuring import Asked

WRONG = 0.03  # of all questions may be answered wrongly where weights are settled


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=["index", "evaluate"])
    parser.add_argument("--missing", action="store_true", help="index only what isn't up to date")
    parser.add_argument("--fit", action="store_true", help="evaluate: settle the weights anew, and print them")
    parser.add_argument("--wrong", action="store_true", help="evaluate: list what was answered wrongly")
    parser.add_argument("--quiet", action="store_true", help="say only what went wrong")


def run(asked: argparse.Namespace) -> int:
    return index(asked) if asked.verb == "index" else evaluate(asked)


def index(asked: argparse.Namespace) -> int:
    ready_or_refuse()
    from whiteglove.service.answers.actions.index import index_all
    from whiteglove.service.answers.models import Passage

    progress = Progress("Cutting", asked.quiet)
    for done, of in index_all(only_missing=asked.missing):
        progress.at("articles", done, of)
    held = Passage.objects.count()
    without = Passage.objects.filter(vector=None).count()
    words = f"; {without:,} of them without a vector: they are found by words alone" if without else ""
    progress.done(f"{held:,} passages stand in the index{words}.")
    return 0


def evaluate(asked: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="whiteglove-answers-") as home:
        os.environ.update(WHITEGLOVE_HOME=home, DATABASE_URL="", WHITEGLOVE_SECRET="only-for-measuring")
        start_django()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        try:
            for encoder in (True, False):
                measure(encoder, asked)
        finally:
            connection.close()
    return 0


def measure(encoder: bool, asked: argparse.Namespace) -> None:
    from django.db import transaction

    from whiteglove.ground.lib import clock
    from whiteglove.ground.reader.encoder import encoder_or_none
    from whiteglove.service.answers import encoding, matrix, measuring, titles

    known = encoder_or_none() if encoder else None
    encoding.lend(known.encode if known else lambda texts: None)
    matrix.forget()
    titles.forget()
    print(f"\n{'With the encoder' if known else 'By words alone'}")
    with transaction.atomic():
        planted = measuring.plant(clock.now())
        rows = [measuring.ask(one, planted) for one in measuring.questions()]
        transaction.set_rollback(True)
    tuning = [row for row in rows if row.question.half == measuring.TUNING]
    if asked.fit:
        rules = measuring.fitted(tuning, WRONG)
        print(rules)
        rows = [measuring.again(row, rules) for row in rows]
    print(*table(rows), sep="\n")
    if asked.wrong:
        print(*(told(row) for row in rows if row.outcome == "wrong"), sep="\n")


def table(rows: Sequence[Asked]) -> list[str]:
    from whiteglove.service.answers import measuring

    lines = []
    for half in (measuring.TUNING, measuring.HELD_OUT):
        sums = measuring.summed([row for row in rows if row.question.half == half])
        lines += [
            f"{half}: {sums.answerable} questions that an article answers, {sums.unanswerable} that none does",
            f"  right at once          {share(sums.right, sums.answerable)}",
            f"  right among three      {share(sums.among_three, sums.answerable)}",
            f"  another article stated {share(sums.wrong, sums.answerable)}",
            f"  not found              {share(sums.nothing, sums.answerable)}",
            f"  answered though no article does {share(sums.wrongly_answered, sums.unanswerable)}",
            f"  wrong of all {share(sums.wrong + sums.wrongly_answered, sums.answerable + sums.unanswerable)}",
        ]
    for kind in dict.fromkeys(row.question.kind for row in rows):
        these = [row for row in rows if row.question.kind == kind and row.question.half == measuring.HELD_OUT]
        counted = {
            name: sum(row.outcome == name for row in these) for name in ("right", "offered", "missed", "wrong", "left")
        }
        lines.append(f"  held out, {kind}: " + ", ".join(f"{n} {name}" for name, n in counted.items() if n))
    return lines


def share(part: int, whole: int) -> str:
    from whiteglove.service.answers.measuring import interval

    low, high = interval(part, whole)
    return f"{part:>4} {100 * part / max(1, whole):5.1f} %  ({100 * low:.0f}–{100 * high:.0f})"


def told(row: Asked) -> str:
    return f"  {row.question.half}, {row.question.kind}: {row.question.text[:90]} -> {row.stated}"
