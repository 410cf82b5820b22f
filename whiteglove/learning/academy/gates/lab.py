"""Tool labs: a customer served at the practice desk, and what stands there afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from whiteglove.learning.academy.checking import Checked, checked, facts_of_deeds, score_of
from whiteglove.learning.academy.models import Enrolment
from whiteglove.learning.academy.programme import LAB, LABS, Gate, Item
from whiteglove.learning.academy.queries import part_of
from whiteglove.learning.academy.state import Result

from .practice import runs_of
from .registry import GateKind, Results, Way, address, register, way_to


def results(enrolment: Enrolment, gates: Sequence[Gate], known: Results) -> Results:
    if not gates:
        return {}
    labs = part_of(enrolment.revision_id, LABS)
    wanted = {item.ref: labs[item.ref] for gate in gates for item in gate.items if item.ref in labs}
    runs = runs_of(enrolment, {lab["scenario"] for lab in wanted.values()})
    return {
        gate.id: [_result(run, item, wanted[item.ref]) for item in gate.items if item.ref in wanted for run in runs
                  if (run.scenario, run.medium) == (wanted[item.ref]["scenario"], wanted[item.ref]["as"])]
        for gate in gates
    }  # fmt: skip


def _result(run, item: Item, lab: Mapping[str, Any]) -> Result:
    score = score_of(checks_of(run, lab))
    return Result(item.id, run.ended_at, score, f"run:{run.pk}", address("practice:debrief", run.pk))


def checks_of(run, lab: Mapping[str, Any]) -> list[Checked]:
    """What of the task stands there after this run."""
    return checked(lab["reach"], facts_of_deeds(run.deeds, said_in(run)))


def said_in(run) -> list[str]:
    return [one["text"] for one in run.inputs if one.get("text")]


@dataclass(frozen=True)
class Tried:
    """A run, and what of the task stood there after it."""

    at: datetime
    url: str
    score: int
    checks: list[Checked]


def runs_for(enrolment: Enrolment, lab: Mapping[str, Any]) -> list[Tried]:
    """The latest first."""
    runs = [one for one in runs_of(enrolment, {lab["scenario"]}) if one.medium == lab["as"]]
    checks = [(one, checks_of(one, lab)) for one in reversed(runs)]
    return [Tried(one.ended_at, address("practice:debrief", one.pk), score_of(found), found) for one, found in checks]


def begins_at(lab: Mapping[str, Any]) -> Way | None:
    """The customer of the lab, served at the practice desk."""
    return way_to("practice:begin", lab["scenario"], says="Go to the practice desk", fields={"medium": lab["as"]})


def way(enrolment: Enrolment, gate: Gate, item: Item) -> Way | None:
    return way_to("academy:lab", enrolment.pk, gate.id, item.id, says="Open the task")


register(GateKind(LAB, results, way))
