"""The encoder's layers one by one: what a sentence means, and what its single words say before they become one meaning.

The library gives the meaning alone, 512 numbers made to say what a sentence is about. How it is said (a question, a
refusal, a sigh) is plainer one step before: there the network holds 1,280 numbers for each word in its place, from the
word itself and its neighbours in windows of two, three and five. Judged by these, held out by trade, behaviours are
found better than by the meaning (docs/decisions/0060-reader.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

AT_ONCE = 384  # pieces of words: as much as a processor holds close by
SHARING = 10_240  # among which each different one is worked out once
MEANING = 512
EACH = 1280  # numbers of a piece of a word in its place
GRAIN = 2 * EACH  # the most of each over the sentence, and their sum by the root of its length
_BRANCHES = ((2, 0), (3, 1), (5, 2))  # windows: how many pieces, and how many of them before
_BEFORE, _AFTER = 2, 2


class Layers:
    """The weights of the library's network, walked through by ourselves. Not for use by several threads at once."""

    def __init__(self, network: Any) -> None:
        self._net = network
        # (256, size * 256): what a piece gives to each place of the first windows it stands in.
        self._gives = [
            np.hstack(np.split(weights, size)) for weights, (size, _) in zip(network.w1, _BRANCHES, strict=True)
        ]

    def of(self, sentences: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
        """(n, MEANING) of length 1 and (n, GRAIN), float32, for sentences as numbers of pieces."""
        meaning = np.empty((len(sentences), MEANING), np.float32)
        grain = np.empty((len(sentences), GRAIN), np.float32)
        for start, end in _together([len(one) for one in sentences], SHARING):
            words, places = self._words(sentences[start:end])
            for first, last in _together([len(one) for one in sentences[start:end]], AT_ONCE):
                self._walk(words, places[first:last], grain[start + first : start + last])
            here = slice(start, end)
            root = np.sqrt([len(one) for one in sentences[here]], dtype=np.float32)[:, None]
            meaning[here] = self._meaning(grain[here, EACH:] @ self._net.cnn_W + self._net.cnn_b * root)
        return meaning, grain

    def _words(self, sentences: Sequence[Sequence[int]]) -> tuple[_Words, list[np.ndarray]]:
        """What depends on single pieces alone, worked out once for each; and each sentence as places among them.

        Three fifths of the network's work, and people use the same words again and again.
        """
        net = self._net
        known, places = np.unique(np.fromiter(chain.from_iterable(sentences), np.int64), return_inverse=True)
        packed = known % len(net.scale)
        words = net.table[known] * net.scale[packed, None]
        words += net.lo[packed, None]
        small = words @ net.proj_W
        small += net.proj_b
        small = np.split(_even(small, net.ln_g_all, net.ln_b_all, net.eps), len(_BRANCHES), axis=1)
        gives = [
            _and_nothing(part @ weights).reshape(len(known) + 1, size, -1)
            for part, weights, (size, _) in zip(small, self._gives, _BRANCHES, strict=True)
        ]
        return _Words(words, small, gives), np.split(places, np.cumsum([len(one) for one in sentences])[:-1])

    def _walk(self, words: _Words, sentences: Sequence[np.ndarray], grain: np.ndarray) -> None:
        """Into `grain` (n, GRAIN) the most and the sum, a sentence at a time: numpy is slow at stretches of rows."""
        counts = np.array([len(one) for one in sentences])
        ends = np.cumsum(counts)
        each = self._each(words, np.concatenate(sentences), ends - counts, counts)
        for row, count, end in zip(grain, counts.tolist(), ends.tolist(), strict=True):
            rows = each[end - count : end]
            rows.max(axis=0, out=row[:EACH])
            rows.sum(axis=0, out=row[EACH:])
        grain[:, EACH:] /= np.sqrt(counts, dtype=np.float32)[:, None]

    def _each(self, words: _Words, pieces: np.ndarray, starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
        """(pieces, EACH): the word itself, and what each window sees around it."""
        around = _around(starts, counts)
        seen = [
            self._window(number, words, pieces, around[:, _BEFORE - left :][:, :size])
            for number, (size, left) in enumerate(_BRANCHES)
        ]
        return _even(np.hstack([words.itself[pieces], *seen]), self._net.ln_g, self._net.ln_b, self._net.eps)

    def _window(self, number: int, words: _Words, pieces: np.ndarray, around: np.ndarray) -> np.ndarray:
        net, gives = self._net, words.gives[number]
        near = np.append(pieces, len(words.itself))[around]
        seen = gives[near[:, 0], 0]
        for place in range(1, around.shape[1]):
            seen += gives[near[:, place], place]
        first = _through(seen, net.b1[number]) + words.small[number][pieces]
        near = _and_nothing(first)[around].reshape(len(pieces), -1)
        return _through(near @ net.w2[number], net.b2[number]) + first

    def _meaning(self, row: np.ndarray) -> np.ndarray:
        net = self._net
        first = np.maximum(row @ net.d0, 0)
        second = np.maximum(row @ net.p1 + first @ net.d1, 0)
        made = np.tanh(second @ net.p3 + np.maximum(second @ net.d2, 0) @ net.d3)
        return made / np.sqrt(np.maximum((made * made).sum(axis=1, keepdims=True), net.eps))


@dataclass
class _Words:
    """Of each different piece: `itself` (n, 512), and for each branch `small` (n, 256), `gives` (n + 1, size, 256)."""

    itself: np.ndarray
    small: list[np.ndarray]
    gives: list[np.ndarray]


def _and_nothing(rows: np.ndarray) -> np.ndarray:
    """With a row of noughts at the end, which stands for whatever is outside the sentence."""
    return np.vstack([rows, np.zeros((1, rows.shape[1]), np.float32)])


def _through(rows: np.ndarray, bias: np.ndarray) -> np.ndarray:
    rows += bias
    return np.maximum(rows, 0, out=rows)


def _together(counts: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Runs of sentences that have so many pieces at most, or are one."""
    start = held = 0
    for place, count in enumerate(counts):
        if place > start and held + count > most:
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
