"""Train the shipped weights from the corpus: for each behaviour whatever does best in conversations not trained on.

Reproducible: the same corpus and behaviours give the same file, byte for byte. Needs scipy, which the product doesn't.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from whiteglove.ground.reader import corpus
from whiteglove.ground.reader.encoder import encoder_or_none
from whiteglove.ground.reader.examples import Table, table_of
from whiteglove.ground.reader.heads import ADD, FILE, FOLDER, MODEL_MODE, RULES, RULES_AND_HEAD, VETO, Heads
from whiteglove.ground.reader.pack import content_of
from whiteglove.ground.reader.reader import VOCABULARY, Reader

FOLDS = 5
FEWEST = 10  # labelled sentences below which nothing is trained
MARGIN = 0.01  # of F1 that a trained model must gain over the rules
BRIEF_MARGIN = 0.003  # and on sentences of one or two words
# How freely each part of a row is used: encoding, flags, surroundings, pieces, flags and encodings of neighbours.
SCALES = (3.0, 1.0, 1.0, 3.0, 0.7, 0.5, 1.5, 1.5)
OWN_FLAG = 2.0  # and a behaviour's own rule
ROUNDS = 30
UNHEARD = 4  # every so many sentences loses its pieces of words, as sentences of other languages have none
Say = Callable[[str], None]


@dataclass
class Choice:
    """What was chosen for a behaviour, and the cross-validated F1 of each way."""

    behaviour: str
    labelled: int
    mode: str
    f1: dict[str, float] = field(default_factory=dict)
    brief: bool = False  # whether the model decides on one or two words too


def train_pack(path: str | Path, say: Say = lambda _: None) -> list[Choice]:
    """Train on `path`/corpus/train and write `path`/reader/. Raises CorpusError, BehaviourError."""
    path = Path(path)
    dialogues = corpus.read_folder(path / corpus.FOLDER / corpus.PARTS[0])
    words = vocabulary_in(dialogues)
    (path / FOLDER).mkdir(exist_ok=True)
    (path / FOLDER / VOCABULARY).write_text("\n".join(sorted(words)) + "\n", "utf-8")
    reader = Reader.from_content(content_of(path), encoder=encoder_or_none(), vocabulary=words)
    say(f"{len(dialogues)} conversations")
    heads, choices = train(table_of(reader, dialogues, _unsettled(path / corpus.FOLDER)), say)
    heads.save(path / FOLDER / FILE)
    return choices


def _unsettled(folder: Path) -> dict[str, corpus.Dialogue]:
    """Second labellings of training conversations; none of those where both labellings were settled into one."""
    settled = {one.id for one in corpus.read_folder(folder / corpus.FIRST / corpus.PARTS[0])}
    again = corpus.read_folder(folder / corpus.SECOND / corpus.PARTS[0])
    return {one.id: one for one in again if one.id not in settled}


def vocabulary_in(dialogues: Sequence[corpus.Dialogue]) -> set[str]:
    """Words that stand in lower case inside sentences: none of them is a name just for its capital."""
    texts = (one.text for dialogue in dialogues for turn in dialogue.turns for one in turn.sentences)
    return {
        word
        for text in texts
        for word in text.replace(",", " ").replace(".", " ").split()
        if word.isalpha() and word.islower()
    }


def train(table: Table, say: Say = lambda _: None) -> tuple[Heads, list[Choice]]:
    """Heads for every behaviour of the table, and why each decides as it does."""
    fold = folds(table.group)
    logits = held_out(table, fold, say)
    choices = [choose(table, place, fold, logits[:, place]) for place in range(len(table.ids))]
    weights, bias = fit(table, table.weights)
    weights[[one.mode == RULES for one in choices]] = 0
    return _heads(table, choices, weights, bias, logits), choices


def _heads(table: Table, choices: Sequence[Choice], weights: np.ndarray, bias: np.ndarray, logits: np.ndarray) -> Heads:
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
        weights,
        bias,
        np.array(threshold),
        np.array(mean),
        np.array(spread),
        np.array([one.brief for one in choices]),
        table.prints,
    )


def folds(group: np.ndarray) -> np.ndarray:
    """(n,) which fold each sentence is held out in; whole conversations together, exemplars (-1) in none."""
    return np.where(group >= 0, group % FOLDS, -1)


def scales(table: Table) -> np.ndarray:
    """(width, k) the units in which every weight is held back alike."""
    count = len(table.ids)
    made = np.repeat(SCALES, table.inputs.sizes)[:, None] * np.ones(count)
    own = np.arange(count)
    made[table.inputs.sizes[0] + own, own] = OWN_FLAG
    return made.astype(np.float32)


def fit(table: Table, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Logistic regressions for all behaviours: weights (k, width) and bias (k,).

    Behaviours that are labelled on the same sentences (an agent's, a customer's, anybody's) are solved together.
    """
    made, bias = np.zeros((len(table.ids), table.rows.shape[1])), np.zeros(len(table.ids))
    sides, scale = _sides(table), scales(table)
    for side in np.unique(sides):
        mine = np.flatnonzero(sides == side)
        used = np.flatnonzero(weights[:, mine].any(axis=1))
        labels, counts = table.aims[np.ix_(used, mine)], weights[np.ix_(used, mine)]
        made[mine], bias[mine] = _solve(_half_heard(table, used), labels, counts, scale[:, mine])
    return made, bias


