"""A conversation as a scorecard looks at it: who said what, what it shows, and what is known of it besides. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

AGENT, CUSTOMER = "agent", "customer"


@dataclass(frozen=True)
class Found:
    """A behaviour with its words: text[start:end] is the quote; `sentence` is the place of its sentence."""

    behaviour: str
    start: int
    end: int
    quote: str
    sentence: int = 0


@dataclass(frozen=True)
class Line:
    """A message. `number` counts from 0; `message` is its number at the desk, 0 for none; `spans` of its sentences."""

    number: int
    side: str
    text: str
    spans: tuple[tuple[int, int], ...] = ()
    found: tuple[Found, ...] = ()
    message: int = 0

    @cached_property
    def shown(self) -> frozenset[str]:
        return frozenset(one.behaviour for one in self.found)

    @property
    def sentences(self) -> Iterator[tuple[int, str]]:
        """(place, words)."""
        return ((place, self.text[start:end]) for place, (start, end) in enumerate(self.spans))

    def shown_in(self, sentence: int) -> frozenset[str]:
        return self._by_sentence.get(sentence, frozenset())

    @cached_property
    def _by_sentence(self) -> dict[int, frozenset[str]]:
        made: dict[int, set[str]] = {}
        for one in self.found:
            made.setdefault(one.sentence, set()).add(one.behaviour)
        return {place: frozenset(names) for place, names in made.items()}

    def first(self, names: Collection[str]) -> Found | None:
        return next((one for one in self.found if one.behaviour in names), None)

    def all(self, names: Collection[str]) -> list[Found]:
        return [one for one in self.found if one.behaviour in names]


@dataclass(frozen=True)
class Block:
    """What one side says until the other answers: one message, or several in a row."""

    side: str
    lines: tuple[Line, ...]

    @property
    def number(self) -> int:
        return self.lines[0].number

    def first(self, names: Collection[str]) -> tuple[Line, Found] | None:
        return next(((line, one) for line in self.lines for one in line.found if one.behaviour in names), None)


@dataclass(frozen=True)
class Transcript:
    lines: tuple[Line, ...]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        spoken = (one for one in self.lines if one.side in (AGENT, CUSTOMER))
        return tuple(Block(side, tuple(some)) for side, some in groupby(spoken, key=lambda one: one.side))

    def of(self, side: str) -> list[Line]:
        return [one for one in self.lines if one.side == side]

    @cached_property
    def answers(self) -> list[tuple[Block, Block]]:
        """(what the customer said, what we said to it)."""
        pairs = zip(self.blocks, self.blocks[1:], strict=False)
        return [(one, other) for one, other in pairs if one.side == CUSTOMER and other.side == AGENT]


@dataclass(frozen=True)
class Facts:
    """What is known of a conversation besides its words; None is what nobody knows, so that nobody is blamed for it.

    `clocks`: {metric: (met, breached)}; `promises`: (kept, broken); `events`: names in their order; `checks`:
    {question of the self-check: True, False}; `stayed`: whether it stayed solved; `rated`: what the customer answered
    when asked, 0 to 1; `escalation`: (there was cause, it was escalated); `playbook`: (step, whether it was done)
    of the one open beside it, none where there was none.
    """

    channel: str = ""
    kind: str = ""
    stayed: bool | None = None
    rated: float | None = None
    escalation: tuple[bool, bool] | None = None
    clocks: Mapping[str, tuple[int, int]] | None = None
    promises: tuple[int, int] | None = None
    events: Sequence[str] | None = None
    playbook: Sequence[tuple[str, bool]] | None = None
    checks: Mapping[str, bool] = field(default_factory=dict)


def line_of(number: int, side: str, text: str, spans: Sequence[Sequence[int]], findings: Sequence[Mapping[str, Any]],
            message: int = 0) -> Line:  # fmt: skip
    """Of a reading as it is kept."""
    found = tuple(Found(one["behaviour"], one["start"], one["end"], one["quote"], one["sentence"]) for one in findings)
    return Line(number, side, text, tuple((one[0], one[1]) for one in spans), found, message)
