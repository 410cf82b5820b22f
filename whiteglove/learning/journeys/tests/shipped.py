"""The journey that ships, read from its file without the rest of the pack."""

from datetime import date
from functools import cache
from typing import Any

from whiteglove.ground.packs.schema import Report
from whiteglove.ground.packs.yamlfile import read_text
from whiteglove.learning.credentials.schema import ACHIEVEMENT
from whiteglove.learning.journeys.rules import Journey, journey_of
from whiteglove.learning.journeys.schema import JOURNEY
from whiteglove.learning.requirements.conditions import (
    Condition,
    Credential,
    Decided,
    Of,
    Passed,
    Profile,
    Tenure,
    Times,
)
from whiteglove.learning.requirements.facts import Decision, Done, Held, Result, Stretch
from whiteglove.learning.requirements.spans import after
from whiteglove.learning.standards.actions import SHIPPED

ID = "white-glove"


@cache
def content() -> dict[str, Any]:
    return checked(f"journeys/{ID}.yaml", JOURNEY)


def checked(name: str, shape: Any) -> dict[str, Any]:
    report = Report()
    made = shape.check(read_text((SHIPPED / name).read_bytes(), name), "", report.tell)
    assert not report.problems, report.problems
    return made


@cache
def journey() -> Journey:
    return journey_of(ID, content())


@cache
def badges() -> dict[str, Any]:
    return {f"level-{one}": checked(f"achievements/level-{one}.yaml", ACHIEVEMENT) for one in (1, 2, 3, 4)}


def leaves(one: Condition) -> list[Condition]:
    return [leaf for part in one.of for leaf in leaves(part)] if isinstance(one, Of) else [one]


def honest(one: Condition, on: date) -> dict[str, Any]:
    """Facts that meet it, all of that day."""
    found: dict[str, Any] = {}
    for leaf in leaves(one):
        kind, name, facts = deed(leaf, on)
        found.setdefault(kind, {})[name] = facts
    profile = frozenset(name for leaf in leaves(one) if isinstance(leaf, Profile) for name in leaf.fields)
    return {kind: facts for kind, facts in found.items() if kind != "profile"} | (
        {"profile": profile} if profile else {}
    )


def deed(leaf: Condition, on: date) -> tuple[str, str, Any]:
    match leaf:
        case Passed(test=name):
            return "tests", name, [Result(100, on)]
        case Times(kind=kind, name=name, at_least=least):
            return kind, name, [Done(f"{name} {number}", on) for number in range(least)]
        case Tenure(role=name, months=months):
            return "tenure", name, [Stretch(after(on, -months), on)]
        case Credential(name=name):
            return "credentials", name, [Held(on)]
        case Decided(name=name):
            return "decisions", name, [Decision(True, on)]
    return "profile", "", None
