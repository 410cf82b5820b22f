"""How a visitor's chat stands: the room that knows who answers registers how to ask it, as with the hours."""

from collections.abc import Callable
from typing import NamedTuple


class Standing(NamedTuple):
    """`place` 1 is next, 0 doesn't wait; `by` is who has it, "" for nobody. `passed`: it was passed on and nobody has
    answered since, `to` somebody or, where that is "", to a team's queue."""

    place: int = 0
    by: str = ""
    passed: bool = False
    to: str = ""


_stands: Callable[[str, bool], Standing] = lambda ref, answered: Standing()  # noqa: E731


def register(stands: Callable[[str, bool], Standing]) -> None:
    global _stands
    _stands = stands


def stands(ref: str, answered: bool = False) -> Standing:
    """Of the chat filed under `ref`, "" before it is; `answered`: one of ours has said something in it."""
    return _stands(ref, answered) if ref else Standing(int(not answered))
