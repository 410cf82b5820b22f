"""How fast the reader is: `bin/bench reader [SECONDS]`.

Goals: load < 1.5 s, < 200 MB, p95 of a re-reading after an edit < 10 ms, 500 messages/s in batch with the encoder and
3,000 by rules alone, on one core. Messages are the corpus's own, each told apart so that nothing is remembered.
The processor's time is counted: on a busy machine the clock measures the neighbours too.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import numpy as np

PACK = Path(__file__).resolve().parents[3] / "packs" / "white-glove"


def main(words: list[str]) -> None:
    # Before numpy's libraries start their threads: one core is one core.
    if os.environ.get("OMP_NUM_THREADS") != "1":
        os.environ["OMP_NUM_THREADS"] = "1"
        os.execv(sys.executable, [sys.executable, "-m", "whiteglove.ground.reader.bench", *words])
    seconds = float(words[0]) if words else 5.0
    began, wall = time.process_time(), time.perf_counter()
    from whiteglove.ground.reader.reader import Reader
    from whiteglove.ground.reader.steady import stay_loaded

    reader = Reader.from_pack(PACK)
    reader.read(*_first(reader))
    used, passed = time.process_time() - began, time.perf_counter() - wall
    print(f"load and first reading   {used:6.2f} s of processor, {passed:.2f} s by the clock")
    _edits(reader)
    print(f"memory at its height     {_megabytes():6.0f} MB, the whole process with one reader")
    others = Reader.from_pack(PACK, encoder=False)
    stay_loaded()  # as `whiteglove read` does
    for name, one in (("with the encoder", reader), ("rules alone", others)):
        print(f"batch, {name:17} {_rate(one, seconds):6.0f} messages/s")


def _first(reader) -> tuple:
    from whiteglove.ground.reader.reading import Conversation, Message

    return Message("agent", "Hello, how can I help you today?"), Conversation()


def _pairs() -> list:
    from whiteglove.ground.reader import corpus

    dialogues = corpus.read_folder(PACK / corpus.FOLDER / "train")
    return [pair for one in dialogues for pair in one.messages()]


def _rate(reader, seconds: float) -> float:
    """Messages a processor second, once patterns are compiled and the encoder is there."""
    pairs, count = _pairs(), 0
    reader.read_all(pairs[:300])
    began = time.process_time()
    while time.process_time() - began < seconds:
        reader.rules.forget()
        count += len(reader.read_all(pairs[:1500]))
    return count / (time.process_time() - began)


BEFORE = "Where is my parcel? It's been a week. I'm fed up."
SAID = "I'm so sorry about the wait, Cleo. I can see your parcel left on Tuesday. It should be with you by Friday. " * 2
TYPED = (
    "I will call you tomorrow before noon to see whether everything arrived, and if anything is wrong we send it again"
)


def _edits(reader) -> None:
    """A reply of seven sentences typed on: at each pause its last sentence has one word more."""
    from whiteglove.ground.reader.reading import Conversation, Message

    around = Conversation([Message("customer", BEFORE)], ["Cleo Amara"], ["Ada"])
    reader.read(Message("agent", SAID), around)
    words = TYPED.split()
    texts = [
        f"{SAID}{start} {' '.join(words[:count])}"
        for start in ("Now", "Well", "So", "And", "Still")
        for count in range(1, len(words) + 1)
    ]
    times = [_took(reader, Message("agent", text), around) for text in texts]
    median, high = np.percentile(times, [50, 95]) * 1000
    print(f"after an edit            {median:6.2f} ms, p95 {high:.2f} ms")


def _took(reader, message, around) -> float:
    began = time.process_time()
    reader.read(message, around, closely=False)
    return time.process_time() - began


def _megabytes() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main(sys.argv[1:])