def _half_heard(table: Table, used: np.ndarray) -> np.ndarray:
    rows = table.rows[used]
    start = sum(table.inputs.sizes[:3])
    rows[used % UNHEARD == 0, start : start + table.inputs.sizes[3]] = 0
    return rows


def _sides(table: Table) -> np.ndarray:
    """(k,) a number for each set of corpus sentences that behaviours are labelled on."""
    labelled = table.weights[table.corpus] > 0
    sets = [labelled[:, place].tobytes() for place in range(labelled.shape[1])]
    return np.array([sets.index(one) for one in sets])


def _solve(
    rows: np.ndarray, labels: np.ndarray, weights: np.ndarray, scale: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """`rows` (n, d); `labels`, `weights` (n, k); `scale` (d, k) units in which every weight is held back alike."""
    from scipy.optimize import minimize

    shape = (scale.shape[0] + 1, scale.shape[1])

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        made = flat.reshape(shape).astype(np.float32)
        logits = rows @ (made[:-1] * scale) + made[-1]
        errors = weights * (_sigmoid(logits) - labels)
        value = (weights * (np.logaddexp(0, logits) - labels * logits)).sum(dtype=np.float64) + 0.5 * float(
            (made[:-1] ** 2).sum()
        )
        gradient = np.vstack([(rows.T @ errors) * scale + made[:-1], errors.sum(axis=0)])
        return value, gradient.ravel().astype(np.float64)

    # From how common each behaviour is: most of the way for the rare ones.
    common = np.clip((weights * labels).sum(axis=0) / np.maximum(1, weights.sum(axis=0)), 1e-4, 0.9)
    begin = np.zeros(shape)
    begin[-1] = np.log(common / (1 - common))
    found = minimize(loss, begin.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS, "maxcor": 6})
    made = found.x.reshape(shape)
    return (made[:-1] * scale).T, made[-1]


def held_out(table: Table, fold: np.ndarray, say: Say) -> np.ndarray:
    """(n, k) logits of each sentence by a model that never saw its conversation."""
    logits = np.zeros(table.labels.shape)
    for number in range(FOLDS):
        out = fold == number
        if out.any():
            weights, bias = fit(table, table.weights * ~out[:, None])
            logits[out] = table.rows[out] @ weights.T + bias
            say(f"fold {number + 1} of {FOLDS}")
    return logits


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
    choice.brief = brief > longer + BRIEF_MARGIN
    choice.f1[MODEL_MODE] = brief if choice.brief else longer
    for mode in (RULES_AND_HEAD, MODEL_MODE):
        if choice.f1[mode] > choice.f1[choice.mode] + MARGIN:
            choice.mode = mode
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


def _sigmoid(logits: np.ndarray) -> np.ndarray:
    return 0.5 * (1 + np.tanh(0.5 * logits))
