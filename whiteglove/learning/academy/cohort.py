"""Where everybody is and who is stuck, as a manager's table says it. Pure."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO

QUIET = timedelta(days=14)  # without a step, after which somebody asks
COLUMNS = ("person", "module", "gates_passed", "gates", "began_at", "last_step_at", "completed_at", "stuck",
           "waits_for")  # fmt: skip
OURS, THEIRS, MEANWHILE = "warning", "negative", ""


@dataclass(frozen=True)
class Row:
    """One learner. `why` says what keeps them; `tone`: it is ours to do, or theirs, or they have something else to do
    meanwhile."""

    enrolment: int
    person: int
    name: str
    module: str
    passed: int
    gates: int
    began_at: datetime
    moved_at: datetime
    completed_at: datetime | None
    why: str
    tone: str

    @property
    def share(self) -> int:
        return round(100 * self.passed / self.gates) if self.gates else 0


def what_keeps(*, stuck: str, asked: bool, appealed: bool, moved_at: datetime, at: datetime) -> tuple[str, str]:
    """(in words, tone). Stuck is who has nothing left to do, or did nothing for long; ("", "") for everybody else."""
    if stuck:
        return stuck, OURS
    quiet = at - moved_at
    if quiet >= QUIET:
        return f"No step for {quiet.days} days", THEIRS
    if asked:
        return "a sign-off", MEANWHILE
    return ("a second look", MEANWHILE) if appealed else ("", MEANWHILE)


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """CSV, the first line naming the columns."""
    yield _line(COLUMNS)
    for one in rows:
        ended = one.completed_at.isoformat() if one.completed_at else ""
        yield _line((one.name, one.module, one.passed, one.gates, one.began_at.isoformat(), one.moved_at.isoformat(),
                     ended, one.why if one.tone else "", "" if one.tone else one.why))  # fmt: skip


def _line(values: Iterable[object]) -> str:
    """What a spreadsheet would take for a formula gets an apostrophe before it."""
    written = StringIO()
    shown = (str(one) for one in values)
    csv.writer(written).writerow(f"'{one}" if one[:1] in tuple("=+-@\t\r") else one for one in shown)
    return written.getvalue()
