"""A scorecard as a pack has it, and which one a conversation is judged by. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .schema import RULES

PART = "scorecards"
# What applies where a pack brings scorecards and no rules of its own.
USUAL: dict[str, Any] = {
    "dispute": {"days": 5, "remind": 1, "answer": 5},
    "sampling": {"per_person": 2, "per_reviewer": 10, "newcomer_days": 90, "low": 60,
                 "shares": {"risk": 0.4, "low": 0.2, "newcomer": 0.2, "random": 0.2}},
    "undo_minutes": 30, "blind": True, "few": 20,
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One thing that is asked of a conversation. `about` is how the pack has it."""

    about: Mapping[str, Any]
    section: str

    @property
    def id(self) -> str:
        return self.about["id"]

    @property
    def name(self) -> str:
        return self.about["name"]

    @property
    def weight(self) -> float:
        return float(self.about["weight"])

    @property
    def judge(self) -> tuple[str, Any]:
        """(how it is judged, by what)."""
        return next(iter(self.about["judge"].items()))

    @property
    def bonus(self) -> bool:
        return bool(self.about.get("bonus"))

    def concerns(self, channel: str, kind: str) -> bool:
        """An item for some channels or kinds alone isn't asked of others; where they aren't known, it is."""
        return _among(channel, self.about.get("channels")) and _among(kind, self.about.get("kinds"))


@dataclass(frozen=True)
class ProcessStep:
    """A step of the standard's process. `shown_by`: behaviours in our words, `events`: what is done at the desk; one of
    either is enough."""

    name: str
    shown_by: frozenset[str]
    events: frozenset[str]


@dataclass(frozen=True)
class Section:
    id: str
    name: str
    weight: float
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Scorecard:
    """`revision`: of the pack it stands in; 0 where it was read from a folder. `steps`: of that pack's process."""

    id: str
    name: str
    about: str
    sections: tuple[Section, ...]
    channels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    revision: int = 0
    steps: Mapping[str, ProcessStep] = field(default_factory=dict)

    @property
    def items(self) -> Iterator[Item]:
        return (item for section in self.sections for item in section.items)

    @property
    def watched(self) -> frozenset[str]:
        """Events that any of its items looks for."""
        found: set[str] = set()
        for kind, about in (item.judge for item in self.items):
            if kind == "events":
                found.update(name for names in about.values() for name in names)
            elif kind == "process":
                found.update(name for one in about["steps"] if one in self.steps for name in self.steps[one].events)
        return frozenset(found)

    def item(self, name: str) -> Item | None:
        return next((one for one in self.items if one.id == name), None)

    def concerns(self, channel: str, kind: str) -> bool:
        return _among(channel, self.channels) and _among(kind, self.kinds)


def _among(value: str, known: Collection[str] | None) -> bool:
    return not known or not value or value in known


Steps = Mapping[str, ProcessStep]


def steps_of(process: Iterable[Mapping[str, Any]]) -> Steps:
    """Of the process as a pack has it, its phases in a list: by P1 … where they have such a number, and by id."""
    steps = [one for phase in process for activity in phase["activities"] for one in activity["steps"]]
    return {
        key: ProcessStep(one["name"], frozenset(one.get("reader", ())), frozenset(one.get("events", ())))
        for one in steps for key in (one.get("p"), one.get("id")) if key
    }  # fmt: skip


def scorecard_of(about: Mapping[str, Any], revision: int = 0, steps: Steps | None = None) -> Scorecard:
    sections = tuple(
        Section(one["id"], one["name"], float(one["weight"]), tuple(Item(item, one["id"]) for item in one["items"]))
        for one in about["sections"]
    )
    limits = tuple(about.get("channels", ())), tuple(about.get("kinds", ()))
    return Scorecard(about["id"], about["name"], about["about"], sections, *limits, revision, steps or {})


def scorecards_of(content: Mapping[str, Any], revision: int = 0, steps: Steps | None = None) -> list[Scorecard]:
    return [scorecard_of(one, revision, steps) for name, one in sorted(content.items()) if name != RULES]


def rules_of(content: Mapping[str, Any]) -> Mapping[str, Any]:
    return content.get(RULES) or USUAL


def fitting(cards: Collection[Scorecard], channel: str, kind: str) -> Scorecard | None:
    """The most particular card for such a conversation: one for its kind before one for its channel."""
    known = [one for one in cards if one.concerns(channel, kind)]
    return max(known, key=lambda one: (bool(one.kinds), bool(one.channels)), default=None)
