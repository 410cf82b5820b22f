"""The portfolio: samples that collect themselves, each with a thought on it."""

from collections.abc import Sequence
from dataclasses import replace

from whiteglove.learning.academy.collecting import REVIEW, Shown, collected, filled
from whiteglove.learning.academy.models import Enrolment, Sample
from whiteglove.learning.academy.programme import PORTFOLIO, Gate, Item, Programme
from whiteglove.learning.academy.queries import programme_of
from whiteglove.learning.academy.state import Result
from whiteglove.learning.quality.queries import reviews_of

from .registry import GateKind, Results, Way, address, register, way_to


def results(enrolment: Enrolment, gates: Sequence[Gate], known: Results) -> Results:
    programme = programme_of(enrolment) if gates else None
    if programme is None:
        return {}
    url = address("academy:portfolio", enrolment.pk)
    return {one.id: filled(one, samples(enrolment, programme, one, known), url) for one in gates}


def samples(enrolment: Enrolment, programme: Programme, gate: Gate, known: Results) -> list[Shown]:
    """A programme has one portfolio: where two gates look at it, each asks for its own number of samples of it."""
    rows = {one.key: one for one in Sample.objects.filter(enrolment=enrolment)}
    said = {key: (one.reflection, one.dropped_at) for key, one in rows.items()}
    return collected(programme, gate, known, said, reviewed(enrolment) if REVIEW in gate.own["samples"] else ())


def reviewed(enrolment: Enrolment) -> list[Result]:
    """Reviews of their real work since they enrolled. One statement."""
    rows = reviews_of(enrolment.person, enrolment.at).exclude(total=None)[:20]
    return [Result(f"review-{one.pk}", one.given_at, round(one.total), f"review:{one.pk}",
                   address("quality:review", one.pk)) for one in rows]  # fmt: skip


def way(enrolment: Enrolment, gate: Gate, item: Item) -> Way | None:
    found = way_to("academy:portfolio", enrolment.pk, says="Open the portfolio")
    return replace(found, url=f"{found.url}?gate={gate.id}") if found else None


register(GateKind(PORTFOLIO, results, way))
