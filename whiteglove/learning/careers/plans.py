"""Somebody's development plan: aims, what is missing for them, steps and which of them are done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.people.models import Person

from . import doing, planning
from .done import settled
from .framework import Framework, all_of
from .levels import Gap, Standing, gaps
from .models import Aim, Step
from .names import LESSONS, QUIZZES
from .planning import GATE, LESSON, QUIZ, SCENARIO, TICKETS, Done, Proposal
from .queries import customers

SHOWN = 200  # steps of a plan, the latest
GAPS = 6  # gaps for which steps are proposed at once


@dataclass(frozen=True)
class Planned:
    """A step and how it stands; `so_far` of real work; `door`: where it is done."""

    step: Step
    done: Done
    so_far: int = 0
    door: str = ""
    late: bool = False

    @property
    def tells_nobody(self) -> bool:
        """Whether only its player knows that it is done: a lead put it there, and practice isn't theirs to see."""
        return self.done.at is not None and self.step.done_at is None and hidden(self.step)


def hidden(one: Step) -> bool:
    return one.kind == SCENARIO and one.by_id != one.person_id


def aims_of(person: Person) -> QuerySet[Aim]:
    return Aim.objects.standing().filter(person=person).select_related("by").order_by("at", "pk")


def plan_of(person: Person, today: date, capability: str = "", reader: Person | None = None) -> list[Planned]:
    """To do by when it is due, then what is done, the latest first. A statement for each kind and each step of real
    work that is to do. `reader`: who reads it, where it isn't the person."""
    kept = Step.objects.kept().filter(person=person).select_related("by", "done_by").order_by("-pk")
    rows = list((kept.filter(capability=capability) if capability else kept)[:SHOWN])
    found = planned(rows, person, today, reader)
    to_do = [one for one in found if one.done.at is None]
    to_do.sort(key=lambda one: (one.step.until is None, one.step.until, one.step.pk))
    over = sorted((one for one in found if one.done.at), key=lambda one: one.done.at, reverse=True)
    return [*to_do, *over]


def planned(rows: Iterable[Step], person: Person, today: date, reader: Person | None) -> list[Planned]:
    """How steps stand. Of a customer whom a lead put there `reader` hears nothing before the player says so."""
    seen = seen_of(person, rows)
    return [_planned(one, person, {} if reader is not None and hidden(one) else seen, today) for one in rows]


def seen_of(person: Person, rows: Iterable[Step]) -> dict[str, dict[str, datetime]]:
    wanted: dict[str, set[str]] = {}
    for one in rows:
        if doing.kind(one.kind):
            wanted.setdefault(one.kind, set()).add(one.name)
    return {name: doing.kind(name).find(person, names) for name, names in wanted.items()}


def _planned(one: Step, person: Person, seen: Mapping[str, Mapping[str, datetime]], today: date) -> Planned:
    kind, so_far, at = doing.kind(one.kind), 0, seen.get(one.kind, {}).get(one.name)
    if one.kind == TICKETS and one.done_at is None:
        times = list(settled(one).order_by("at").values_list("at", flat=True)[: one.many])
        so_far, at = len(times), times[-1] if len(times) >= one.many else None
    done = planning.stands(one.done_at, at, one.at, kind.again if kind else False, told=one.done_by_id is not None)
    door = kind.door(person, one.name) if kind and done.at is None else ""
    return Planned(one, done, so_far, door, done.at is None and one.late(today))


def called() -> dict[str, dict[str, str]]:
    """{kind of step: {name: how it is called}} of what the packs in force have."""
    lessons = {f"{module}/{id}": one["title"] for module, ones in content(LESSONS).items() for id, one in ones.items()}
    gates = {gate["id"]: gate["name"] for gate in gates_in_force()}
    quizzes = {id: one["name"] for id, one in content(QUIZZES).items()}
    return {LESSON: lessons, GATE: gates, QUIZ: quizzes, SCENARIO: customers()}


def gates_in_force() -> Iterable[Mapping[str, Any]]:
    modules = content("programmes").get("modules", {}).values()
    return (gate for module in modules for gate in module.get("gates", ()))


def content(part: str) -> Mapping[str, Any]:
    revision = packs.ruling(part)
    return packs.content(part, revision) if revision else {}


def wanted(found: Framework, person: Person, map_of: Mapping[str, Standing]) -> list[Gap]:
    """What all aims together ask for and isn't shown, the widest first."""
    needs: dict[str, int] = {}
    for one in aims_of(person):
        asked = found.roles[one.role].needs if one.role in found.roles else {one.capability: one.level}
        for id, level in asked.items():
            if id in map_of:
                needs[id] = max(level, needs.get(id, 0))
    return gaps(all_of(needs), map_of)


def proposed(
    person: Person, standings: Iterable[Standing], planned: Iterable[Planned], reader: Person | None = None
) -> list[list[Proposal]]:
    """For each of these, without what is planned, and without lessons, gates and customers done before; to a `reader`
    who isn't the player nothing says which customers were served."""
    some, names = list(standings), called()
    taken = {(one.step.kind, one.step.name) for one in planned if one.done.at is None or one.step.kind == LESSON}
    for kind in (LESSON, GATE) if reader is not None else (LESSON, GATE, SCENARIO):
        known = doing.kind(kind)
        named = {name for one in some for name in of_kind(one, kind)} if known else set()
        taken |= {(kind, name) for name in known.find(person, named)} if named else set()
    tests = {gate["id"]: gate.get("quizzes", ()) for gate in gates_in_force()}
    return [planning.proposals(one, names, taken | planning.said_twice(one.capability, tests)) for one in some]


def of_kind(one: Standing, kind: str) -> tuple[str, ...]:
    of = one.capability
    return {LESSON: of.lessons, GATE: of.gates, SCENARIO: of.scenarios}[kind]
