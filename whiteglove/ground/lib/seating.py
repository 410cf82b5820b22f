"""Seats and a waiting list: who has one, who moves up. Pure."""

from collections.abc import Sequence
from typing import TypeVar

One = TypeVar("One")


def is_full(seats: int | None, taken: int) -> bool:
    """`seats`: None where everybody finds room."""
    return seats is not None and taken >= seats


def moving_up(seats: int | None, taken: int, waiting: Sequence[One]) -> list[One]:
    """Those who get a seat now, in the order in which they wait."""
    free = len(waiting) if seats is None else seats - taken
    return list(waiting[: max(0, free)])
