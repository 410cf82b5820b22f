"""How a visitor's chat stands: the room that knows who answers registers how to ask it, as with the hours."""

from collections.abc import Callable
from typing import NamedTuple


class Standing(NamedTuple):
    """`place` 1 is next, 0 doesn't wait; `by` is who has it, "" for nobody."""

    place: int = 0
    by: str = ""


_stands: Callable[[str], Standing] = lambda ref: Standing()  # noqa: E731


def register(stands: Callable[[str], Standing]) -> None:
    global _stands
    _stands = stands


def stands(ref: str) -> Standing:
    """Of the chat filed under `ref`, "" before it is."""
    return _stands(ref) if ref else Standing(1)
