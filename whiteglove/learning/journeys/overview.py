"""Who stands where, as a lead's table says it; and the same as a file."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO

from . import queries
from .models import Stage

COLUMNS = ("person", "level", "name", "duties_met", "duties", "admitted_at", "completed_at", "waits_for_a_reviewer",
           "upkeep", "due_on")  # fmt: skip
UPKEEP = {"kept": "Kept", "due": "Due", "late": "Late", "lapsed": "Lapsed"}
TONES = {"kept": "positive", "late": "warning", "lapsed": "negative"}


@dataclass(frozen=True)
class Row:
    person: int
    who: str
    level: int
    name: str
    met: int
    asked: int
    admitted_at: datetime
    completed_at: datetime | None
    waiting: int
    upkeep: str
    due_on: date | None

    @property
    def share(self) -> int:
        return round(100 * self.met / self.asked) if self.asked else 0

    @property
    def upkeep_says(self) -> str:
        return UPKEEP.get(self.upkeep, "")

    @property
    def tone(self) -> str:
        return TONES.get(self.upkeep, "")


def rows(stages: Iterable[Stage]) -> Iterator[Row]:
    for one, level in queries.levels_of(stages):
        yield Row(one.person_id, one.person.name, one.level, level.name if level else "", one.met, one.asked,
                  one.admitted_at, one.completed_at, one.waiting, one.upkeep, one.due_on)  # fmt: skip


def lines(found: Iterable[Row]) -> Iterator[str]:
    """CSV, the first line naming the columns."""
    yield _line(COLUMNS)
    for one in found:
        done = one.completed_at.isoformat() if one.completed_at else ""
        yield _line((one.who, one.level, one.name, one.met, one.asked, one.admitted_at.isoformat(), done, one.waiting,
                     one.upkeep, one.due_on or ""))  # fmt: skip


def _line(values: Iterable[object]) -> str:
    """What a spreadsheet would take for a formula gets an apostrophe before it."""
    written = StringIO()
    shown = (str(one) for one in values)
    csv.writer(written).writerow(f"'{one}" if one[:1] in tuple("=+-@\t\r") else one for one in shown)
    return written.getvalue()
