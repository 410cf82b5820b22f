"""How alike sentences are in meaning, by the encoder of the reader in force."""

from __future__ import annotations

from collections.abc import Sequence

from whiteglove.learning.standards.reader_in_force import in_force

from .fitting import Like
from .meaning import like_of


def like_in_force() -> Like | None:
    """One caller at a time: the engine isn't made for several."""
    here = in_force()
    if here is None or (like := like_of(here.reader)) is None:
        return None

    def alone(one: Sequence[str], other: Sequence[str]) -> Sequence[Sequence[float]]:
        with here.lock:
            return like(one, other)

    return alone
