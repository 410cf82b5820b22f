"""One's own practice as a table and as a file."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from whiteglove.ground.people.models import Person

from .models import Remark, Run, Shown

COLUMNS = ("run", "customer", "name", "channel", "began_at", "ended_at", "ending", "score", "passed", "survey", "turns",
           "from_run", "from_turn")  # fmt: skip


def lines(runs: Iterable[Run], names: dict[str, str]) -> Iterator[str]:
    """CSV, the first line naming the columns."""
    yield _line(COLUMNS)
    for one in runs:
        yield _line((
            one.pk, one.scenario, names.get(one.scenario, ""), one.medium, one.began_at.isoformat(),
            one.ended_at.isoformat() if one.ended_at else "", one.ending, "" if one.score is None else one.score,
            {True: "yes", False: "no"}.get(one.passed, ""), one.survey or "", one.turns, one.parent_id or "",
            one.from_turn or "",
        ))  # fmt: skip


def _line(values: Iterable[object]) -> str:
    """What a spreadsheet would take for a formula gets an apostrophe before it."""
    written = StringIO()
    shown = (str(one) for one in values)
    csv.writer(written).writerow(f"'{one}" if one[:1] in tuple("=+-@\t\r") else one for one in shown)
    return written.getvalue()


def file_of(person: Person) -> dict[str, Any]:
    """Every run with all that was said, to whom it was shown, and what was remarked on it; one's remarks on others'."""
    runs = Run.objects.of(person).order_by("id")
    shown = Shown.objects.filter(run__person=person).select_related("coach").order_by("id")
    remarks = Remark.objects.filter(deleted_at__isnull=True).select_related("by").order_by("id")
    return {
        "person": person.name,
        "runs": [_run(one) for one in runs.iterator(100)],
        "shown": [{"run": one.run_id, "to": one.coach.name, "at": one.at, "withdrawn_at": one.withdrawn_at}
                  for one in shown],
        "remarks": [_remark(one) for one in remarks.filter(run__person=person)],
        "remarks_on_others": [_remark(one) for one in remarks.filter(by=person).exclude(run__person=person)],
    }  # fmt: skip


def _run(one: Run) -> dict[str, Any]:
    return {
        "run": one.pk, "customer": one.scenario, "revision": one.revision_id, "seed": one.seed, "channel": one.medium,
        "began_at": one.began_at, "ended_at": one.ended_at, "ending": one.ending, "score": one.score,
        "passed": one.passed, "result": one.result, "from_run": one.parent_id, "from_turn": one.from_turn,
        "turns": one.inputs, "forgotten_at": one.forgotten_at,
    }  # fmt: skip


def _remark(one: Remark) -> dict[str, Any]:
    return {"run": one.run_id, "turn": one.turn, "by": one.by.name, "at": one.at, "text": one.text}
