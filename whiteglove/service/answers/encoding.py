"""Sentences as vectors, by the encoder that a higher room lends; without one everything here goes by words alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

WIDTH, STEPS = 512, 127
_lent: list[Callable[[Sequence[str]], np.ndarray | None]] = []


def lend(encode: Callable[[Sequence[str]], np.ndarray | None]) -> None:
    """Called by the room that has the reader. Several threads may ask at once: it takes care of that."""
    _lent[:] = [encode]


def vectors(texts: Sequence[str]) -> np.ndarray | None:
    """(n, 512) float32, each row of length 1; None where there is no encoder, or nothing to encode."""
    return _lent[0](texts) if _lent and texts else None


def packed(vector: np.ndarray) -> bytes:
    """As 512 signed bytes: a quarter of the room, and cosines right to a hundredth."""
    import numpy as np

    return np.clip(np.rint(vector * STEPS), -STEPS, STEPS).astype(np.int8).tobytes()


def unpacked(stored: Sequence[bytes]) -> np.ndarray:
    """(n, 512) float32."""
    import numpy as np

    rows = np.frombuffer(b"".join(bytes(one) for one in stored), np.int8).reshape(len(stored), WIDTH)
    return rows.astype(np.float32) / STEPS
