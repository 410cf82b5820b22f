"""Of whom something is counted, and for whose eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from whiteglove.ground.people.models import Person
from whiteglove.learning.careers.framework import Indicator
from whiteglove.learning.careers.levels import Counted

# What an indicator counted of each of whom it counted something.
Told = dict[Indicator, dict[int, Counted]]


@dataclass(frozen=True)
class Asked:
    """`reader`: None where people read of themselves, else whoever reads of them, who is told what they may know."""

    people: tuple[int, ...]
    at: datetime
    reader: Person | None = None

    def since(self, within: int) -> datetime:
        return self.at - timedelta(seconds=within)
