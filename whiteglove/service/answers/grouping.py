"""Questions that ask the same in other words, put together. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .cutting import plain

if TYPE_CHECKING:
    import numpy as np

ALIKE = 0.72  # cosine from which two questions ask the same
SHARED = 0.6  # share of words and concepts, where there are no vectors


def grouped(texts: Sequence[str], signs: Sequence[frozenset[str]], vectors: np.ndarray | None) -> list[list[int]]:
    """Places of texts that belong together, the largest group first; within one in the order given.

    Each is compared with the first of every group, so that a group doesn't wander. `signs` are a text's words and what
    they stand for; `vectors` (n, 512) decide beside them.
    """
    groups: list[list[int]] = []
    firsts: dict[str, int] = {}
    for at, text in enumerate(texts):
        same = firsts.get(plain(text))
        near = same if same is not None else nearest(at, groups, signs, vectors)
        if near is None:
            near = len(groups)
            groups.append([])
        groups[near].append(at)
        firsts.setdefault(plain(text), near)
    return sorted(groups, key=lambda one: (-len(one), one[0]))


def nearest(
    at: int, groups: Sequence[Sequence[int]], signs: Sequence[frozenset[str]], vectors: np.ndarray | None
) -> int | None:
    scored = [(alike(at, group[0], signs, vectors), -number) for number, group in enumerate(groups)]
    best, number = max(scored, default=(0.0, 0))
    return -number if best >= 1.0 else None


def alike(one: int, other: int, signs: Sequence[frozenset[str]], vectors: np.ndarray | None) -> float:
    """From 1.0 on they ask the same."""
    either = signs[one] | signs[other]
    by_words = len(signs[one] & signs[other]) / len(either) / SHARED if either else 0.0
    by_meaning = float(vectors[one] @ vectors[other]) / ALIKE if vectors is not None else 0.0
    return max(by_words, by_meaning)
