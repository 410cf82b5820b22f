"""What training learns from: corpus sentences and the pack's own exemplars, as rows of numbers with their labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from whiteglove.ground.reader.context import Around
from whiteglove.ground.reader.corpus import Dialogue
from whiteglove.ground.reader.deciding import row
from whiteglove.ground.reader.names import Known
from whiteglove.ground.reader.reader import Reader
from whiteglove.ground.reader.reading import AGENT, CUSTOMER, Message
from whiteglove.ground.reader.rules import Seen

NOBODY = Known()
EXEMPLAR_WEIGHT = 0.5  # of a corpus sentence: written to the point, so less like traffic


@dataclass
class Table:
    """`rows` (n, width); `labels`, `weights`, `flags` (n, k): what people said, how much it counts (0: nobody said,
    or the other side), what the rules said. `group` (n,): the conversation, -1 for exemplars. `short` (n,)."""

    ids: list[str]
    flag_names: list[str]
    rows: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    flags: np.ndarray
    forbidden: np.ndarray
    group: np.ndarray
    short: np.ndarray
    prints: list[str]

    @property
    def corpus(self) -> np.ndarray:
        """(n,) bool: the sentences on which one may measure."""
        return self.group >= 0


@dataclass
class _Row:
    seen: Seen
    around: Around
    labels: dict[str, bool]
    weight: float
    group: int


def table_of(reader: Reader, dialogues: Sequence[Dialogue]) -> Table:
    """Every labelled sentence of the corpus, and every exemplar and counterexample of the reader's pack."""
    ids = [one for one in reader.behaviours if not one.startswith("data.")]
    made = [*_of_corpus(reader, dialogues, ids), *_of_pack(reader, ids)]
    place = {one: number for number, one in enumerate(ids)}
    labels, weights = (np.zeros((len(made), len(ids)), kind) for kind in (bool, np.float32))
    flags, forbidden = (np.zeros((len(made), len(ids)), bool) for _ in range(2))
    for number, one in enumerate(made):
        for name, shown in one.labels.items():
            labels[number, place[name]] = shown
            weights[number, place[name]] = one.weight
        flags[number, [place[name] for name in one.seen.spans if name in place]] = True
        forbidden[number, [place[name] for name in one.seen.forbidden if name in place]] = True
    rows = np.stack([row(one.seen, one.around, place) for one in made])
    group, short = np.array([one.group for one in made]), np.array([one.seen.short for one in made])
    prints = [reader.behaviours[name].print for name in ids]
    return Table(ids, ids, rows, labels, weights, flags, forbidden, group, short, prints)


def _of_corpus(reader: Reader, dialogues: Sequence[Dialogue], ids: list[str]) -> list[_Row]:
    made = []
    for group, dialogue in enumerate(dialogues):
        for turn, (message, conversation) in zip(dialogue.turns, dialogue.messages(), strict=True):
            parts = [one.text for one in turn.sentences]
            for (seen, around), sentence in zip(reader.open(message, conversation, parts), turn.sentences, strict=True):
                labels = {name: name in sentence.labels for name in ids if reader.behaviours[name].shown_by(turn.side)}
                made.append(_Row(seen, around, labels, 1.0, group))
    return made


def _of_pack(reader: Reader, ids: list[str]) -> list[_Row]:
    """An exemplar says yes to its own behaviour and what goes with it, and nothing about the others."""
    made = []
    for name in ids:
        behaviour = reader.behaviours[name]
        side = CUSTOMER if behaviour.side == CUSTOMER else AGENT
        for sentences, shown in ((behaviour.exemplars, True), (behaviour.counterexamples, False)):
            for sentence in sentences:
                [(seen, around)] = reader.open(Message(side, sentence), parts=[sentence])
                labels = {name: shown} | ({one: True for one in behaviour.also if one in ids} if shown else {})
                made.append(_Row(seen, around, labels, EXEMPLAR_WEIGHT, -1))
    return made
