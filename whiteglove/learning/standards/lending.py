"""The reader's encoder, lent to the answer bot: one in each process, used by one thread at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from whiteglove.service.answers import encoding

from .reader_in_force import in_force

if TYPE_CHECKING:
    import numpy as np


def encode(texts: Sequence[str]) -> np.ndarray | None:
    """(n, 512) float32; None where no pack with behaviours is loaded, or no encoder is installed."""
    reading = in_force()
    if reading is None or reading.reader.encoder is None:
        return None
    from whiteglove.ground.reader.encoder import on_one_core

    with reading.lock, on_one_core():
        return reading.reader.encoder.encode(texts)


encoding.lend(encode)
