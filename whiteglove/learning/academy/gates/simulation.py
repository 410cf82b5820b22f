"""The simulation: a queue of customers in a set time, judged by its targets."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from whiteglove.learning.academy.models import Attempt, Enrolment
from whiteglove.learning.academy.programme import SIMULATION, Gate, Item
from whiteglove.learning.academy.queries import part_of
from whiteglove.learning.academy.simulating import Served

from .case import kept
from .practice import runs_of
from .registry import GateKind, Results, Way, register, way_to


def results(enrolment: Enrolment, gates: Sequence[Gate], known: Results) -> Results:
    return kept(enrolment, gates)


def way(enrolment: Enrolment, gate: Gate, item: Item) -> Way | None:
    return way_to("academy:simulation", enrolment.pk, gate.id, says="See the simulation")


def served(attempt: Attempt, gate: Gate, at: datetime) -> list[tuple[Served, Any]]:
    """Each customer of the queue with the run in which they were served first, in the time of this attempt."""
    plays = gate.own["plays"]
    scenarios = part_of(attempt.revision_id, "scenarios")
    until = min(one for one in (attempt.until, attempt.finished_at, at) if one)
    runs = [one for one in runs_of(attempt.enrolment, {play["scenario"] for play in plays})
            if attempt.started_at <= one.began_at and one.ended_at <= until]  # fmt: skip
    return [_served(play, runs, scenarios.get(play["scenario"], {})) for play in plays]


def _served(play: Mapping[str, str], runs: Sequence, scenario: Mapping[str, Any]) -> tuple[Served, Any]:
    item = f"{play['scenario']}.{play['as']}"
    wanted = scenario.get("escalation", {}).get("when") == "wanted"
    run = next((one for one in runs if (one.scenario, one.medium) == (play["scenario"], play["as"])), None)
    if run is None:
        return Served(item, wanted_on=wanted), None
    noted = any(do == "note" and value.strip() for do, value in run.deeds)
    return Served(item, run.ending, run.survey, noted, wanted), run


register(GateKind(SIMULATION, results, way))
