"""What goes into the reader and what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

AGENT, CUSTOMER = "agent", "customer"
RULE, VETOED, ADDED, MODEL = "rule", "vetoed", "added", "model"


@dataclass(frozen=True)
class Message:
    """`side`: agent or customer. `language`: ISO 639-1 when it is known, else it is told from the text."""

    side: str
    text: str
    at: datetime | None = None
    language: str = ""


@dataclass(frozen=True)
class Conversation:
    """What is known around a message. `messages` are those before it, oldest first; `region` such as GB."""

    messages: Sequence[Message] = ()
    customer_names: Sequence[str] = ()
    agent_names: Sequence[str] = ()
    channel: str = ""
    zone: str = "UTC"
    region: str = ""
    closed: bool = False  # whether the message is known to be the last one


@dataclass(frozen=True)
class Sentence:
    """`text` is message.text[start:end]."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Finding:
    """A behaviour shown. `start`, `end`: the words that show it, in the message; `quote` are these words.

    `score`: 0 to 1, comparable within one behaviour only. `rung`: what decided (rule, added, model). `exemplar` and
    `counterexample` are the nearest of the behaviour's own once `Reader.explained` has looked for them.
    """

    behaviour: str
    sentence: int
    start: int
    end: int
    quote: str
    score: float
    rung: str
    exemplar: str = ""
    counterexample: str = ""
    verdict: bool = True


@dataclass(frozen=True)
class Reading:
    """One message, read. `sentences` in order; `findings` by sentence, then by place.

    `crowded`: it had more lines than are read one by one, so that some of the `sentences` are several,
    by rules alone.
    """

    message: Message
    language: str
    sentences: tuple[Sentence, ...]
    findings: tuple[Finding, ...]
    crowded: bool = False
    _shown: frozenset[str] = field(default=frozenset(), repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_shown", frozenset(one.behaviour for one in self.findings))

    @property
    def shown(self) -> frozenset[str]:
        """Ids of the behaviours the message shows anywhere."""
        return self._shown

    def has(self, behaviour: str) -> bool:
        return behaviour in self._shown

    def of(self, behaviour: str) -> list[Finding]:
        return [one for one in self.findings if one.behaviour == behaviour]

    def in_sentence(self, place: int) -> frozenset[str]:
        return frozenset(one.behaviour for one in self.findings if one.sentence == place)

    def quotes(self, behaviour: str) -> list[str]:
        return [one.quote for one in self.of(behaviour)]


def shown_in(readings: Sequence[Reading], behaviour: str) -> list[tuple[int, Finding]]:
    """(which message, finding) throughout a conversation."""
    return [(place, one) for place, reading in enumerate(readings) for one in reading.of(behaviour)]
