"""What would raise a level: steps that a capability names, the nearest first. Pure.

A step of real work is named `any`, `channel:chat` or `kind:refund`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from .framework import CARD, MADE, METRIC, TEST, Capability, Indicator
from .levels import Reading, Standing, missing

LESSON, GATE, SCENARIO, QUIZ, TICKETS, OWN = "lesson", "gate", "scenario", "quiz", "tickets", "own"
ANY, MOST = "any", 6
WORDS = {"channel:chat": "chats", "channel:email": "matters by email", "channel:phone": "calls' matters",
         "channel:social": "matters in public", ANY: "matters of any sort"}  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    """`why`: what it would do for the level."""

    capability: str
    kind: str
    name: str
    says: str
    why: str = ""
    many: int = 1

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.name


Names = Mapping[str, Mapping[str, str]]
BEGINS = {LESSON: "Lesson", SCENARIO: "Serve", GATE: "Gate", QUIZ: "Test"}


def called(kind: str, name: str, names: Names, many: int = 1) -> str:
    """A step in words. They follow from what it is, so that nobody plans little under the name of much."""
    if kind == TICKETS:
        return f"Settle {many} more {WORDS.get(name) or name.removeprefix('kind:') + ' matters'}"
    return f"{BEGINS[kind]}: {names[kind][name]}"


def proposals(one: Standing, names: Names, done: Collection[tuple[str, str]] = ()) -> list[Proposal]:
    """What would raise it, without what was `done` already. `names`: {kind: {name: how it is called}} of what there is;
    anything else isn't proposed."""
    found = [*by_evidence(one, names), *by_learning(one.capability, names)]
    fresh = {each.key: each for each in reversed(found) if each.key not in done}
    return [each for each in found if fresh.get(each.key) is each][:MOST]


def said_twice(of: Capability, gates: Mapping[str, Collection[str]]) -> set[tuple[str, str]]:
    """Gates that ask for nothing but tests which it counts: those are proposed, and taking them is what the gate asks.
    `gates`: {gate: its tests}."""
    counted = {name for one in of.indicators if one.source == TEST for name in one.of}
    return {(GATE, name) for name in of.gates if gates.get(name) and counted.issuperset(gates[name])}


def by_evidence(one: Standing, names: Names) -> Iterable[Proposal]:
    """What the indicator that is nearest to its next level waits for, then the others."""
    for reading in sorted((each for each in one.readings if each.next is not None), key=missing):
        yield from wanted_by(reading, one.capability, names)


def wanted_by(reading: Reading, of: Capability, names: Names) -> Iterable[Proposal]:
    has, counted = reading.indicator, reading.counted
    if has.source == TEST:
        for name in has.of:
            if name in names[QUIZ]:
                yield Proposal(of.id, QUIZ, name, called(QUIZ, name, names), has.says)
    elif has.source == MADE and reading.next is not None:
        lacks = max(1, ceil(reading.next - (counted.value or 0)))
        yield Proposal(of.id, OWN, has.id, f"{has.says}: {lacks} more", f"{counted.value or 0:g} so far")
    elif has.source in (METRIC, CARD) and counted.of < has.least:
        lacks, name = has.least - counted.of, part_of(has)
        says = called(TICKETS, name, names, lacks)
        yield Proposal(of.id, TICKETS, name, says, f"{counted.of} of {has.least} cases: {has.says}", lacks)


def part_of(one: Indicator) -> str:
    """Which part of the work an indicator looks at, as a step names it."""
    return next((f"{key}:{value}" for key, value in one.narrow if key in ("channel", "kind")), ANY)


def by_learning(of: Capability, names: Names) -> Iterable[Proposal]:
    for kind, named in ((LESSON, of.lessons), (SCENARIO, of.scenarios), (GATE, of.gates)):
        yield from (Proposal(of.id, kind, name, called(kind, name, names)) for name in named if name in names[kind])


@dataclass(frozen=True)
class Done:
    """How a step stands. `by_itself`: the product saw it."""

    at: datetime | None = None
    by_itself: bool = False


def stands(said: datetime | None, seen: datetime | None, planned: datetime, again: bool, *, told: bool = True) -> Done:
    """`said`: it is written down that it was done, by somebody who `told` so or else by what was seen then; `seen`: it
    was. `again`: only what happened after it was planned counts."""
    if seen is not None and (not again or seen >= planned):
        return Done(seen, by_itself=True)
    return Done(said, by_itself=said is not None and not told)
