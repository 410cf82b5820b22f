"""What training left in the pack: a weight for everything a sentence shows, per behaviour, and how each decides."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

FOLDER, FILE = "reader", "weights.npz"
RULES, RULES_AND_HEAD, MODEL_MODE = "rules", "rules+head", "model"
VETO, ADD = -1.0, 3.0  # of a head's score in standard deviations over ordinary traffic
FORMAT = 1


@dataclass
class Heads:
    """`ids` behaviours, `modes` how each decides, `flags` the behaviours whose rules are inputs, in order.

    `weights` (n, 512 + flags + context) float32, `bias` (n,), `threshold` (n,) on the logit. `mean` and `spread` (n,)
    are the logit's over ordinary traffic: a rules+head behaviour is vetoed or added by its distance from them.
    `prints`: of the rules each was trained beside. A behaviour whose rules have changed since goes by its rules alone.
    """

    ids: list[str]
    modes: list[str]
    flags: list[str]
    weights: np.ndarray
    bias: np.ndarray
    threshold: np.ndarray
    mean: np.ndarray
    spread: np.ndarray
    prints: list[str]

    def __post_init__(self) -> None:
        self.place = {one: place for place, one in enumerate(self.ids)}
        self.flag_place = {one: place for place, one in enumerate(self.flags)}

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            path,
            format=np.array(FORMAT),
            ids=np.array(self.ids),
            modes=np.array(self.modes),
            flags=np.array(self.flags),
            prints=np.array(self.prints),
            weights=self.weights.astype(np.float16),
            **{name: getattr(self, name).astype(np.float32) for name in ("bias", "threshold", "mean", "spread")},
        )

    @classmethod
    def load(cls, path: Path) -> Heads | None:
        """None where there are none; ValueError for a file of another format."""
        if not path.is_file():
            return None
        with np.load(path, allow_pickle=False) as kept:
            if int(kept["format"]) != FORMAT:
                raise ValueError(f"{path} was written by another version of Whiteglove: run `whiteglove reader train`.")
            names = {name: kept[name].tolist() for name in ("ids", "modes", "flags", "prints")}
            arrays = {
                name: kept[name].astype(np.float32) for name in ("weights", "bias", "threshold", "mean", "spread")
            }
        return cls(**names, **arrays)
