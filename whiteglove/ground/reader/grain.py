"""What the encoder's layers hold of a sentence before it becomes one meaning, as fewer numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RANK = 512
ENOUGH = 60_000  # sentences to learn the directions from


@dataclass
class Grain:
    """`centre` (w,): what is usual; `turn` (w, r): the directions in which sentences differ most, so long that a
    sentence usually becomes r numbers of length 1."""

    centre: np.ndarray
    turn: np.ndarray

    def __post_init__(self) -> None:
        self.centre, self.turn = self.centre.astype(np.float32), self.turn.astype(np.float32)

    @property
    def width(self) -> int:
        return self.turn.shape[1]

    def of(self, layers: np.ndarray) -> np.ndarray:
        """(n, r) float16 for (n, w) of `layers.Layers`."""
        if not self.width:
            return np.zeros((len(layers), 0), np.float16)
        return ((layers - self.centre) @ self.turn).astype(np.float16)

    @classmethod
    def nothing(cls) -> Grain:
        return cls(np.zeros(0), np.zeros((0, 0)))

    @classmethod
    def learnt(cls, layers: Sequence[np.ndarray], rank: int = RANK) -> Grain:
        """From many sentences (each (w,)), every number first made to vary alike. The same give the same."""
        rows = np.stack(layers[:ENOUGH]).astype(np.float32)
        centre, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
        rows = (rows - centre) / spread
        _, directions = np.linalg.eigh((rows.T @ rows).astype(np.float64))
        turn = directions[:, ::-1][:, :rank] / spread[:, None]
        length = np.sqrt((((rows * spread) @ turn.astype(np.float32)) ** 2).sum(axis=1).mean())
        return cls(centre, turn / max(float(length), 1e-6))
