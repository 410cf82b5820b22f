"""Everything that a sentence and its surroundings show, as one row of numbers: what the trained model looks at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from whiteglove.ground.reader.context import FEATURES, Around, features
from whiteglove.ground.reader.encoder import WIDTH
from whiteglove.ground.reader.grain import Grain
from whiteglove.ground.reader.pieces import Pieces
from whiteglove.ground.reader.rules import Seen

BASIS = 64  # numbers that a neighbour's encoding is put into


@dataclass
class Inputs:
    """`flags`: the behaviours whose rules are looked at, in order. `pieces` of words. `basis` (512, r): in which the
    encodings of the sentence before and of the other party's last message are given, more shortly. `grain`: how the
    encoder's numbers of single words are.

    A row: encoding, own flags, surroundings, pieces, flags of the sentence before and of the other party's last
    message, encodings of both, grain.
    """

    flags: list[str]
    pieces: Pieces = field(default_factory=lambda: Pieces([], np.zeros(0), np.zeros((0, 0))))
    basis: np.ndarray = field(default_factory=lambda: np.zeros((WIDTH, 0), np.float32))
    grain: Grain = field(default_factory=Grain.nothing)

    def __post_init__(self) -> None:
        self._place = {one: place for place, one in enumerate(self.flags)}
        self.basis = self.basis.astype(np.float32)

    @property
    def sizes(self) -> list[int]:
        """How many numbers each part of a row has, in order."""
        flags, near = len(self.flags), self.basis.shape[1]
        return [WIDTH, flags, len(FEATURES), self.pieces.width, flags, flags, near, near, self.grain.width]

    @property
    def width(self) -> int:
        return sum(self.sizes)

    def rows(self, seen: Sequence[Seen], around: Sequence[Around]) -> np.ndarray:
        """(n, width) float32. A forbidden flag is -1."""
        made = np.zeros((len(seen), self.width), np.float32)
        own, context, pieces, before, theirs, near, far, grain = np.cumsum(self.sizes)[:8]
        # A message's sentences share what stands around them.
        shared: dict[int, np.ndarray | None] = {}
        for row, one, at in zip(made, seen, around, strict=True):
            if one.vector is not None:
                row[:own] = one.vector
            self._put(row, own, one.spans, 1)
            self._put(row, own, one.forbidden, -1)
            row[context:pieces] = features(one.text, at, one.vector)
            row[pieces:before] = self._pieces(one)
            if one.grain is not None:
                row[grain:] = one.grain
            self._put(row, before, at.flags_before, 1)
            self._put(row, theirs, at.flags, 1)
            if self.basis.size:
                self._near(row[near:far], at.vector_before)
                if at.before is not None:
                    if id(at.before) not in shared:
                        shared[id(at.before)] = (at.before.sum(axis=0) / len(at.before)) @ self.basis
                    row[far:grain] = shared[id(at.before)]
        return made

    def _put(self, row: np.ndarray, start: int, behaviours: Collection[str], value: int) -> None:
        for one in behaviours:
            if (place := self._place.get(one)) is not None:
                row[start + place] = value

    def _near(self, row: np.ndarray, vector: np.ndarray | None) -> None:
        if vector is not None:
            row[:] = vector @ self.basis

    def _pieces(self, seen: Seen) -> np.ndarray:
        if seen.pieces is None:
            seen.pieces = self.pieces.vector(seen.text)
        return seen.pieces
