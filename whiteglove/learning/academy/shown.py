"""What pages show, worked out before their templates ask."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from whiteglove.ground.people.models import Person
from whiteglove.learning.credentials.models import Credential
from whiteglove.learning.credentials.queries import of_person
from whiteglove.learning.practice.models import Run

from . import queries
from .gates.registry import Way, gone_from, kind_named
from .models import Enrolment
from .programme import LAB, LABS, Gate, Lesson, Module, Programme
from .standing import standing_of
from .state import GateState, ItemState, ModuleState, Result, Standing, Status, Step

TONES = {Status.PASSED: "positive", Status.USED_UP: "negative", Status.RETURNED: "warning", Status.WAITING: "warning",
         Status.TO_ASK: "accent", Status.OPEN: "accent"}  # fmt: skip
NAMES = {Status.LOCKED: "not open yet", Status.OPEN: "open", Status.WAITING: "pause",
         Status.READING: "being read", Status.USED_UP: "no attempts left", Status.TO_ASK: "ready to be signed off",
         Status.ASKED: "waiting for a reviewer", Status.RETURNED: "given back", Status.PASSED: "passed"}  # fmt: skip
ICONS = {Status.PASSED: "check", Status.LOCKED: "lock", Status.ASKED: "clock", Status.WAITING: "clock",
         Status.READING: "clock",
         Status.RETURNED: "reply", Status.USED_UP: "alert"}  # fmt: skip


@dataclass(frozen=True)
class Mine:
    """One of one's own programmes, as a card."""

    enrolment: Enrolment
    standing: Standing | None
    url: str
    credential: Credential | None = None


def mine(enrolled: Iterable[Enrolment], at: datetime) -> list[Mine]:
    """About a dozen statements for each: few people take more than one or two."""
    found = []
    for one in enrolled:
        standing = standing_of(one, at)
        url = address_of(one, standing.step if standing else None)
        found.append(Mine(one, standing, url, certificate_of(one) if one.completed_at else None))
    return found


def certificate_of(enrolment: Enrolment) -> Credential | None:
    """The one that stands for this enrolment."""
    return of_person(enrolment.person).filter(ref=queries.ref_of(enrolment), revocation__isnull=True).first()


def address_of(enrolment: Enrolment, step: Step | None) -> str:
    """Where the next step is done; "" for none."""
    if step is None:
        return ""
    if step.lesson:
        return reverse("academy:lesson", args=[enrolment.pk, step.module, step.lesson])
    return reverse("academy:gate", args=[enrolment.pk, step.gate])


def page_of(programme: Programme, behaviours: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """What a programme's own page tells besides its facts: outcomes with their gates, values with their behaviours."""
    names = {gate.id: gate.name for gate in programme.gates}
    facts = programme.facts
    return {
        "outcomes": [(one["says"], [names[id] for id in one["shown_by"] if id in names]) for one in facts["outcomes"]],
        "values": [(one, [behaviours[id]["name"] for id in one["behaviours"] if id in behaviours])
                   for one in facts["values"]],
        "hours": sum(one.hours for one in programme.modules),
    }  # fmt: skip


@dataclass(frozen=True)
class GateShown:
    state: GateState
    name: str
    tone: str
    icon: str


def gate_shown(state: GateState) -> GateShown:
    status = state.status
    return GateShown(state, NAMES[status], TONES.get(status, ""), ICONS.get(status, ""))


@dataclass(frozen=True)
class ItemShown:
    """`way`: where it is done, None where that isn't possible now. `results`: the latest first. `first`: to do next.
    `gone`: the pack in force no longer has it."""

    state: ItemState
    way: Way | None
    results: list[Result]
    first: bool
    gone: bool = False


def items_of(enrolment: Enrolment, state: GateState, results: Sequence[Result], owner: bool) -> list[ItemShown]:
    kind, found = kind_named(state.gate.kind), []
    missing = state.items if state.status in (Status.OPEN, Status.RETURNED) else ()
    gone = gone_from(state.gate)
    next_ = next((one for one in missing if not one.passed and may_do(state, one) and one.item not in gone), None)
    for one in state.items:
        lost = one.item in gone and not one.passed
        way = kind.way(enrolment, state.gate, one.item) if owner and may_do(state, one) and not lost else None
        tried = sorted((each for each in results if each.item == one.item.id), key=lambda each: each.at, reverse=True)
        found.append(ItemShown(one, way, tried[:10], one is next_, lost))
    return found


def may_do(state: GateState, item: ItemState) -> bool:
    return state.status != Status.LOCKED and item.left != 0 and item.next_at is None and not item.reading


def outcomes_of(standing: Standing) -> list[tuple[str, list[GateState]]]:
    """Each outcome with the gates that show it."""
    return [(one["says"], [gate for gate in (standing.gate(id) for id in one["shown_by"]) if gate])
            for one in standing.programme.facts["outcomes"]]  # fmt: skip


def lessons_of(state: ModuleState) -> list[tuple[Lesson, bool]]:
    return [(one, one.id in state.read) for one in state.module.lessons]


def beside(module: Module, lesson: str) -> tuple[Lesson | None, Lesson | None]:
    """The lessons before and after it."""
    ids = [one.id for one in module.lessons]
    at = ids.index(lesson)
    return (module.lessons[at - 1] if at else None, module.lessons[at + 1] if at + 1 < len(ids) else None)


def module_of(standing: Standing, gate: Gate) -> ModuleState:
    return next(one for one in standing.modules if one.module.id == gate.module)


@dataclass(frozen=True)
class Counts:
    """A gate that something counts for, and where it goes on from there."""

    enrolment: Enrolment
    state: GateState
    url: str


def counts_for(person: Person, at: datetime, asks: Callable[[Enrolment, Gate], bool]) -> list[Counts]:
    """Gates of theirs that ask for it. Little is asked unless there is one."""
    found = []
    for one in Enrolment.objects.standing().filter(person=person).select_related("person"):
        programme = queries.programme_of(one)
        named = {gate.id for gate in programme.gates if asks(one, gate)} if programme else ()
        standing = standing_of(one, at) if named else None
        for state in standing.gates if standing else ():
            if state.gate.id in named and state.status != Status.LOCKED:
                found.append(Counts(one, state, address_of(one, standing.step)))
    return found


def played_in(enrolment: Enrolment, gate: Gate, run: Run) -> bool:
    """Whether the gate asks for this customer in this channel, and the run ended since they enrolled."""
    if run.ended_at is None or run.ended_at < enrolment.at:
        return False
    plays = gate.own.get("plays", ())
    if gate.kind == LAB:
        labs = queries.part_of(enrolment.revision_id, LABS)
        plays = [labs[item.ref] for item in gate.items if item.ref in labs]
    return any((one["scenario"], one["as"]) == (run.scenario, run.medium) for one in plays)
