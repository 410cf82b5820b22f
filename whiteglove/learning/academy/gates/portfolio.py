"""The portfolio: samples that collect themselves, each with a thought on it."""

from collections.abc import Sequence

from whiteglove.learning.academy.collecting import Shown, collected, filled
from whiteglove.learning.academy.models import Enrolment, Sample
from whiteglove.learning.academy.programme import PORTFOLIO, Gate, Item, Programme
from whiteglove.learning.academy.queries import programme_of

from .registry import GateKind, Results, Way, address, register, way_to


def results(enrolment: Enrolment, gates: Sequence[Gate], known: Results) -> Results:
    programme = programme_of(enrolment) if gates else None
    if programme is None:
        return {}
    shown = samples(enrolment, programme, gates[0], known)
    return {gate.id: filled(gate, shown, address("academy:portfolio", enrolment.pk)) for gate in gates}


def samples(enrolment: Enrolment, programme: Programme, gate: Gate, known: Results) -> list[Shown]:
    rows = {one.key: one for one in Sample.objects.filter(enrolment=enrolment)}
    return collected(programme, gate, known, {key: (one.reflection, one.dropped_at) for key, one in rows.items()})


def way(enrolment: Enrolment, gate: Gate, item: Item) -> Way | None:
    return way_to("academy:portfolio", enrolment.pk, says="Open the portfolio")


register(GateKind(PORTFOLIO, results, way))
