"""Measure the conversation reader, and train it.

  evaluate   precision, recall, F1 and kappa of each behaviour against the labelled corpus; where sentences were
             labelled twice, how far the first labelling (corpus/first) and the second (corpus/second) agree.
             With --languages the same for the other languages (corpus/languages): what has patterns there and what
             has none, by rules alone and with the encoder; with --languages de each behaviour of German too
  train      make the weights in PACK/reader anew from PACK/corpus/train

Exit codes: 0 done, 1 the pack or its corpus has problems (listed), 2 misused.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from whiteglove.front.cli.plain import Refusal

if TYPE_CHECKING:
    from whiteglove.ground.reader.corpus import Dialogue

SHIPPED = Path(__file__).resolve().parents[3] / "packs" / "white-glove"


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=["evaluate", "train"])
    parser.add_argument("--pack", default=str(SHIPPED), metavar="FOLDER", help="the pack (default: the one that ships)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--gold", action="store_true", help="evaluate on corpus/gold, never trained on (the default)")
    which.add_argument("--plain", action="store_true", help="evaluate on corpus/plain: everyday talk, never trained on")
    which.add_argument("--train", action="store_true", help="evaluate on corpus/train, which the weights have seen")
    which.add_argument("--languages", nargs="?", const="", metavar="CODE", help="evaluate the other languages, or one")
    parser.add_argument("--rules", action="store_true", help="evaluate the rules alone, without encoder and weights")


def run(asked: argparse.Namespace) -> int:
    from whiteglove.ground.reader.behaviour import BehaviourError
    from whiteglove.ground.reader.corpus import CorpusError
    from whiteglove.ground.reader.weights import WeightsError

    work = train if asked.verb == "train" else evaluate if asked.languages is None else evaluate_languages
    try:
        lines = work(asked)
    except (BehaviourError, CorpusError, WeightsError, OSError) as problem:
        raise Refusal(str(problem)) from None
    print(*lines, sep="\n")
    return 0


def evaluate(asked: argparse.Namespace) -> list[str]:
    """The table to print."""
    from whiteglove.ground.reader import aims, corpus
    from whiteglove.ground.reader import evaluate as measuring
    from whiteglove.ground.reader.reader import Reader
    from whiteglove.ground.reader.steady import stay_loaded

    reader = Reader.from_pack(asked.pack, encoder=not asked.rules)
    stay_loaded()
    folder, part = Path(asked.pack) / corpus.FOLDER, "train" if asked.train else "plain" if asked.plain else "gold"
    dialogues = corpus.read_folder(folder / part)
    if not dialogues:
        raise Refusal(f"{folder / part} holds no conversations.")
    groups = {one.id: one.group for one in reader.behaviours.values()}
    samples = measuring.samples_of(dialogues)
    verdicts = measuring.verdicts_of(samples, measuring.readings_of(reader, dialogues))
    lines = [
        f"{len(dialogues)} conversations of {part}",
        *measuring.table(measuring.compare(reader, samples, verdicts), groups),
        *aims.table(aims.reached(samples, verdicts)),
    ]
    if second := corpus.read_folder(folder / "second" / part):
        first = first_labelling(folder / "first" / part, dialogues)
        agreed = [one for one in measuring.agreement(reader, first, second) if one.counts.labelled]
        if agreed:
            lines += ["", "First and second labelling", *measuring.table(agreed, groups)]
    return lines


def evaluate_languages(asked: argparse.Namespace) -> list[str]:
    """The table of all languages; where one was asked for, that of its behaviours besides."""
    from whiteglove.ground.reader import by_language, corpus
    from whiteglove.ground.reader import evaluate as measuring
    from whiteglove.ground.reader.reader import Reader

    folder = Path(asked.pack) / corpus.FOLDER
    parts = by_language.parts_in(folder, asked.languages)
    if not parts:
        raise Refusal(f"{folder / by_language.LANGUAGES / asked.languages} holds no conversations.")
    readers = {"rules alone": Reader.from_pack(asked.pack, encoder=False)}
    if not asked.rules:
        readers["with the encoder"] = Reader.from_pack(asked.pack)
    lines = by_language.table(parts, readers)
    for part in parts if asked.languages else ():
        for way, reader in readers.items():
            scores = [
                one for one in measuring.evaluate(reader, part.dialogues) if one.counts.labelled or one.counts.extra
            ]
            groups = {one.id: one.group for one in reader.behaviours.values()}
            lines += ["", f"{part.language} {part.name}, {way}", *measuring.table(scores, groups)]
    return lines


def first_labelling(folder: Path, settled: Sequence[Dialogue]) -> list[Dialogue]:
    """Conversations as labelled before the two labellings were settled; those not kept apart weren't settled."""
    from whiteglove.ground.reader import corpus

    kept = {one.id: one for one in corpus.read_folder(folder)}
    return [kept.get(one.id, one) for one in settled]


def train(asked: argparse.Namespace) -> list[str]:
    """What was chosen for each behaviour, in lines."""
    try:
        import scipy  # noqa: F401
    except ImportError:
        raise Refusal("training needs scipy: install the development tools (uv sync).") from None
    from whiteglove.ground.reader.train import train_pack

    choices = train_pack(asked.pack, say=lambda sentence: print(sentence, file=sys.stderr))
    ways = ("rules", "rules+head", "model")
    head = f"{'':28} {'labelled':>8} " + " ".join(f"{way:>10}" for way in ways)
    return [head] + [
        f"{one.behaviour:28} {one.labelled:8d} "
        + " ".join(
            f"{100 * one.f1[way]:9.1f}{'*' if way == one.mode else ' '}" if way in one.f1 else " " * 10 for way in ways
        )
        for one in choices
    ]
