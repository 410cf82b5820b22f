"""How fast a question is answered at a size: `bin/bench answers [ARTICLES]`, 10,000 unless told.

Grows a help centre in WHITEGLOVE_HOME (or DATABASE_URL) as `bin/bench knowledge` does, cuts and encodes it, and asks.
Each line gives the median and the slowest of twenty of the thread's own work, in milliseconds; then what the table of
vectors holds. Goals: 150 ms of work, 60 MB more.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

ROUNDS, WARM = 20, 3
WORK, MEGABYTES = 150.0, 60.0
QUESTIONS = {
    "short": "refund?",
    "a question": "How do I get my money back for a broken lamp?",
    "misspelt": "how do i chagne my pasword",
    "long": "Hello, I hope you are well. Last week I ordered two lamps for my mother's birthday, and one of them came"
    " with a crack in the glass. I wrote a mail and nobody answered. What must I do to get a new one by Saturday?",
    "nothing like it": "Who won the match last night?",
}


def main(size: int = 10_000) -> int:
    """1 where a goal is missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from whiteglove.ground.reader.encoder import encoder_or_none, on_one_core
    from whiteglove.service.answers import encoding
    from whiteglove.service.knowledge import bench

    call_command("migrate", verbosity=0)
    bench.grow(size)
    if known := encoder_or_none():
        encoding.lend(on_one_core()(known.encode))
    cut()
    return max(table(), asked())


def cut() -> None:
    from whiteglove.service.answers.actions.index import index_all
    from whiteglove.service.answers.models import Passage

    began = time.process_time()
    done = sum(1 for _ in index_all(only_missing=True))
    each, held = (time.process_time() - began) * 1000 / max(1, done), Passage.objects.count()
    print(f"{done:,} articles cut, {each:.1f} ms of work each; {held:,} passages stand in the index", flush=True)


def table() -> int:
    from whiteglove.service.answers import encoding, matrix

    encoding.vectors(["warm"])
    before, began = resident(), time.process_time()
    held = matrix.current()
    more = resident() - before
    print(f"{len(held.rows):,} vectors loaded in {time.process_time() - began:.2f} s, {more:.0f} MB", flush=True)
    return int(more > MEGABYTES)


def asked() -> int:
    from django.contrib.auth.models import AnonymousUser

    from whiteglove.service.answers import finding

    worst = 0.0
    for says, text in QUESTIONS.items():
        own = []
        for _ in range(WARM + ROUNDS):
            began = time.thread_time()
            finding.find_answer(text, language="en", reader=AnonymousUser())
            own.append((time.thread_time() - began) * 1000)
        p50, p95 = statistics.median(own[WARM:]), statistics.quantiles(own[WARM:], n=20)[-1]
        worst = max(worst, p50)
        print(f"{says:<18} own {p50:6.1f}  p95 {p95:6.1f}", flush=True)
    return int(worst > WORK)


def resident() -> float:
    """Megabytes."""
    return int(Path("/proc/self/status").read_text().partition("VmRSS:")[2].split()[0]) / 1024


if __name__ == "__main__":
    raise SystemExit(main(*(int(word) for word in sys.argv[1:2])))
