"""Case studies: marks that were handed in, judged by the key."""

from collections.abc import Sequence

from whiteglove.learning.academy.models import Attempt, Enrolment
from whiteglove.learning.academy.programme import CASE, Gate, Item
from whiteglove.learning.academy.state import Result

from .registry import GateKind, Results, Way, address, register, way_to


def kept(enrolment: Enrolment, gates: Sequence[Gate]) -> Results:
    """What this room judged itself. One statement."""
    found: Results = {}
    rows = Attempt.objects.finished().filter(enrolment=enrolment, gate__in=[gate.id for gate in gates]).order_by("id")
    for one in rows.defer("work", "outcome") if gates else ():
        url = address("academy:attempt", enrolment.pk, one.pk)
        result = Result(one.item, one.finished_at, one.score, f"attempt:{one.pk}", url)
        found.setdefault(one.gate, []).append(result)
    return found


def results(enrolment: Enrolment, gates: Sequence[Gate], known: Results) -> Results:
    return kept(enrolment, gates)


def way(enrolment: Enrolment, gate: Gate, item: Item) -> Way | None:
    return way_to("academy:case", enrolment.pk, gate.id, item.id, says="Read and mark it")


register(GateKind(CASE, results, way))
