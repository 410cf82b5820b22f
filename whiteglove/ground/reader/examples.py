"""What training learns from: corpus sentences and the pack's own exemplars, as rows of numbers with their labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np

from whiteglove.ground.reader.closer import Closer, closer_or_none
from whiteglove.ground.reader.context import Around
from whiteglove.ground.reader.corpus import Dialogue, Turn
from whiteglove.ground.reader.encoder import WIDTH, on_one_core
from whiteglove.ground.reader.grain import ENOUGH, Grain
from whiteglove.ground.reader.inputs import BASIS, Inputs
from whiteglove.ground.reader.pieces import Pieces
from whiteglove.ground.reader.reader import Reader
from whiteglove.ground.reader.reading import AGENT, CUSTOMER, Message
from whiteglove.ground.reader.rules import Seen

# Patterns are mended by reading the very sentences that train: a hit by words seen in one conversation alone says less
# than it will seem to. So many of a hundred such hits that are right aren't told to the trainer.
DOUBTED = 50
EXEMPLAR_WEIGHT = 0.5  # of a corpus sentence: written to the point, so less like traffic (tests too)


@dataclass
class Table:
    """`rows` (n, width); `labels`, `weights`, `flags` (n, k): what people said, how much it counts (0: nobody said,
    or the other side), what the rules said. `group` (n,): the conversation, -1 for exemplars. `short` (n,).
    `aims` (n, k): as labels, but halfway where a second labelling differs. `closer` (n, w): a closer look at each, and
    `closer_grain` how it was put into numbers; None without the weights for that."""

    ids: list[str]
    inputs: Inputs
    rows: np.ndarray
    labels: np.ndarray
    aims: np.ndarray
    weights: np.ndarray
    flags: np.ndarray
    forbidden: np.ndarray
    group: np.ndarray
    short: np.ndarray
    prints: list[str]
    closer: np.ndarray | None = None
    closer_grain: Grain | None = None

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
    again: frozenset[str] | None = field(default=None)  # a second labelling


def table_of(reader: Reader, dialogues: Sequence[Dialogue], second: Mapping[str, Dialogue] | None = None) -> Table:
    """Every labelled sentence of the corpus, and every exemplar, counterexample and test of the reader's pack.

    `second`: the same conversations labelled again, by id, where somebody did.
    """
    ids = [one for one in reader.behaviours if not one.startswith("data.")]
    made = [*_of_corpus(reader, dialogues, ids, second or {}), *_of_pack(reader, ids)]
    place = {one: number for number, one in enumerate(ids)}
    labels, aims, weights = (np.zeros((len(made), len(ids)), kind) for kind in (bool, np.float32, np.float32))
    flags, forbidden = (np.zeros((len(made), len(ids)), bool) for _ in range(2))
    for number, one in enumerate(made):
        for name, shown in one.labels.items():
            labels[number, place[name]] = shown
            aims[number, place[name]] = shown if one.again is None else (shown + (name in one.again)) / 2
            weights[number, place[name]] = one.weight
        flags[number, [place[name] for name in one.seen.spans if name in place]] = True
        forbidden[number, [place[name] for name in one.seen.forbidden if name in place]] = True
    doubted = _doubted(made, labels, place)
    flags &= ~doubted
    inputs = inputs_of(ids, made)
    rows = inputs.rows([one.seen for one in made], [one.around for one in made])
    rows[:, WIDTH : WIDTH + len(ids)][doubted] = 0
    group, short = np.array([one.group for one in made]), np.array([one.seen.short for one in made])
    prints = [reader.behaviours[name].print for name in ids]
    table = Table(ids, inputs, rows, labels, aims, weights, flags, forbidden, group, short, prints)
    if inputs.grain.width and (closer := closer_or_none()):
        table.closer, table.closer_grain = _closer(closer, [one.seen.text for one in made], inputs.grain.width)
    return table


def _doubted(made: Sequence[_Row], labels: np.ndarray, place: Mapping[str, int]) -> np.ndarray:
    """(n, k) bool: right hits of rules by words that no other conversation has, most of them."""
    where: dict[tuple[str, str], set[int]] = {}
    hits = [
        (number, name, one.seen.text[start:end].lower(), one.group)
        for number, one in enumerate(made)
        for name, (start, end) in one.seen.spans.items()
        if name in place
    ]
    for _, name, words, group in hits:
        where.setdefault((name, words), set()).add(group)
    doubted = np.zeros(labels.shape, bool)
    for number, name, words, _ in hits:
        alone = len(where[name, words] - {-1}) < 2
        if alone and labels[number, place[name]] and crc32(f"{name} {made[number].seen.text}".encode()) % 100 < DOUBTED:
            doubted[number, place[name]] = True
    return doubted


def inputs_of(ids: list[str], made: Sequence[_Row]) -> Inputs:
    """What a row of these sentences consists of: their pieces of words, and the directions their encodings take."""
    texts = list(dict.fromkeys(one.seen.text for one in made))
    vectors = [one.seen.vector for one in made if one.seen.vector is not None]
    if not vectors:
        return Inputs(ids, Pieces.of(texts))
    stacked = np.stack(vectors).astype(np.float64)
    _, directions = np.linalg.eigh(stacked.T @ stacked)
    return Inputs(ids, Pieces.of(texts), directions[:, ::-1][:, :BASIS], _grain([one.seen for one in made]))


def _grain(seen: Sequence[Seen]) -> Grain:
    """Learnt from these sentences, all of which are put into it."""
    once = list({id(one): one for one in seen if one.grain is not None}.values())
    grain = Grain.learnt([one.grain for one in once]) if once and once[0].grain.size else Grain.nothing()
    for one in once:
        one.grain = grain.of(one.grain[None])[0] if grain.width else None
    return grain


def _closer(closer: Closer, texts: Sequence[str], width: int) -> tuple[np.ndarray, Grain]:
    """(n, width) float16, each different sentence looked at once."""
    once, place = np.unique(np.array(texts, object), return_inverse=True)
    with on_one_core():
        looked = closer.of(list(once))
    grain = Grain.learnt(looked[:: max(1, len(looked) // ENOUGH)], width)
    return grain.of(looked)[place], grain


def _of_corpus(
    reader: Reader, dialogues: Sequence[Dialogue], ids: list[str], second: Mapping[str, Dialogue]
) -> list[_Row]:
    turns = [
        (group, turn, again, pair)
        for group, dialogue in enumerate(dialogues)
        for turn, again, pair in zip(
            dialogue.turns, _again(dialogue, second.get(dialogue.id)), dialogue.messages(), strict=True
        )
    ]
    opened = reader.open_all([(*pair, [one.text for one in turn.sentences]) for _, turn, _, pair in turns])
    made = []
    for (group, turn, again, _), sentences in zip(turns, opened, strict=True):
        mine = [name for name in ids if reader.behaviours[name].shown_by(turn.side)]
        for place, ((seen, around), sentence) in enumerate(zip(sentences, turn.sentences, strict=True)):
            labels = {name: name in sentence.labels for name in mine}
            made.append(_Row(seen, around, labels, 1.0, group, again.sentences[place].labels if again else None))
    return made


def _again(dialogue: Dialogue, second: Dialogue | None) -> Sequence[Turn | None]:
    """The turns as labelled the second time; None for each where that wasn't done, or on another text."""
    if second is None or [len(one.sentences) for one in second.turns] != [len(one.sentences) for one in dialogue.turns]:
        return [None] * len(dialogue.turns)
    return second.turns


def _of_pack(reader: Reader, ids: list[str]) -> list[_Row]:
    """An exemplar says yes to its own behaviour and what goes with it, and nothing about the others; so does a test."""
    told = [
        (reader.behaviours[name], sentence, shown)
        for name in ids
        for sentences, shown in (
            (reader.behaviours[name].exemplars + reader.behaviours[name].hits, True),
            (reader.behaviours[name].counterexamples + reader.behaviours[name].misses, False),
        )
        for sentence in sentences
    ]  # fmt: skip
    sides = [CUSTOMER if one.side == CUSTOMER else AGENT for one, _, _ in told]
    opened = reader.open_all(
        [(Message(side, sentence), None, [sentence]) for side, (_, sentence, _) in zip(sides, told, strict=True)]
    )
    made = []
    for (behaviour, _, shown), [(seen, around)] in zip(told, opened, strict=True):
        labels = {behaviour.id: shown} | ({one: True for one in behaviour.also if one in ids} if shown else {})
        made.append(_Row(seen, around, labels, EXEMPLAR_WEIGHT, -1))
    return made
