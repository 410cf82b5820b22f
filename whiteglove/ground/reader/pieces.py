"""Words, pairs and triples of words, and pieces of words as a few numbers: what stands there, beside what it means.

The encoder takes "couldn't be happier" and "couldn't be unhappier" for neighbours; its words tell them apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

RANK = 128  # numbers a sentence becomes
FEWEST = 8  # sentences that a piece must stand in
WORDS = 60  # of a sentence, that are looked at
LONG = 4  # letters of a word from which its pieces count, and of a piece
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?|[?!.,:;()]+|[^\w\s]")


def pieces_of(text: str) -> set[str]:
    """Of a tidied, masked sentence; `^` and `$` are its ends, `#` begins a piece of a word."""
    words = _WORD.findall(text[: WORDS * 20].lower())[:WORDS]
    ends = ["^", *words, "$"]
    made = set(words)
    made.update(map(" ".join, pairwise(ends)))
    made.update(map(" ".join, zip(ends, ends[1:], ends[2:], strict=False)))
    for word in words:
        if len(word) >= LONG:
            whole = f"<{word}>"
            made.update("#" + whole[at : at + LONG] for at in range(len(whole) - LONG + 1))
    return made


class Pieces:
    """`known` pieces in order, `rarity` (n,) of each, `places` (n, RANK) float16: each piece as numbers."""

    def __init__(self, known: Sequence[str], rarity: np.ndarray, places: np.ndarray) -> None:
        self.known = list(known)
        self.rarity = rarity.astype(np.float32)
        self.places = places.astype(np.float16)
        self._at = {one: place for place, one in enumerate(self.known)}

    @property
    def width(self) -> int:
        return self.places.shape[1]

    def vector(self, text: str) -> np.ndarray:
        """(RANK,) float32; nought where no piece is known, as in languages that training never saw."""
        place = self._at.get
        at = sorted([found for one in pieces_of(text) if (found := place(one)) is not None])
        if not at:
            return np.zeros(self.width, np.float32)
        rarity = self.rarity[at]
        return (rarity @ self.places[at].astype(np.float32)) / max(1e-6, float(np.sqrt(rarity @ rarity)))

    @classmethod
    def of(cls, texts: Sequence[str], rank: int = RANK, fewest: int = FEWEST) -> Pieces:
        """What tells these sentences apart best. Needs scipy; the same texts give the same numbers."""
        from scipy.sparse import csr_matrix
        from scipy.sparse.linalg import svds

        found = [pieces_of(text) for text in texts]
        often = Counter(piece for one in found for piece in one)
        known = sorted(piece for piece, count in often.items() if count >= fewest)
        rank = min(rank, len(known) - 1, len(texts) - 1)
        if rank < 1:
            return cls([], np.zeros(0), np.zeros((0, 0)))
        rarity = np.log(len(texts) / np.array([often[one] for one in known])).astype(np.float32)
        at = {one: place for place, one in enumerate(known)}
        rows = [sorted(at[piece] for piece in one if piece in at) for one in found]
        values = np.concatenate([_even(rarity[row]) for row in rows])
        ends = np.cumsum([0, *map(len, rows)])
        table = csr_matrix((values, np.concatenate([*map(np.array, rows)]).astype(int), ends), (len(rows), len(known)))
        _, _, turned = svds(table, k=rank, random_state=0)
        return cls(known, rarity, turned[::-1].T)


def _even(values: np.ndarray) -> np.ndarray:
    length = float(np.sqrt((values**2).sum()))
    return values / length if length else values
