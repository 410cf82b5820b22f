"""What goes in, how a customer stands, and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .case import Case

RINGING, GOING, SETTLED, OVER = "ringing", "going", "settled", "over"
MET, GAVE_UP, ESCALATED, LEFT, BREACHED = "met", "gave_up", "escalated", "left", "breached"
ANGRY, TENSE = 30, 55  # below which mood is one or the other


@dataclass(frozen=True)
class Sentence:
    """What one of us said, with what the reader found in it: {behaviour: the words that show it}."""

    text: str
    shown: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Deed:
    """What was done at the desk: verify, refund 49.90, note …, escalate …"""

    do: str
    value: str = ""


@dataclass(frozen=True)
class Heard:
    """One turn of ours. `seconds`: how long the customer waited for it."""

    sentences: tuple[Sentence, ...] = ()
    deeds: tuple[Deed, ...] = ()
    seconds: int = 30
    language: str = ""

    @property
    def text(self) -> str:
        return " ".join(one.text for one in self.sentences)

    @property
    def shown(self) -> dict[str, str]:
        """{behaviour: the first words that show it} of the whole turn."""
        found: dict[str, str] = {}
        for one in self.sentences:
            for behaviour, quote in one.shown.items():
                found.setdefault(behaviour, quote)
        return found


@dataclass(frozen=True)
class Move:
    """Why mood, trust or patience moved; `kind` names it for the debrief, `quote` our words, "" for a deed."""

    kind: str
    mood: int = 0
    trust: int = 0
    patience: int = 0
    quote: str = ""
    about: str = ""


@dataclass(frozen=True)
class Mark:
    """A slip or a harm that the score knows: kind, and what it was about."""

    kind: str
    about: str = ""
    quote: str = ""


@dataclass(frozen=True)
class State:
    mood: int
    trust: int
    patience: int
    stage: str = GOING
    ending: str = ""
    turn: int = 0
    known: tuple[str, ...] = ()  # facts told, answers given, deeds done, in their order
    open: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    spoken: frozenset[str] = frozenset()  # the customer's lines so far
    heard: frozenset[str] = frozenset()  # our sentences so far, folded
    asked_manager: bool = False

    @property
    def band(self) -> str:
        return "angry" if self.mood < ANGRY else "tense" if self.mood < TENSE else "calm"

    @property
    def is_over(self) -> bool:
        return self.stage == OVER

    def count(self, what: str) -> int:
        return self.counts.get(what, 0)


@dataclass(frozen=True)
class Turn:
    """One turn of ours and what the customer said to it. Turn 0 is the opening. `state` is how they stand after it.

    `voiced`: how they put it, where that isn't as it is written; nothing looks at it but whoever reads along.
    """

    number: int
    heard: Heard
    said: str
    state: State
    moves: tuple[Move, ...] = ()
    marks: tuple[Mark, ...] = ()
    learned: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    voiced: str = ""

    @property
    def told(self) -> str:
        """What the learner reads."""
        return self.voiced or self.said


@dataclass(frozen=True)
class Run:
    """A whole play, as far as it has come."""

    case: Case
    turns: tuple[Turn, ...]

    @property
    def state(self) -> State:
        return self.turns[-1].state

    @property
    def inputs(self) -> tuple[Heard, ...]:
        return tuple(one.heard for one in self.turns[1:])

    @property
    def ending(self) -> str:
        return self.state.ending or LEFT
