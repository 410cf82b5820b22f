"""The simulation: a queue of customers in a set time, judged by its targets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from whiteglove.learning.academy.models import Attempt, Enrolment
from whiteglove.learning.academy.noting import telling
from whiteglove.learning.academy.programme import SIMULATION, Gate, Item
from whiteglove.learning.academy.queries import part_of
from whiteglove.learning.academy.simulating import Served
from whiteglove.learning.practice.models import Run
from whiteglove.learning.practice.queries import names

from .case import kept
from .practice import runs_of
from .registry import GateKind, Results, Way, address, register, way_to


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
    said: set[str] = set()
    return [_served(play, runs, scenarios.get(play["scenario"], {}), said) for play in plays]


def _served(play: Mapping[str, str], runs: Sequence, scenario: Mapping[str, Any], said: set[str]) -> tuple[Served, Any]:
    """`said`: what was noted of those before."""
    item = f"{play['scenario']}.{play['as']}"
    wanted = scenario.get("escalation", {}).get("when") == "wanted"
    run = next((one for one in runs if (one.scenario, one.medium) == (play["scenario"], play["as"])), None)
    if run is None:
        return Served(item, wanted_on=wanted), None
    noted = telling([value for do, value in run.deeds if do == "note"], said)
    return Served(item, run.ending, run.survey, noted, wanted), run


@dataclass(frozen=True)
class Waiting:
    """One customer of the queue. `served` once it has ended; `url` to begin (with `fields`, by POST) or to go on."""

    name: str
    channel: str
    served: Served | None = None
    url: str = ""
    fields: Mapping[str, str] | None = None


def queue_of(enrolment: Enrolment, gate: Gate, attempt: Attempt | None, at: datetime) -> list[Waiting]:
    """Everybody in it; as long as no attempt runs, without a way to them. Three statements."""
    plays, known = gate.own["plays"], names()
    if attempt is None:
        return [Waiting(known.get(play["scenario"], play["scenario"]), play["as"]) for play in plays]
    attempt.enrolment = enrolment
    rows = Run.objects.of(enrolment.person).open().whole().filter(began_at__gte=attempt.started_at).order_by("id")
    going = {(one.scenario, one.medium): one for one in rows.defer("inputs")}
    return [_waiting(play, one if run else None, going.get((play["scenario"], play["as"])), known)
            for play, (one, run) in zip(plays, served(attempt, gate, at), strict=True)]  # fmt: skip


def _waiting(play: Mapping[str, str], ended: Served | None, going: Run | None, known: Mapping[str, str]) -> Waiting:
    name, channel = known.get(play["scenario"], play["scenario"]), play["as"]
    if ended:
        return Waiting(name, channel, ended)
    if going:
        url = address("desk:ticket", going.ticket_id) if going.ticket_id else address("practice:play", going.pk)
        return Waiting(name, channel, url=url)
    return Waiting(name, channel, url=address("practice:begin", play["scenario"]), fields={"medium": channel})


def gone() -> Callable[[Gate, Item], bool]:
    known = names()
    return lambda gate, item: any(play["scenario"] not in known for play in gate.own["plays"])


register(GateKind(SIMULATION, results, way, gone))
