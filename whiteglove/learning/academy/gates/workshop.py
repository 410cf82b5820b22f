"""Workshops: having been there."""

from collections.abc import Sequence

from whiteglove.learning.academy.models import Enrolment, Seat
from whiteglove.learning.academy.programme import WORKSHOP, Gate, Item
from whiteglove.learning.academy.state import Result

from .registry import GateKind, Results, Way, address, register, way_to


def results(enrolment: Enrolment, gates: Sequence[Gate], known: Results) -> Results:
    named = {item.ref for gate in gates for item in gate.items}
    rows = Seat.objects.filter(person=enrolment.person_id, attended=True, session__workshop__in=named)
    there = list(rows.select_related("session").order_by("id")) if named else []
    url = address("academy:workshops")
    return {
        gate.id: [Result(one.session.workshop, one.session.starts_at, 100, f"seat:{one.pk}", url) for one in there
                  if one.session.workshop in {item.ref for item in gate.items}]
        for gate in gates
    }  # fmt: skip


def way(enrolment: Enrolment, gate: Gate, item: Item) -> Way | None:
    return way_to("academy:workshops", says="Take a seat")


register(GateKind(WORKSHOP, results, way))
