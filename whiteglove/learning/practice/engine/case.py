"""A scenario with its seed: what this customer wants, knows and doesn't know, with its values filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .words import VARIABLE, choose, fill

EMAIL, CHAT, PHONE, SOCIAL = "email", "chat", "phone", "social"
CHANNELS = (CHAT, EMAIL, PHONE, SOCIAL)
START, ASKED = "start", "asked"
WANTED, ALLOWED, WRONG = "wanted", "allowed", "wrong"
# With one of these a sentence says that something isn't so, or isn't told.
DENIED = (
    "can't", "cannot", "can not", "won't", "will not", "don't", "do not", "doesn't", "needn't", "no need", "not able",
    "unable", "may not", "never", "neither", "nobody", "without", "instead of", "rather than", "whether",
)  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """What the customer says when asked. `known` False: what they can't tell. `openly`: an open question is enough."""

    id: str
    about: str
    asked: tuple[str, ...]
    says: tuple[str, ...]
    known: bool = True
    openly: bool = False


@dataclass(frozen=True)
class Answer:
    """What the customer needs to hear: a word of each group, in sentences. `after`: ids that come first.

    `again`: how they ask for it where the rest was answered.
    """

    id: str
    about: str
    words: tuple[tuple[str, ...], ...]
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    protected: bool = False


@dataclass(frozen=True)
class Due:
    """A deed that is due at the desk. `value` "" takes any; `words`: what a note must hold; `claims`: words saying it's
    done."""

    id: str
    do: str
    about: str
    value: str = ""
    words: tuple[tuple[str, ...], ...] = ()
    after: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    protected: bool = False


@dataclass(frozen=True)
class Trap:
    """A deed that does harm here; or words that must not be said (`words`), but where one of `unless` denies them.

    `verbatim`: made of nothing but values, which no word around them makes harmless.
    """

    id: str
    why: str
    do: str = ""
    value: str = ""
    words: tuple[tuple[str, ...], ...] = ()
    unless: tuple[str, ...] = DENIED
    ends: bool = False
    verbatim: bool = False


@dataclass(frozen=True)
class Need:
    """A goal of the customer. `refuse`: how often they push for what they may not have, until they take a no."""

    id: str
    about: str
    by: tuple[str, ...] = ()
    opens: str = START
    says: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    refuse: int = 0


@dataclass(frozen=True)
class Escalation:
    """`words`: what must be handed over with it, in its own text or in a note that was right before."""

    when: str = WRONG
    about: str = ""
    after: tuple[str, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Case:
    """One customer, ready to be played. `lines` are those of its voice: {act: lines}."""

    id: str
    name: str
    seed: int
    channel: str
    language: str
    customer: str
    mood: int
    trust: int
    patience: int
    faults: float
    warmth: float
    ours: bool
    manager: bool
    task: str
    brief: str
    shown: tuple[str, ...]
    opening: Mapping[str, Any]
    facts: tuple[Fact, ...]
    answers: tuple[Answer, ...]
    deeds: tuple[Due, ...]
    traps: tuple[Trap, ...]
    needs: tuple[Need, ...]
    escalation: Escalation
    lines: Mapping[str, Sequence[str]] = field(repr=False)
    values: Mapping[str, str] = field(default_factory=dict)
    passes: int = 70

    @cached_property
    def by_id(self) -> dict[str, Any]:
        return {one.id: one for one in (*self.facts, *self.answers, *self.deeds, *self.needs)}

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Every word that the scenario listens for."""
        words = [word for one in self.facts for word in one.asked]
        words += [word for one in self.answers for group in one.words for word in group]
        return tuple(dict.fromkeys(words))

    @property
    def known_facts(self) -> tuple[Fact, ...]:
        return tuple(one for one in self.facts if one.known)

    def about(self, id: str) -> str:
        return self.by_id[id].about if id in self.by_id else id


def values_of(scenario: Mapping[str, Any], seed: int) -> dict[str, str]:
    """Each variable's value for this seed. Those of one length change together: an order keeps its amount."""
    varies = scenario.get("varies", {})
    return {
        name: options[choose(range(len(options)), scenario["id"], seed, len(options))]
        for name, options in varies.items()
    }


def case_of(scenario: Mapping[str, Any], lines: Mapping[str, Any], *, seed: int = 1, channel: str = CHAT) -> Case:
    """`scenario` as its file has it, already checked; `lines` of its voice in its language."""
    values = values_of(scenario, seed)
    one = fill(dict(scenario), values)
    person = one["customer"]
    return Case(
        id=one["id"], name=one["name"], seed=seed, channel=channel, language=one.get("language", "en"),
        customer=person["name"], mood=person["mood"], trust=person.get("trust", 50), patience=person["patience"],
        faults=person.get("faults", 1.0), warmth=person.get("warmth", 1.0), manager=person.get("manager", False),
        ours=one.get("ours", False), task=one["task"], brief=one["brief"], shown=tuple(one["case"]),
        opening=one["opening"], facts=_facts(one), lines=lines, values=values,
        answers=tuple(Answer(**_frozen(each)) for each in one.get("answers", ())),
        deeds=tuple(Due(**_frozen(each)) for each in one.get("deeds", ())),
        traps=tuple(map(_trap, scenario.get("traps", ()), one.get("traps", ()))),
        needs=tuple(Need(**_frozen(each)) for each in one["needs"]),
        escalation=Escalation(**_frozen(one.get("escalation", {}))), passes=one.get("passes", 70),
    )  # fmt: skip


def _facts(one: Mapping[str, Any]) -> tuple[Fact, ...]:
    known = [Fact(**_frozen(each)) for each in one.get("facts", ())]
    return (*known, *(Fact(**_frozen(each), known=False) for each in one.get("unknown", ())))


def _trap(written: Mapping[str, Any], filled: Mapping[str, Any]) -> Trap:
    words = [word for group in written.get("words", ()) for word in group]
    if words and all(VARIABLE.fullmatch(word) for word in words):
        return Trap(**{"unless": (), **_frozen(filled)}, verbatim=True)
    return Trap(**_frozen(filled))


def _frozen(each: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _tuple(value) for key, value in each.items()}


def _tuple(value: Any) -> Any:
    return tuple(_tuple(one) for one in value) if isinstance(value, list) else value
