"""What is known of somebody, as the rooms that know it hand it over. Pure.

Days are those of the house. What lies after the day of judging is as good as not there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Result(NamedTuple):
    """Of a test, in percent."""

    percent: float
    on: date


class Done(NamedTuple):
    """`what` tells one from another: the same topic, book or evening twice counts once."""

    what: str
    on: date


class Stretch(NamedTuple):
    """Days in a role, both within; `last` None: still."""

    first: date
    last: date | None = None


class Held(NamedTuple):
    """A certificate; `until` None: for good."""

    on: date
    until: date | None = None


class Decision(NamedTuple):
    yes: bool
    on: date
    why: str = ""


@dataclass(frozen=True)
class Facts:
    """`since`: when what is asked began to be asked, such as the day of admission to a level."""

    since: date | None = None
    tests: Mapping[str, Sequence[Result]] = field(default_factory=dict)
    counted: Mapping[str, Sequence[Done]] = field(default_factory=dict)
    attended: Mapping[str, Sequence[Done]] = field(default_factory=dict)
    completed: Mapping[str, Sequence[Done]] = field(default_factory=dict)
    evidence: Mapping[str, Sequence[Done]] = field(default_factory=dict)
    waiting: Mapping[str, int] = field(default_factory=dict)  # evidence that nobody has looked at yet
    tenure: Mapping[str, Sequence[Stretch]] = field(default_factory=dict)
    profile: frozenset[str] = frozenset()
    credentials: Mapping[str, Sequence[Held]] = field(default_factory=dict)
    capabilities: Mapping[str, int] = field(default_factory=dict)
    decisions: Mapping[str, Sequence[Decision]] = field(default_factory=dict)


def grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """What is known, by the name under which it is asked for."""
    found: dict[str, list[T]] = {}
    for name, one in pairs:
        found.setdefault(name, []).append(one)
    return found
