"""What training left in the pack: a weight for everything a sentence shows, per behaviour, and how each decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from whiteglove.ground.reader.grain import Grain
from whiteglove.ground.reader.inputs import Inputs
from whiteglove.ground.reader.net import Net
from whiteglove.ground.reader.pieces import Pieces

FOLDER, FILE = "reader", "weights.npz"
RULES, RULES_AND_HEAD, MODEL_MODE = "rules", "rules+head", "model"
NEAR = 1.5  # of a logit's distance from its threshold
VETO, ADD = -1.0, 3.0  # of a head's score in standard deviations over ordinary traffic
FORMAT = 5


@dataclass
class Second:
    """A second opinion, by a closer look (`closer.py`), on the sentences of which the first net is unsure.

    `grain`: how the closer look is put into numbers, which take the place of the encoder's in a row. `net` judges such
    a row; it is so made that the mean of both nets' logits goes by the first's thresholds. `threshold` (k,),
    `weight` (k,), `limit`: a sentence is doubtful by how near its logits are to the thresholds, rare behaviours
    weighing more.
    """

    grain: Grain
    net: Net
    threshold: np.ndarray
    weight: np.ndarray
    limit: float

    def asked(self, logits: np.ndarray, mine: np.ndarray) -> np.ndarray:
        """(n,) bool for logits (n, k); `mine` (n, k): which of them count."""
        return doubt(logits - self.threshold, self.weight * mine) > self.limit

    def agreed(self, logits: np.ndarray, rows: np.ndarray, closer: np.ndarray) -> np.ndarray:
        """(n, k) what both say, from rows (n, width) as the first saw them and the closer look (n, POOLED)."""
        rows = rows.copy()
        rows[:, rows.shape[1] - self.grain.width :] = self.grain.of(closer)
        return (logits + self.net.logits(rows)) / 2

    def kept(self) -> dict[str, np.ndarray]:
        parts = {f"second_net_{name}": part.astype(np.float16) for name, part in self.net.parts().items()}
        numbers = {"threshold": self.threshold, "weight": self.weight, "limit": np.array(self.limit)}
        numbers |= {"centre": self.grain.centre, "turn": self.grain.turn}
        return parts | {f"second_{name}": one.astype(np.float32) for name, one in numbers.items()}

    @classmethod
    def of(cls, kept: Mapping[str, np.ndarray]) -> Second | None:
        if "second_limit" not in kept:
            return None
        net = Net(*(kept[f"second_net_{one.name}"].astype(np.float32) for one in fields(Net)))
        grain = Grain(kept["second_centre"], kept["second_turn"])
        return cls(grain, net, kept["second_threshold"], kept["second_weight"], float(kept["second_limit"]))


def doubt(above: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """(n,) how many verdicts are doubtful, each the more the nearer its logit is to the threshold."""
    return (np.exp(-NEAR * np.abs(above)) * weight).sum(axis=1)


@dataclass
class Heads:
    """`ids` behaviours, `modes` how each decides, `inputs` what they look at.

    `net` gives a logit for each; `threshold` (n,) is on it. `mean` and `spread` (n,) are the logit's over ordinary
    traffic: a rules+head behaviour is vetoed or added by its distance from them.
    `brief` (n,): whether the model decides on sentences of one or two words too; else rules do.
    `prints`: of the rules each was trained beside. A behaviour whose rules have changed since, in the language the
    weights were taught in, goes by its rules alone.
    """

    ids: list[str]
    modes: list[str]
    inputs: Inputs
    net: Net
    threshold: np.ndarray
    mean: np.ndarray
    spread: np.ndarray
    brief: np.ndarray
    prints: list[str]
    second: Second | None = None

    def __post_init__(self) -> None:
        self.place = {one: place for place, one in enumerate(self.ids)}

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            path,
            format=np.array(FORMAT),
            ids=np.array(self.ids),
            modes=np.array(self.modes),
            flags=np.array(self.inputs.flags),
            pieces=np.array("\n".join(self.inputs.pieces.known)),
            rarity=self.inputs.pieces.rarity,
            places=self.inputs.pieces.places,
            basis=self.inputs.basis.astype(np.float16),
            centre=self.inputs.grain.centre,
            turn=self.inputs.grain.turn.astype(np.float16),
            brief=self.brief.astype(bool),
            prints=np.array(self.prints),
            **{f"net_{name}": part.astype(np.float16) for name, part in self.net.parts().items()},
            **{name: getattr(self, name).astype(np.float32) for name in ("threshold", "mean", "spread")},
            **(self.second.kept() if self.second else {}),
        )

    @classmethod
    def load(cls, path: Path) -> Heads | None:
        """None where there are none; ValueError for a file of another format."""
        if not path.is_file():
            return None
        with np.load(path, allow_pickle=False) as kept:
            if int(kept["format"]) != FORMAT:
                raise ValueError(f"{path} was written by another version of Whiteglove: run `whiteglove reader train`.")
            names = {name: kept[name].tolist() for name in ("ids", "modes", "prints")}
            arrays = {name: kept[name].astype(np.float32) for name in ("threshold", "mean", "spread")}
            net = Net(*(kept[f"net_{one.name}"].astype(np.float32) for one in fields(Net)))
            known = str(kept["pieces"]).split("\n") if kept["places"].size else []
            pieces, grain = Pieces(known, kept["rarity"], kept["places"]), Grain(kept["centre"], kept["turn"])
            inputs = Inputs(kept["flags"].tolist(), pieces, kept["basis"], grain)
            return cls(**names, **arrays, inputs=inputs, net=net, brief=kept["brief"], second=Second.of(kept))
