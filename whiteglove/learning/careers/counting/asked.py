"""Of whom something is counted, and for whose eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from whiteglove.ground.people.models import Person
from whiteglove.learning.careers.framework import Indicator
from whiteglove.learning.careers.levels import Counted
from whiteglove.learning.measures.case_files import zone_name

# What an indicator counted of each of whom it counted something.
Told = dict[Indicator, dict[int, Counted]]


@dataclass(frozen=True)
class Asked:
    """`reader`: None where people read of themselves, else whoever reads of them, who is told what they may know."""

    people: tuple[int, ...]
    at: datetime
    reader: Person | None = None

    @cached_property
    def today(self) -> date:
        """As the house's days are. One statement, however much is counted."""
        return self.at.astimezone(ZoneInfo(zone_name())).date()

    def since(self, within: int) -> datetime:
        return self.at - timedelta(seconds=within)
