"""What is counted of oneself, as a file: every number month by month, and the rows behind them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from whiteglove.ground.people.models import Person

from .counting import counting
from .metrics import METRICS, PERSON, Metric, Shape
from .models import Fact
from .numbers import Added, months_of, sums_of
from .sums import figure

MOST = 50_000  # rows, the latest; the numbers are of all of them
ROW = ("sort", "ticket", "at", "until", "met", "lost", "stands", "value", "business")


def file_of(person: Person, at: datetime) -> dict[str, Any]:
    found, fewest = months_of(person.pk), counting().fewest
    rows = Fact.objects.live().of(person.pk).order_by("-at", "-id")
    return {
        "person": person.name, "at": at,
        "numbers": [{"number": one.name, "unit": one.unit, "months": list(_months(one, found, fewest))}
                    for one in METRICS.values() if PERSON in one.scopes and one.shape not in LASTING],
        "counted": {"columns": ROW, "rows": list(rows.values_list(*ROW)[:MOST])},
    }  # fmt: skip


LASTING = (Shape.LEVEL, Shape.KEPT)  # how much there is at a moment: no number of a month


def _months(metric: Metric, found: Added, fewest: int) -> Iterator[dict[str, Any]]:
    """`few`: of so few it says little."""
    for month in sorted({day for day, sort in found if sort in metric.sorts}):
        one = figure(metric, sums_of(metric, found, month), fewest=fewest)
        if one.whole:
            yield {"month": f"{month:%Y-%m}", "value": one.value, "of": one.whole, "few": one.few}
