"""Gathers what is known of a learner, for the pure rules in `state.py` to say where they stand."""

from dataclasses import dataclass
from datetime import datetime

from .gates.registry import Results, kinds
from .models import Enrolment
from .programme import Programme
from .queries import lesson_rows, programme_of
from .state import Facts, More, Plea, Signed, Standing, standing


@dataclass(frozen=True)
class Known:
    """`results` by gate, as they were gathered."""

    standing: Standing
    results: Results


def known_of(enrolment: Enrolment, at: datetime) -> Known | None:
    """About a dozen statements, however much was done. None where the pack has no such programme."""
    programme = programme_of(enrolment)
    if programme is None:
        return None
    results = results_of(enrolment, programme)
    said = (results, _signed(enrolment), _pleas(enrolment), _more(enrolment))
    facts = {gate.id: Facts(*(tuple(one.get(gate.id, ())) for one in said)) for gate in programme.gates}
    read = [(one.module, one.lesson) for one in lesson_rows(enrolment) if one.read_at]
    return Known(standing(programme, facts, read, at), results)


def standing_of(enrolment: Enrolment, at: datetime) -> Standing | None:
    known = known_of(enrolment, at)
    return known.standing if known else None


def results_of(enrolment: Enrolment, programme: Programme) -> Results:
    found: Results = {}
    for kind in kinds():
        gates = [gate for gate in programme.gates if gate.kind == kind.kind]
        found |= kind.results(enrolment, gates, found) if gates else {}
    return found


def _signed(enrolment: Enrolment) -> dict[str, list[Signed]]:
    found: dict[str, list[Signed]] = {}
    for one in enrolment.reviews.select_related("by").order_by("id"):
        granted = None if one.decided_at is None else one.state == "granted"
        by = one.by.first_name if one.by else ""
        found.setdefault(one.gate, []).append(Signed(one.decided_at or one.asked_at, granted, one.words, by))
    return found


def _pleas(enrolment: Enrolment) -> dict[str, list[Plea]]:
    found: dict[str, list[Plea]] = {}
    for one in enrolment.appeals.order_by("id"):
        found.setdefault(one.gate, []).append(Plea(one.at, one.item, one.outcome, one.decided_at, one.words))
    return found


def _more(enrolment: Enrolment) -> dict[str, list[More]]:
    found: dict[str, list[More]] = {}
    for one in enrolment.grants.select_related("by").order_by("id"):
        found.setdefault(one.gate, []).append(More(one.at, one.item, one.words, one.by.first_name if one.by else ""))
    return found
