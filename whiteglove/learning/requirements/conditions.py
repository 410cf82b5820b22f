"""What somebody has to have done or be, as small typed conditions. Pure.

They stand in a pack as plain data (schema.py), so what was asked of somebody is kept by its revision:

    all:
      - {test: aptitude-2, at_least: 85}
      - {attended: webinar-1}
      - {counted: activities, at_least: 3, each: year, grace: 2 months}
      - {completed: csp-101}
      - least: 1
        of: [{credential: ace-csp}, {decision: experience-recognised}]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

YEAR, QUARTER, MONTH = "year", "quarter", "month"
# A trimester is three months long, as its name says.
TRIMESTER = "trimester"
MONTHS = {YEAR: 12, TRIMESTER: 3, QUARTER: 3, MONTH: 1}
TIMES = ("counted", "attended", "completed", "evidence")


@dataclass(frozen=True)
class Passed:
    """A test with at least so many percent; the best result counts. `months`: how long one stays good, 0: always.
    Not `ever`: what was taken before the beginning doesn't count."""

    test: str
    at_least: float
    months: int = 0
    called: str = ""
    ever: bool = True


@dataclass(frozen=True)
class Times:
    """So many different things of a sort, `kind` being one of TIMES; `each`: so many in every year, trimester or month.
    `ever`: those before the beginning count too, where the beginning is that of a level or a programme. `grace`: so
    many months after a missed stretch it hasn't lapsed yet (renewal.py)."""

    kind: str
    name: str
    at_least: int = 1
    each: str = ""
    ever: bool = False
    called: str = ""
    grace: int = 0


@dataclass(frozen=True)
class Tenure:
    """So many months in a role, in one stretch or several."""

    role: str
    months: int
    called: str = ""


@dataclass(frozen=True)
class Profile:
    """A profile in which all of these are filled in."""

    fields: tuple[str, ...]
    called: str = ""


@dataclass(frozen=True)
class Credential:
    """A certificate that stands and hasn't run out."""

    name: str
    called: str = ""


@dataclass(frozen=True)
class Capable:
    """A capability at a level, or above it."""

    name: str
    level: int
    called: str = ""

    def met_by(self, level: int) -> bool:
        return level >= self.level


@dataclass(frozen=True)
class Decided:
    """Somebody decided yes; the latest decision counts."""

    name: str
    called: str = ""


@dataclass(frozen=True)
class Of:
    """At least so many of these."""

    least: int
    of: tuple[Condition, ...]
    called: str = ""

    @property
    def every(self) -> bool:
        return self.least == len(self.of)


Condition = Passed | Times | Tenure | Profile | Credential | Capable | Decided | Of


def condition(plain: Mapping[str, Any]) -> Condition:
    """The condition that checked plain data stands for."""
    called = plain.get("called", "")
    for kind in TIMES:
        if kind in plain:
            ever = plain.get("ever", kind != "counted")
            each, grace = plain.get("each", ""), plain.get("grace", 0)
            return Times(kind, plain[kind], plain.get("at_least", 1), each, ever, called, grace)
    match plain:
        case {"test": name, "at_least": percent}:
            return Passed(name, percent, plain.get("good_for", 0), called, plain.get("ever", True))
        case {"tenure": role, "at_least": months}:
            return Tenure(role, months, called)
        case {"profile": fields}:
            return Profile(tuple(fields), called)
        case {"credential": name}:
            return Credential(name, called)
        case {"capability": name, "level": level}:
            return Capable(name, level, called)
        case {"decision": name}:
            return Decided(name, called)
    parts = tuple(map(condition, plain.get("all") or plain.get("any") or plain["of"]))
    return Of(len(parts) if "all" in plain else plain.get("least", 1), parts, called)


def named(one: Condition) -> Iterator[tuple[str, str]]:
    """(kind, name) of everything it asks for, so that whoever writes one hears of names that stand nowhere."""
    match one:
        case Of(of=parts):
            for part in parts:
                yield from named(part)
        case Passed(test=name):
            yield "test", name
        case Times(kind=kind, name=name):
            yield kind, name
        case Tenure(role=name):
            yield "tenure", name
        case Profile(fields=names):
            yield from (("profile", name) for name in names)
        case Credential(name=name):
            yield "credential", name
        case Capable(name=name):
            yield "capability", name
        case Decided(name=name):
            yield "decision", name
