"""A place in the event log, as pages remember it."""

from __future__ import annotations

from typing import NamedTuple

from whiteglove.ground.lib.numbers import is_number


class Cursor(NamedTuple):
    """After this event: ordered by writing transaction, then id. Written "tx-id"."""

    tx: int
    id: int

    def __str__(self) -> str:
        return f"{self.tx}-{self.id}"

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """The cursor in `text`, or None when it isn't one (it comes from a browser)."""
        tx, dash, key = text.partition("-")
        if not (dash and is_number(tx) and is_number(key)):
            return None
        return cls(int(tx), int(key))


START = Cursor(-1, 0)
