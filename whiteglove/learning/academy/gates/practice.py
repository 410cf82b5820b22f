"""Conversations with simulated customers: a run of the scenario, in the channel that is asked for."""

from collections.abc import Callable, Sequence

from whiteglove.learning.academy.models import Enrolment
from whiteglove.learning.academy.programme import PRACTICE, Gate, Item
from whiteglove.learning.academy.state import Result
from whiteglove.learning.practice.queries import ended_runs, names

from .registry import GateKind, Results, Way, address, register, way_to


def runs_of(enrolment: Enrolment, scenarios: set[str]) -> list:
    """Ended ones since they enrolled, the oldest first. One statement."""
    return ended_runs(enrolment.person, scenarios, enrolment.at) if scenarios else []


def result_of(run, item: str) -> Result:
    return Result(item, run.ended_at, run.score, f"run:{run.pk}", address("practice:debrief", run.pk))


def results(enrolment: Enrolment, gates: Sequence[Gate], known: Results) -> Results:
    runs = runs_of(enrolment, {item.ref for gate in gates for item in gate.items})
    return {
        gate.id: [result_of(run, item.id) for item in gate.items for run in runs
                  if (run.scenario, run.medium) == (item.ref, item.channel)]
        for gate in gates
    }  # fmt: skip


def way(enrolment: Enrolment, gate: Gate, item: Item) -> Way | None:
    return way_to("practice:begin", item.ref, says="Serve this customer", fields={"medium": item.channel})


def gone() -> Callable[[Gate, Item], bool]:
    known = names()
    return lambda gate, item: item.ref not in known


register(GateKind(PRACTICE, results, way, gone))
