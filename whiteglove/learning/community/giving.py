"""What people give one another, for rooms that count it: a way to find each sort, and to show it. The rooms in which it
happens offer theirs, and whoever counts needn't know them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from whiteglove.ground.people.models import Person


@dataclass(frozen=True)
class Given:
    """Something somebody gave: the same `key` counts once; `shows` is the row that shows it."""

    person: int
    key: str
    shows: int
    at: datetime


# Of these people, from the first to the last instant, both within, the earliest first. One statement.
Find = Callable[[Collection[int], datetime, datetime], Iterable[Given]]
# {row: (what it is called, its page)}, only of rows this person may open. One statement.
Show = Callable[[Person, Collection[int]], dict[int, tuple[str, str]]]


@dataclass(frozen=True)
class Sort:
    find: Find
    show: Show


_sorts: dict[str, Sort] = {}


def offer(name: str, find: Find, show: Show) -> None:
    _sorts[name] = Sort(find, show)


def sorts() -> dict[str, Sort]:
    return dict(_sorts)
