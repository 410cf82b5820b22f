"""Case studies: marks that were handed in, judged by the key."""

from collections.abc import Sequence

from django.urls import reverse

from whiteglove.learning.academy.models import Attempt, Enrolment
from whiteglove.learning.academy.programme import CASE, Gate, Item
from whiteglove.learning.academy.state import Result

from .registry import GateKind, Results, Way, register


def kept(enrolment: Enrolment, gates: Sequence[Gate]) -> Results:
    """What this room judged itself. One statement."""
    found: Results = {}
    rows = Attempt.objects.finished().filter(enrolment=enrolment, gate__in=[gate.id for gate in gates]).order_by("id")
    for one in rows.defer("work", "outcome") if gates else ():
        url = reverse("academy:attempt", args=[enrolment.pk, one.pk])
        result = Result(one.item, one.finished_at, one.score, f"attempt:{one.pk}", url)
        found.setdefault(one.gate, []).append(result)
    return found


def results(enrolment: Enrolment, gates: Sequence[Gate], known: Results) -> Results:
    return kept(enrolment, gates)


def way(enrolment: Enrolment, gate: Gate, item: Item) -> Way | None:
    return Way(reverse("academy:case", args=[enrolment.pk, gate.id, item.id]), "Read and mark it")


register(GateKind(CASE, results, way))
