"""An attempt as its pages show it: its questions with what was answered, where one is, how long there is. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .asking import Asked, asked
from .bank.grading import answered
from .models import Attempt, Given

BACK, NEXT, END, FLAG, UNFLAG, STAY = "back", "next", "end", "flag", "unflag", "stay"


@dataclass(frozen=True)
class Sheet:
    """One question of the paper."""

    place: int
    flagged: bool
    answered: bool
    current: bool = False
    question: Asked | None = None

    @property
    def state(self) -> str:
        return ", ".join(["answered" if self.answered else "open", *(["flagged"] if self.flagged else [])])


@dataclass(frozen=True)
class Paper:
    sheets: tuple[Sheet, ...]
    place: int = 0

    @property
    def shown(self) -> list[Sheet]:
        """Those with their question: one, or all."""
        return [one for one in self.sheets if one.question]

    @property
    def open(self) -> list[Sheet]:
        return [one for one in self.sheets if not one.answered]

    @property
    def flagged(self) -> list[Sheet]:
        return [one for one in self.sheets if one.flagged]

    @property
    def done(self) -> int:
        return len(self.sheets) - len(self.open)

    @property
    def last(self) -> bool:
        return self.place == len(self.sheets)


def paper(rows: Sequence[Given], seed: int, *, shuffle: bool, place: int | None) -> Paper:
    """`place`: the question that is shown, the first one for a place that isn't there; None shows all."""
    at = place if place is None or 1 <= place <= len(rows) else 1
    return Paper(tuple(_sheet(row, seed, shuffle, at) for row in rows), at or 0)


def _sheet(row: Given, seed: int, shuffle: bool, at: int | None) -> Sheet:
    one, shown = row.wording.read, at is None or row.place == at
    question = asked(one, seed, row.answer, shuffle=shuffle) if shown else None
    return Sheet(row.place, row.flagged, answered(one, row.answer), at is not None and shown, question)


def first_open(rows: Sequence[Given]) -> int:
    """Where whoever comes back goes on."""
    return next((row.place for row in rows if not answered(row.wording.read, row.answer)), 1)


def where(go: str, place: int, count: int) -> int | None:
    """The place that a button leads to; None for the end."""
    if go == END or (go == NEXT and place >= count):
        return None
    if go.isascii() and go.isdigit():
        return max(1, min(count, int(go[:4])))
    return max(1, place - 1) if go == BACK else place + 1 if go == NEXT else place


def seconds_left(attempt: Attempt, at: datetime) -> int | None:
    return None if attempt.deadline is None else max(0, int((attempt.deadline - at).total_seconds()))
