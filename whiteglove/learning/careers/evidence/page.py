"""What a page of rows is, whatever they are rows of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.careers.counting.asked import Asked
from whiteglove.learning.careers.framework import Indicator

HIDDEN = "something you don’t see"
SIZE = 50


@dataclass(frozen=True)
class Wanted:
    """The rows of `one`, asked for like its number, for the eyes of `viewer`; `after` a page before."""

    one: Indicator
    asked: Asked
    viewer: Person
    after: str = ""


@dataclass(frozen=True)
class Row:
    """`counts`: what it adds to the number; `url` only where its reader may open it."""

    what: str
    counts: str
    at: datetime
    url: str = ""


@dataclass(frozen=True)
class Rows:
    rows: tuple[Row, ...]
    cursor: str = ""

    @property
    def more(self) -> bool:
        return bool(self.cursor)
