"""How well verdicts agree with labels: precision, recall, F1, kappa, and how sure one may be of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Counts:
    """Sentences: `hit` both say yes, `extra` only the verdict, `missed` only the label, `neither`."""

    hit: int
    extra: int
    missed: int
    neither: int

    @property
    def labelled(self) -> int:
        return self.hit + self.missed

    @property
    def precision(self) -> float:
        return _share(self.hit, self.hit + self.extra)

    @property
    def recall(self) -> float:
        return _share(self.hit, self.labelled)

    @property
    def f1(self) -> float:
        return _share(2 * self.hit, 2 * self.hit + self.extra + self.missed)

    @property
    def kappa(self) -> float:
        """Cohen's: agreement beyond chance."""
        total = self.hit + self.extra + self.missed + self.neither
        if not total:
            return 0.0
        agreed = (self.hit + self.neither) / total
        yes = (self.hit + self.extra) * (self.hit + self.missed) / total**2
        no = (self.missed + self.neither) * (self.extra + self.neither) / total**2
        return (agreed - yes - no) / (1 - yes - no) if yes + no < 1 else 1.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def counted(verdicts: np.ndarray, labels: np.ndarray) -> Counts:
    """Both (n,) bool."""
    hit, extra, missed = (int(part.sum()) for part in (verdicts & labels, verdicts & ~labels, ~verdicts & labels))
    return Counts(hit, extra, missed, len(labels) - hit - extra - missed)


def interval(
    verdicts: np.ndarray, labels: np.ndarray, groups: np.ndarray, *, times: int = 400, seed: int = 7
) -> tuple[float, float]:
    """95 % of F1 when whole conversations are drawn again and again. `groups` (n,) numbers the conversation of each."""
    count = int(groups.max()) + 1 if len(groups) else 0
    if not count:
        return 0.0, 0.0
    parts = [
        np.bincount(groups[chosen], minlength=count)
        for chosen in (verdicts & labels, verdicts & ~labels, ~verdicts & labels)
    ]
    draws = np.random.default_rng(seed).integers(0, count, (times, count))
    hit, extra, missed = (part[draws].sum(axis=1) for part in parts)
    scores = 2 * hit / np.maximum(1, 2 * hit + extra + missed)
    low, high = np.percentile(scores, [2.5, 97.5])
    return float(low), float(high)
