"""The portfolio: samples that collect themselves, each with a thought on it."""

from collections.abc import Sequence

from django.urls import reverse

from whiteglove.learning.academy.collecting import Shown, collected, filled
from whiteglove.learning.academy.models import Enrolment, Sample
from whiteglove.learning.academy.programme import PORTFOLIO, Gate, Item, Programme
from whiteglove.learning.academy.queries import programme_of

from .registry import GateKind, Results, Way, register


def results(enrolment: Enrolment, gates: Sequence[Gate], known: Results) -> Results:
    programme = programme_of(enrolment) if gates else None
    if programme is None:
        return {}
    shown = samples(enrolment, programme, gates[0], known)
    return {gate.id: filled(gate, shown, reverse("academy:portfolio", args=[enrolment.pk])) for gate in gates}


def samples(enrolment: Enrolment, programme: Programme, gate: Gate, known: Results) -> list[Shown]:
    rows = {one.key: one for one in Sample.objects.filter(enrolment=enrolment)}
    return collected(programme, gate, known, {key: (one.reflection, one.dropped_at) for key, one in rows.items()})


def way(enrolment: Enrolment, gate: Gate, item: Item) -> Way | None:
    return Way(reverse("academy:portfolio", args=[enrolment.pk]), "Open the portfolio")


register(GateKind(PORTFOLIO, results, way))
