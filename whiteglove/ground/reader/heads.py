"""What training left in the pack: a weight for everything a sentence shows, per behaviour, and how each decides."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from whiteglove.ground.reader.grain import Grain
from whiteglove.ground.reader.inputs import Inputs
from whiteglove.ground.reader.net import Net
from whiteglove.ground.reader.pieces import Pieces

FOLDER, FILE = "reader", "weights.npz"
RULES, RULES_AND_HEAD, MODEL_MODE = "rules", "rules+head", "model"
VETO, ADD = -1.0, 3.0  # of a head's score in standard deviations over ordinary traffic
FORMAT = 5


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
            return cls(**names, **arrays, inputs=inputs, net=net, brief=kept["brief"])
