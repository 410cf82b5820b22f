"""How a behaviour learns from what people answered: calibrated at a hundred answers, retrained at three hundred.

The better of the rungs within reach is taken, and only if it does better than the reader as it ships, on answers it has
not learnt from; and it can be
left again, because nothing of the shipped reader is changed: a rung decides after it, for its behaviour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from whiteglove.ground.reader.context import Around
from whiteglove.ground.reader.measures import counted
from whiteglove.ground.reader.reader import ALONE, Reader
from whiteglove.ground.reader.reading import Conversation, Finding, Message, Reading
from whiteglove.ground.reader.rules import Seen
from whiteglove.ground.reader.rungs import CALIBRATED, NAMES, RETRAINED

MARGIN = 0.01  # of F1
FOLDS = 5
HOLD = {CALIBRATED: 1.0, RETRAINED: 30.0}  # strength of regularisation, in answers
SIGNALS = 3  # rule, forbidden, head: what calibration looks at
LOUDEST = 10.0  # logits beyond which a head's opinion counts no more


@dataclass(frozen=True)
class Answers:
    """`shown` (n, SIGNALS or more): what each sentence showed. `found`, `truth` (n,) bool: the shipped reader's verdict
    and the person's. `group` (n,): numbers the conversation each is from."""

    shown: np.ndarray
    found: np.ndarray
    truth: np.ndarray
    group: np.ndarray


@dataclass(frozen=True)
class Rung:
    """`weights` (w,) on what a sentence shows; yes where its score reaches `threshold`."""

    number: int
    weights: np.ndarray
    bias: float
    threshold: float

    def score(self, shown: np.ndarray) -> np.ndarray:
        """(n,) 0 to 1."""
        return _sigmoid(shown[:, : len(self.weights)] @ self.weights + self.bias)

    def as_values(self) -> dict[str, Any]:
        """For JSON."""
        return {"number": self.number, "bias": self.bias, "threshold": self.threshold,
                "weights": [round(float(one), 6) for one in self.weights]}  # fmt: skip

    @classmethod
    def of_values(cls, kept: Mapping[str, Any]) -> Rung:
        weights = np.asarray(kept["weights"], np.float64)
        return cls(int(kept["number"]), weights, float(kept["bias"]), float(kept["threshold"]))


@dataclass(frozen=True)
class Climb:
    """A rung that was tried: F1 of the shipped reader and of the rung on answers not learnt from, 0 to 1."""

    rung: Rung
    before: float
    after: float

    @property
    def better(self) -> bool:
        return self.after >= self.before + MARGIN


def best_climb(answers: Answers, number: int) -> Climb:
    """Of the rungs up to `number`, all tried on the same folds, the one that does best; of equals the lower."""
    return max((climb(answers, rung) for rung in sorted(NAMES) if rung <= number), key=lambda tried: tried.after)


def climb(answers: Answers, number: int) -> Climb:
    """Learn the rung `number` from these answers and measure it across conversations. Doesn't decide anything."""
    shown = answers.shown[:, : SIGNALS if number == CALIBRATED else None]
    fold = folds(answers.group)
    verdicts = np.zeros(len(shown), bool)
    for place in range(FOLDS):
        held = fold == place
        if held.any() and answers.truth[~held].any():
            learnt = learn(shown[~held], answers.truth[~held], number)
            verdicts[held] = learnt.score(shown[held]) >= learnt.threshold
    before, after = counted(answers.found, answers.truth).f1, counted(verdicts, answers.truth).f1
    return Climb(learn(shown, answers.truth, number), before, after)


def folds(group: np.ndarray) -> np.ndarray:
    """(n,) 0 to FOLDS - 1: a conversation is never divided. Conversations go round in the order of their numbers."""
    return np.unique(group, return_inverse=True)[1] % FOLDS


def learn(shown: np.ndarray, truth: np.ndarray, number: int) -> Rung:
    """Logistic regression held back by HOLD; the threshold where F1 is best."""
    mean, spread = shown.mean(axis=0), shown.std(axis=0)
    spread[spread < 1e-9] = 1.0
    weights, bias = _fit((shown - mean) / spread, truth.astype(np.float64), HOLD[number])
    weights = weights / spread
    made = Rung(number, weights, float(bias - weights @ mean), 0.5)
    return replace(made, threshold=best_threshold(made.score(shown), truth))


