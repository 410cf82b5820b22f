"""Train the shipped weights from the corpus: for each behaviour whatever does best in conversations not trained on.

Reproducible: the same corpus and behaviours give the same file, byte for byte. Needs scipy, which the product doesn't.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing import cpu_count, get_all_start_methods, get_context
from pathlib import Path

import numpy as np

from whiteglove.ground.reader import corpus
from whiteglove.ground.reader.encoder import encoder_or_none, on_one_core
from whiteglove.ground.reader.examples import Table, table_of
from whiteglove.ground.reader.heads import (
    ADD,
    FILE,
    FOLDER,
    MODEL_MODE,
    RULES,
    RULES_AND_HEAD,
    VETO,
    Heads,
    Second,
    doubt,
)
from whiteglove.ground.reader.needs import FILE as NEEDS
from whiteglove.ground.reader.needs import write_needs
from whiteglove.ground.reader.net import Net, trained
from whiteglove.ground.reader.pack import content_of
from whiteglove.ground.reader.reader import TRIED, VOCABULARY, Reader

FOLDS = 5
FEWEST = 10  # labelled sentences below which nothing is trained
MARGIN = 0.01  # of F1 that a trained model must gain over the rules
BRIEF_MARGIN = 0.003  # and on sentences of one or two words
# How freely each part of a row is used: encoding, flags, surroundings, pieces, flags and encodings of neighbours,
# grain. Two nets, of which one does without the encoding, err on different sentences; their average is right more
# often.
MINDS = (
    (3.0, 1.0, 1.0, 3.0, 0.7, 0.5, 1.5, 1.5, 3.0),
    (0.0, 1.0, 1.0, 3.0, 0.7, 0.5, 1.5, 1.5, 3.0),
)
UNHEARD = 4  # every so many sentences loses its pieces of words, as sentences of other languages have none
UNRULED = 5  # and two of so many their rules, which are less right on other people's sentences than on these
LOOKED_AT = 0.15  # share of the sentences on which a closer look is asked for
OFTEN = 3  # conversations in which an ordinary word stands in lower case
ORDINARY = 2  # and so many times as many as with a capital
FEW = 20_000  # sentences; fewer are sooner learnt than processes begun
Say = Callable[[str], None]
Way = Callable[[Table, np.ndarray], Net]


@dataclass
class Choice:
    """What was chosen for a behaviour, and the cross-validated F1 of each way."""

    behaviour: str
    labelled: int
    mode: str
    f1: dict[str, float] = field(default_factory=dict)
    brief: bool = False  # whether the model decides on one or two words too


def train_pack(path: str | Path, say: Say = lambda _: None) -> list[Choice]:
    """Train on `path`/corpus/train and write `path`/reader/. Raises CorpusError, BehaviourError before anything is
    written."""
    path = Path(path)
    content, folder = content_of(path), path / corpus.FOLDER / corpus.PARTS[0]
    if not (dialogues := corpus.read_folder(folder)):
        raise corpus.CorpusError(f"{folder} holds no conversations.")
    words = vocabulary_in(dialogues)
    reader = Reader.from_content(content, encoder=encoder_or_none(), vocabulary=words)
    (path / FOLDER).mkdir(exist_ok=True)
    (path / FOLDER / VOCABULARY).write_text("\n".join(sorted(words)) + "\n", "utf-8")
    say(f"{len(dialogues)} conversations")
    heads, choices = train(table_of(reader, dialogues, _unsettled(path / corpus.FOLDER)), say)
    heads.save(path / FOLDER / FILE)
    write_needs(path / FOLDER / NEEDS, reader.behaviours.values())
    (path / FOLDER / TRIED).write_text("\n".join(one.whole_print for one in reader.behaviours.values()) + "\n", "utf-8")
    return choices


def _unsettled(folder: Path) -> dict[str, corpus.Dialogue]:
    """Second labellings of training conversations; none of those where both labellings were settled into one."""
    settled = {one.id for one in corpus.read_folder(folder / corpus.FIRST / corpus.PARTS[0])}
    again = corpus.read_folder(folder / corpus.SECOND / corpus.PARTS[0])
    return {one.id: one for one in again if one.id not in settled}


def vocabulary_in(dialogues: Sequence[corpus.Dialogue]) -> set[str]:
    """Words that stand in lower case inside sentences: none of them is a name just for its capital.

    People write "kevin" too: a word must stand so in several conversations, and seldom with a capital.
    """
    low, high = Counter(), Counter()
    for dialogue in dialogues:
        inside = {word for turn in dialogue.turns for one in turn.sentences for word in _inside(one.text)}
        low.update(word for word in inside if word.islower())
        high.update(word.lower() for word in inside if word[0].isupper())
    return {word for word, often in low.items() if often >= OFTEN and often > ORDINARY * high[word]}


def _inside(text: str) -> Iterator[str]:
    """The words of a sentence but for the first, whose capital says nothing."""
    words = text.replace(",", " ").replace(".", " ").split()
    yield from (word for place, word in enumerate(words) if word.isalpha() and (place or word.islower()))


def train(table: Table, say: Say = lambda _: None) -> tuple[Heads, list[Choice]]:
    """Heads for every behaviour of the table, and why each decides as it does."""
    fold = folds(table.group)
    logits = held_out(table, fold, say, fit)
    second = None
    if table.closer is not None:
        second, logits = _second(table, logits, held_out(closely(table), fold, say, fit_closer))
    choices = [choose(table, place, fold, logits[:, place]) for place in range(len(table.ids))]
    return _heads(table, choices, fit(table, table.weights), logits, second), choices


def closely(table: Table) -> Table:
    """The same with the closer look in the place of the encoder's single words."""
    rows = table.rows.copy()
    rows[:, rows.shape[1] - table.closer.shape[1] :] = table.closer
    return replace(table, rows=rows)


