"""How alike sentences are in meaning, by a reader's encoder. Pure: no database and no settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .fitting import Like


def like_of(reader: Any) -> Like | None:
    """Of a reader; None where it goes by its rules alone."""
    encoder = reader.encoder
    if encoder is None or reader.heads is None:
        return None

    def like(one: Sequence[str], other: Sequence[str]) -> Sequence[Sequence[float]]:
        first = encoder.encode(list(one))
        second = first if one == other else encoder.encode(list(other))
        return (first @ second.T).tolist()

    return like
