"""Who did what a step of a plan names, and where it is done: a finder for each kind. Rooms above offer theirs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from whiteglove.ground.people.models import Person

# {name: when it was last done}; names that weren't done are left out.
Finder = Callable[[Person, Collection[str]], dict[str, datetime]]


@dataclass(frozen=True)
class Kind:
    """`door`: where somebody does it, "" if they can't. `again`: it counts only if done after it was planned."""

    find: Finder
    door: Callable[[Person, str], str]
    again: bool


_kinds: dict[str, Kind] = {}


def offer(kind: str, find: Finder, door: Callable[[Person, str], str], *, again: bool = False) -> None:
    """In a room's apps.py, for what only that room knows."""
    _kinds[kind] = Kind(find, door, again)


def kind(name: str) -> Kind | None:
    return _kinds.get(name)