def _second(table: Table, logits: np.ndarray, closer: np.ndarray) -> tuple[Second, np.ndarray]:
    """The second opinion, and the logits (n, k) as they are with it, all held out."""
    both = (logits + closer) / 2
    first, moved = (_thresholds(table, one) for one in (logits, both))
    common = (table.labels & (table.weights > 0) & table.corpus[:, None]).sum(axis=0)
    weight = (1 / np.sqrt(np.maximum(common, FEWEST))).astype(np.float32)
    long = table.corpus & ~table.short
    doubts = doubt(logits - first, weight * (table.weights > 0))
    limit = float(np.quantile(doubts[long], 1 - LOOKED_AT * table.corpus.sum() / long.sum()))
    asked = ~table.short & (doubts > limit)
    net = fit_closer(closely(table), table.weights)
    net = replace(net, bias=(net.bias + 2 * (first - moved)).astype(np.float32))
    second = Second(table.closer_grain, net, first.astype(np.float32), weight, limit)
    return second, np.where(asked[:, None], both + (first - moved), logits)


def _thresholds(table: Table, logits: np.ndarray) -> np.ndarray:
    """(k,) the best on sentences of more than two words."""
    long = table.corpus & ~table.short
    mine = [long & (table.weights[:, place] > 0) for place in range(len(table.ids))]
    return np.array([best_threshold(logits[one, place], table.labels[one, place]) for place, one in enumerate(mine)])


def _heads(
    table: Table, choices: Sequence[Choice], net: Net, logits: np.ndarray, second: Second | None = None
) -> Heads:
    long = table.corpus & ~table.short
    threshold, mean, spread = [], [], []
    for place, choice in enumerate(choices):
        mine = (table.corpus if choice.brief else long) & (table.weights[:, place] > 0)
        threshold.append(best_threshold(logits[mine, place], table.labels[mine, place]))
        ordinary = _ordinary(logits[long & (table.weights[:, place] > 0), place])
        mean.append(ordinary[0])
        spread.append(ordinary[1])
    return Heads(
        table.ids,
        [one.mode for one in choices],
        table.inputs,
        net,
        np.array(threshold),
        np.array(mean),
        np.array(spread),
        np.array([one.brief for one in choices]),
        table.prints,
        second,
    )


def folds(group: np.ndarray) -> np.ndarray:
    """(n,) which fold each sentence is held out in; whole conversations together, exemplars (-1) in none."""
    return np.where(group >= 0, group % FOLDS, -1)


def fit(table: Table, weights: np.ndarray) -> Net:
    """A net for all behaviours of the table, from the sentences that have any weight (n, k)."""
    used = np.flatnonzero(weights.any(axis=1))
    rows = _half_heard(table, used)
    return Net.joined([_of_mind(table, rows, weights, used, seed) for seed in range(len(MINDS))])


def fit_closer(table: Table, weights: np.ndarray) -> Net:
    """One net, as `fit`, from a table `closely` looked at: without the encoding."""
    used = np.flatnonzero(weights.any(axis=1))
    return _of_mind(table, _half_heard(table, used), weights, used, seed=1)


def _of_mind(table: Table, rows: np.ndarray, weights: np.ndarray, used: np.ndarray, seed: int) -> Net:
    scale = np.repeat(MINDS[seed], table.inputs.sizes).astype(np.float32)
    seen = scale > 0
    net = trained(rows[:, seen] * scale[seen], table.aims[used], weights[used], seed)
    return net.scaled(scale[seen]).placed(seen)