def _fit(x: np.ndarray, y: np.ndarray, hold: float) -> tuple[np.ndarray, float]:
    """Newton's method on the penalised log-likelihood; the bias is free."""
    x = np.hstack([x, np.ones((len(x), 1))])
    penalty = np.full(x.shape[1], hold)
    penalty[-1] = 1e-3
    weights = np.zeros(x.shape[1])
    for _ in range(25):
        p = _sigmoid(x @ weights)
        slope = x.T @ (p - y) + penalty * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights[:-1], float(weights[-1])


def best_threshold(scores: np.ndarray, truth: np.ndarray) -> float:
    """Halfway between the two neighbouring scores where F1 is best; 0.5 where nothing is true."""
    if not truth.any():
        return 0.5
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    hits = np.cumsum(truth[order])
    f1 = 2 * hits / (np.arange(1, len(hits) + 1) + truth.sum())
    last = np.append(ranked[1:] < ranked[:-1], True)  # one can't divide equal scores
    best = int(np.where(last, f1, -1).argmax())
    below = ranked[best + 1] if best + 1 < len(ranked) else 0.0
    return float((ranked[best] + below) / 2)


def _sigmoid(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(logits, -30, 30)))


def shown_by(reader: Reader, behaviour: str, seen: Seen, around: Around) -> np.ndarray:
    """What a sentence shows towards a behaviour: rule, forbidden, head, then its vector where there is one."""
    head = _head(reader, behaviour, seen, around) / 4
    signals = [float(behaviour in seen.spans), float(behaviour in seen.forbidden), head]
    return np.concatenate([signals, seen.vector if seen.vector is not None else np.zeros(0)]).astype(np.float64)


def _head(reader: Reader, behaviour: str, seen: Seen, around: Around) -> float:
    """-LOUDEST to LOUDEST. Words that leave no doubt are as loud as a head gets: only answers may say otherwise."""
    if behaviour in seen.sure or behaviour in seen.denied:
        return LOUDEST if behaviour in seen.sure else -LOUDEST
    heads = reader.heads
    if heads is None or behaviour not in heads.place or seen.vector is None:
        return 0.0
    place = heads.place[behaviour]
    logit = heads.net.logits(heads.inputs.rows([seen], [around]))[0, place]
    return float(np.clip(logit - heads.threshold[place], -LOUDEST, LOUDEST))


class Ladder:
    """The rungs in use: {behaviour: Rung}. `read` reads as the reader does, then lets them decide."""

    def __init__(self, reader: Reader, rungs: Mapping[str, Rung]) -> None:
        self.reader = reader
        self.rungs = {name: rung for name, rung in rungs.items() if name in reader.behaviours}

    def read(self, message: Message, conversation: Conversation = ALONE, *, closely: bool = True) -> Reading:
        reading = self.reader.read(message, conversation, closely=closely)
        mine = {name: rung for name, rung in self.rungs.items()
                if self.reader.behaviours[name].shown_by(message.side)}  # fmt: skip
        return self._decided(reading, mine, conversation) if mine else reading

    def _decided(self, reading: Reading, rungs: Mapping[str, Rung], conversation: Conversation) -> Reading:
        kept = {(one.behaviour, one.sentence): one for one in reading.findings if one.behaviour in rungs}
        rest = [one for one in reading.findings if one.behaviour not in rungs]
        for place, (seen, around) in enumerate(self.reader.open(reading.message, conversation)):
            for name, rung in rungs.items():
                found = self._found(reading, place, name, rung, shown_by(self.reader, name, seen, around), kept)
                # So short a sentence has nothing a head could weigh: the rules' word stands.
                if one := kept.get((name, place)) if seen.short else found:
                    rest.append(one)
        rest.sort(key=lambda one: (one.sentence, one.start, one.behaviour))
        return replace(reading, findings=tuple(rest))

    def _found(
        self, reading: Reading, place: int, name: str, rung: Rung, shown: np.ndarray,
        kept: Mapping[tuple[str, int], Finding],
    ) -> Finding | None:  # fmt: skip
        if len(shown) < len(rung.weights):
            return kept.get((name, place))
        score = float(rung.score(shown[None])[0])
        if score < rung.threshold:
            return None
        one, words = kept.get((name, place)), reading.sentences[place]
        one = one or Finding(name, place, words.start, words.end, words.text, 0.0, "")
        return replace(one, score=round(score, 3), rung=NAMES[rung.number])


def answers_of(found: Sequence[tuple[np.ndarray, bool, bool, int]]) -> Answers:
    """Of (what it showed, found, truth, conversation) each. All must show as much."""
    shown, verdicts, truth, group = zip(*found, strict=True)
    return Answers(np.stack(shown), np.array(verdicts, bool), np.array(truth, bool), np.array(group))
