"""How fast conversations are scored: `bin/bench scores [CONVERSATIONS]`, 10,000 unless told.

The corpus' own conversations, read once and then scored over and over, nothing of one remembered for the next; on one
core, with the encoder's likeness of meaning and by words alone. Reading isn't counted: at the desk it is done when a
message comes (`bin/bench reader`). The processor's time is counted.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median

PACK = Path(__file__).resolve().parents[3] / "packs" / "white-glove"
APART = 300  # conversations that are read


def main(words: list[str]) -> None:
    # Before numpy's libraries start their threads: one core is one core.
    if os.environ.get("OMP_NUM_THREADS") != "1":
        os.environ["OMP_NUM_THREADS"] = "1"
        os.execv(sys.executable, [sys.executable, "-m", "whiteglove.learning.quality.bench", *words])
    count = int(words[0]) if words else 10_000
    from whiteglove.ground.reader.reader import Reader
    from whiteglove.learning.quality.elsewhere import Judge

    reader = Reader.from_pack(PACK)
    judge, talks = Judge(PACK, reader), conversations(reader)
    lengths = sorted(len(one) for one in talks)
    print(f"{count:,} conversations of {lengths[0]} to {lengths[-1]} messages, {median(lengths):.0f} in the middle")
    for name, like in (("by words alone", None), ("with the encoder", judge.like)):
        judge.like = like
        timed(name, judge, list(islice(cycle(talks), count)))


def conversations(reader) -> list[list]:
    """(said, reading) of each message, as `Judge.score` takes them."""
    from whiteglove.ground.reader import corpus
    from whiteglove.ground.reader.reading import Conversation, Message

    found = []
    for dialogue in corpus.read_folder(PACK / "corpus" / "gold")[:APART]:
        read, talk = [], Conversation()
        for turn in dialogue.turns:
            said = Message(turn.side, " ".join(one.text for one in turn.sentences))
            read.append((said, reader.read(said, talk)))
        found.append(read)
    return found


def timed(name: str, judge, talks: list[list]) -> None:
    each = []
    for talk in talks:
        began = time.process_time()
        judge.score(talk)
        each.append(time.process_time() - began)
    each.sort()
    whole, p95 = sum(each), each[int(0.95 * len(each))]
    print(f"{name:17} {len(each) / whole:7,.0f} a second; each {1000 * median(each):.1f} ms, p95 {1000 * p95:.1f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
