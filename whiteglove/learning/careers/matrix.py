"""Each capability by where it is practised, how it is measured and what teaches it: what of that is there. Nothing is
taken on trust: a name that stands nowhere doesn't count, and a cell that lacks something says what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from . import names
from .framework import LEARN, MEASURE, PRACTISE, Capability, Framework, Indicator
from .names import Parts

WHOLE, PART, NONE = "whole", "part", "none"
STANDINGS = {WHOLE: "there", PART: "partly there", NONE: "not there yet"}
CELLS = (PRACTISE, MEASURE, LEARN)
NO_LESSON = "There is no lesson about it yet."
NO_EXERCISE = "There is no exercise for it yet."


@dataclass(frozen=True)
class Cell:
    """`there`: what it names and exists, as (kind, name, how it is called); `lacks`: what it doesn't, in a sentence."""

    there: tuple[tuple[str, str, str], ...] = ()
    lacks: str = ""

    @property
    def standing(self) -> str:
        return NONE if not self.there else PART if self.lacks else WHOLE


@dataclass(frozen=True)
class Row:
    capability: Capability
    cells: Mapping[str, Cell]


def rows(found: Framework, parts: Parts) -> list[Row]:
    return [row(one, parts) for one in found.capabilities.values()]


def row(one: Capability, parts: Parts) -> Row:
    return Row(one, {PRACTISE: practise(one, parts), MEASURE: measure(one, parts), LEARN: learn(one, parts)})


def practise(one: Capability, parts: Parts) -> Cell:
    there = [(names.PAGES, each.page, each.name) for each in one.places if names.exists(names.PAGES, each.page, parts)]
    return Cell(tuple(there), one.not_yet.get(PRACTISE, "" if there else "The pages it names aren't there."))


def measure(one: Capability, parts: Parts) -> Cell:
    there = [(each.source, each.id, each.says) for each in one.indicators if computable(each, parts)]
    lacks = one.not_yet.get(MEASURE, "" if len(there) == len(one.indicators) else "Not all that it counts is there.")
    return Cell(tuple(there), lacks)


def computable(one: Indicator, parts: Parts) -> bool:
    """Whether everything that an indicator counts exists."""
    return all(names.exists(kind, name, parts) for kind, name in names.counted_by(one))


def learn(one: Capability, parts: Parts) -> Cell:
    """Whole with a lesson, and with a gate or a simulated customer to try it on."""
    named = [(names.LESSONS, one.lessons), (names.GATES, one.gates), (names.SCENARIOS, one.scenarios)]
    there = [(kind, name, name) for kind, all_of in named for name in all_of if names.exists(kind, name, parts)]
    kinds = {kind for kind, _, _ in there}
    lacks = one.not_yet.get(LEARN, "")
    if there and not lacks:
        lacks = "" if names.LESSONS in kinds and len(kinds) > 1 else NO_EXERCISE if len(kinds) == 1 and (
            names.LESSONS in kinds) else NO_LESSON  # fmt: skip
    return Cell(tuple(there), lacks or ("" if there else NO_LESSON))


def counted(found: Iterable[Row], cell: str) -> dict[str, int]:
    """{standing: how many}, every standing there is."""
    all_of = [one.cells[cell].standing for one in found]
    return {standing: all_of.count(standing) for standing in STANDINGS}
