"""Measure a reader against a labelled corpus, and two labellings against each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from whiteglove.ground.reader.corpus import Dialogue
from whiteglove.ground.reader.folding import plainly
from whiteglove.ground.reader.measures import Counts, counted, interval
from whiteglove.ground.reader.reader import Reader
from whiteglove.ground.reader.reading import Reading
from whiteglove.ground.reader.sentences import spans

NOT_LABELLED = "data."  # personal data are found by check digits; nobody labelled them


@dataclass(frozen=True)
class Score:
    """One behaviour's agreement with its labels; `low`, `high`: 95 % of F1 over conversations."""

    behaviour: str
    counts: Counts
    low: float
    high: float


@dataclass(frozen=True)
class Sample:
    """One labelled sentence. `units`: which sentences of its message's Reading it is, as the reader splits them."""

    dialogue: int
    side: str
    text: str
    labels: frozenset[str]
    turn: int  # of all turns
    units: tuple[int, ...]


def samples_of(dialogues: Sequence[Dialogue]) -> list[Sample]:
    """Every labelled sentence, in the order that `Dialogue.messages` gives them to a reader."""
    made, turn = [], 0
    for number, dialogue in enumerate(dialogues):
        for each in dialogue.turns:
            unit = 0
            for sentence in each.sentences:
                # A line of the corpus may be two sentences to the reader.
                count = max(1, len(list(spans(plainly(sentence.text).text))))
                made.append(
                    Sample(number, each.side, sentence.text, sentence.labels, turn, tuple(range(unit, unit + count)))
                )
                unit += count
            turn += 1
    return made


def readings_of(reader: Reader, dialogues: Sequence[Dialogue]) -> list[Reading]:
    return reader.read_all(pair for one in dialogues for pair in one.messages())


def verdicts_of(samples: Sequence[Sample], readings: Sequence[Reading]) -> list[frozenset[str]]:
    """What the reader said of each sample."""
    by_sentence = []
    for reading in readings:
        shown: dict[int, set[str]] = {}
        for one in reading.findings:
            shown.setdefault(one.sentence, set()).add(one.behaviour)
        by_sentence.append(shown)
    return [frozenset().union(*(by_sentence[one.turn].get(unit, ()) for unit in one.units)) for one in samples]


def evaluate(reader: Reader, dialogues: Sequence[Dialogue]) -> list[Score]:
    """A Score for every behaviour that is labelled by people, in the pack's order."""
    samples = samples_of(dialogues)
    verdicts = verdicts_of(samples, readings_of(reader, dialogues))
    return compare(reader, samples, verdicts)


def compare(reader: Reader, samples: Sequence[Sample], verdicts: Sequence[Iterable[str]]) -> list[Score]:
    """Verdicts against labels, for each behaviour among the sentences of those who can show it."""
    scores = []
    for behaviour in reader.behaviours.values():
        if behaviour.id.startswith(NOT_LABELLED):
            continue
        mine = [place for place, one in enumerate(samples) if behaviour.shown_by(one.side)]
        said = np.array([behaviour.id in verdicts[place] for place in mine], bool)
        labelled = np.array([behaviour.id in samples[place].labels for place in mine], bool)
        groups = np.array([samples[place].dialogue for place in mine], int)
        scores.append(Score(behaviour.id, counted(said, labelled), *interval(said, labelled, groups)))
    return scores


def agreement(reader: Reader, first: Sequence[Dialogue], second: Sequence[Dialogue]) -> list[Score]:
    """Two labellings of the same conversations; those that only one of them has are left out."""
    others = {one.id: one for one in second}
    pairs = [(one, others[one.id]) for one in first if one.id in others]
    pairs = [pair for pair in pairs if _same(*pair)]
    samples, again = (samples_of([pair[place] for pair in pairs]) for place in (0, 1))
    return compare(reader, samples, [one.labels for one in again])


def _same(first: Dialogue, second: Dialogue) -> bool:
    texts = [[sentence.text for turn in one.turns for sentence in turn.sentences] for one in (first, second)]
    return texts[0] == texts[1]


def mean_f1(scores: Iterable[Score], least: int = 1) -> float:
    """Over behaviours that were labelled at least `least` times."""
    counted_ = [one.counts.f1 for one in scores if one.counts.labelled >= least]
    return sum(counted_) / len(counted_) if counted_ else 0.0


def table(scores: Sequence[Score], groups: dict[str, str]) -> list[str]:
    """Lines to print: a heading, then each behaviour under its group."""
    lines = [f"{'':28} {'labelled':>8} {'prec':>6} {'rec':>6} {'F1':>6} {'95 %':>11} {'kappa':>6}"]
    for group, mine in groupby(
        sorted(scores, key=lambda one: (_order(groups, one), one.behaviour)), lambda one: groups[one.behaviour]
    ):
        lines.append(group)
        lines += [_line(one) for one in mine]
    lines.append(f"mean F1 of those labelled 5 times or more: {100 * mean_f1(scores, 5):.1f}")
    return lines


def _order(groups: dict[str, str], one: Score) -> int:
    return list(dict.fromkeys(groups.values())).index(groups[one.behaviour])


def _line(one: Score) -> str:
    counts = one.counts
    if not counts.labelled:
        return f"  {one.behaviour:26} {0:8d} {'-':>6} {'-':>6} {'-':>6} {'':11} {'':6}  ({counts.extra} found)"
    return (
        f"  {one.behaviour:26} {counts.labelled:8d} {100 * counts.precision:6.1f} {100 * counts.recall:6.1f} "
        f"{100 * counts.f1:6.1f} {100 * one.low:5.0f}-{100 * one.high:<5.0f} {counts.kappa:6.2f}"
    )
