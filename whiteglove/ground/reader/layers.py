"""The encoder's layers one by one: what a sentence means, and what its single words say before they become one meaning.

The library gives the meaning alone, 512 numbers made to say what a sentence is about. How it is said (a question, a
refusal, a sigh) is plainer one step before: there the network holds 1,280 numbers for each word in its place, from the
word itself and its neighbours in windows of two, three and five. Judged by these, held out by trade, behaviours are
found better than by the meaning (docs/reader.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np

AT_ONCE = 384  # pieces of words: as much as a processor holds close by
MEANING = 512
EACH = 1280  # numbers of a piece of a word in its place
GRAIN = 2 * EACH  # the most of each over the sentence, and their sum by the root of its length
_BRANCHES = ((2, 0), (3, 1), (5, 2))  # windows: how many pieces, and how many of them before
_BEFORE, _AFTER = 2, 2


class Layers:
    """The weights of the library's network, walked through by ourselves. Not for use by several threads at once."""

    def __init__(self, network: Any) -> None:
        self._net = network

    def of(self, sentences: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
        """(n, MEANING) of length 1 and (n, GRAIN), float32, for sentences as numbers of pieces."""
        meaning = np.empty((len(sentences), MEANING), np.float32)
        grain = np.empty((len(sentences), GRAIN), np.float32)
        for start, end in _together([len(one) for one in sentences]):
            meaning[start:end], grain[start:end] = self._walk(sentences[start:end])
        return meaning, grain

    def _walk(self, sentences: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
        counts = np.array([len(one) for one in sentences])
        starts = np.cumsum(counts) - counts
        each = self._each(np.fromiter(chain.from_iterable(sentences), np.int64, counts.sum()), starts, counts)
        root = np.sqrt(counts, dtype=np.float32)[:, None]
        total = np.add.reduceat(each, starts)
        grain = np.hstack([np.maximum.reduceat(each, starts), total / root])
        return self._meaning((total @ self._net.cnn_W) / root + self._net.cnn_b * root), grain

    def _each(self, pieces: np.ndarray, starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
        """(pieces, EACH): the word itself, and what each window sees around it."""
        net = self._net
        packed = pieces % len(net.scale)
        words = net.table[pieces] * net.scale[packed, None]
        words += net.lo[packed, None]
        small = words @ net.proj_W
        small += net.proj_b
        small = _even(small, net.ln_g_all, net.ln_b_all, net.eps)
        around, width = _around(starts, counts), small.shape[1] // len(_BRANCHES)
        seen = [
            self._window(number, small[:, number * width : (number + 1) * width], around[:, _BEFORE - left :][:, :size])
            for number, (size, left) in enumerate(_BRANCHES)
        ]
        return _even(np.hstack([words, *seen]), net.ln_g, net.ln_b, net.eps)

    def _window(self, number: int, pieces: np.ndarray, around: np.ndarray) -> np.ndarray:
        for weights, bias in ((self._net.w1, self._net.b1), (self._net.w2, self._net.b2)):
            # One row of noughts at the end stands for whatever is outside the sentence.
            padded = np.vstack([pieces, np.zeros((1, pieces.shape[1]), np.float32)])
            seen = padded[around].reshape(len(pieces), -1) @ weights[number]
            seen += bias[number]
            pieces = np.maximum(seen, 0, out=seen) + pieces
        return pieces

    def _meaning(self, row: np.ndarray) -> np.ndarray:
        net = self._net
        first = np.maximum(row @ net.d0, 0)
        second = np.maximum(row @ net.p1 + first @ net.d1, 0)
        made = np.tanh(second @ net.p3 + np.maximum(second @ net.d2, 0) @ net.d3)
        return made / np.sqrt(np.maximum((made * made).sum(axis=1, keepdims=True), net.eps))


def _together(counts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of sentences that have AT_ONCE pieces at most, or are one."""
    start = held = 0
    for place, count in enumerate(counts):
        if place > start and held + count > AT_ONCE:
            yield start, place
            start, held = place, 0
        held += count
    if start < len(counts):
        yield start, len(counts)


def _around(starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """(pieces, 5): places of two pieces before, itself and two after; one past the last where the sentence ends."""
    total = int(counts.sum())
    places = np.arange(total)[:, None] + np.arange(-_BEFORE, _AFTER + 1)
    first, end = np.repeat(starts, counts)[:, None], np.repeat(starts + counts, counts)[:, None]
    return np.where((places >= first) & (places < end), places, total)


def _even(rows: np.ndarray, gain: np.ndarray, bias: np.ndarray, least: float) -> np.ndarray:
    """Each row around 0 and of spread 1 (Ba, Kiros & Hinton 2016), then stretched and moved as was learnt."""
    rows -= rows.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    rows *= (1 / np.sqrt(spread + least))[:, None]
    rows *= gain
    rows += bias
    return rows