def _half_heard(table: Table, used: np.ndarray) -> np.ndarray:
    rows = table.rows[used]
    vector, flags, around, pieces = np.cumsum(table.inputs.sizes[:4])
    rows[used % UNHEARD == 0, around:pieces] = 0
    rows[used % UNRULED < 2, vector:flags] = 0
    return rows


def held_out(table: Table, fold: np.ndarray, say: Say, way: Way) -> np.ndarray:
    """(n, k) logits of each sentence by a model that never saw its conversation. A fold on each core, where processes
    can be forked: they share the table, which is half of a gigabyte."""
    logits = np.zeros(table.labels.shape)
    for number, mine in enumerate(_each_fold((table, fold, way)), 1):
        logits[fold == number - 1] = mine
        say(f"fold {number} of {FOLDS}")
    return logits


def _each_fold(work: tuple[Table, np.ndarray, Way]) -> Iterator[np.ndarray]:
    if "fork" not in get_all_start_methods() or len(work[0].rows) < FEW:
        yield from (_of_fold(number, *work) for number in range(FOLDS))
        return
    with get_context("fork").Pool(min(FOLDS, cpu_count() or 1), _shared.extend, [work]) as pool:
        yield from pool.imap(_of_shared, range(FOLDS))


_shared: list = []  # what a forked process works on; handing it over would copy it


def _of_shared(number: int) -> np.ndarray:
    return _of_fold(number, *_shared)


def _of_fold(number: int, table: Table, fold: np.ndarray, way: Way) -> np.ndarray:
    out = fold == number
    with on_one_core():
        return way(table, table.weights * ~out[:, None]).logits(table.rows[out])


def choose(table: Table, place: int, fold: np.ndarray, logits: np.ndarray) -> Choice:
    """Rules, rules with the head, or the model: by F1 on held-out conversations."""
    mine = table.corpus & (table.weights[:, place] > 0)
    labels, flags, short = (each[mine] for each in (table.labels[:, place], table.flags[:, place], table.short))
    logits, fold, forbidden = logits[mine], fold[mine], table.forbidden[mine, place]
    choice = Choice(table.ids[place], int(labels.sum()), RULES, {RULES: f1(flags, labels)})
    if choice.labelled < FEWEST:
        return choice
    mean, spread = _ordinary(logits[~short])
    score = (logits - mean) / spread
    both = (flags & (score > VETO)) | ((score > ADD) & ~forbidden)
    choice.f1[RULES_AND_HEAD] = f1(np.where(short, flags, both), labels)
    longer, brief = (f1(honest(logits, flags, labels, fold, by_rule), labels) for by_rule in (short, short & False))
    by_model = brief > longer + BRIEF_MARGIN
    choice.f1[MODEL_MODE] = brief if by_model else longer
    for mode in (RULES_AND_HEAD, MODEL_MODE):
        if choice.f1[mode] > choice.f1[choice.mode] + MARGIN:
            choice.mode = mode
    choice.brief = by_model and choice.mode == MODEL_MODE
    return choice


def honest(
    logits: np.ndarray, flags: np.ndarray, labels: np.ndarray, fold: np.ndarray, by_rule: np.ndarray
) -> np.ndarray:
    """Verdicts in each fold by the threshold that was best in the others; `by_rule` where the rule decides."""
    made = flags & by_rule
    for number in range(FOLDS):
        out, rest = (where & ~by_rule for where in (fold == number, fold != number))
        if out.any():
            made[out] = logits[out] >= best_threshold(logits[rest], labels[rest])
    return made


def best_threshold(logits: np.ndarray, labels: np.ndarray) -> float:
    """Where F1 is highest; the middle of all places that are nearly as good."""
    if not labels.any():
        return 0.0
    order = np.argsort(-logits, kind="stable")
    hits = np.cumsum(labels[order])
    scores = 2 * hits / (np.arange(1, len(hits) + 1) + labels.sum())
    good = np.flatnonzero(scores >= scores.max() - 0.01)
    return float(np.mean(logits[order][good]))


def f1(verdicts: np.ndarray, labels: np.ndarray) -> float:
    return 2 * float((verdicts & labels).sum()) / max(1, int(verdicts.sum()) + int(labels.sum()))


def _ordinary(logits: np.ndarray) -> tuple[float, float]:
    return (float(logits.mean()), float(logits.std()) or 1.0) if len(logits) else (0.0, 1.0)
