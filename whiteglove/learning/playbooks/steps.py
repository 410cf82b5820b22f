"""How far a playbook has come: which steps were seen in words or events, and which somebody ticked. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .schema import START

EVIDENCE = 2  # of each step; more proves nothing further


@dataclass(frozen=True)
class Said:
    """Words of a message that show a behaviour; `ours` where we said them. `start`: where their sentence begins."""

    behaviour: str
    message: int
    quote: str
    at: datetime
    ours: bool
    start: int = 0


@dataclass(frozen=True)
class Happened:
    name: str
    at: datetime
    says: str = ""


@dataclass(frozen=True)
class ByHand:
    by: str
    at: datetime
    by_id: int = 0


@dataclass(frozen=True)
class Step:
    """`way`: one of the ways that help, which don't count as steps."""

    id: str
    name: str
    do: str
    why: str
    about: Mapping[str, Any]
    words: tuple[Said, ...] = ()
    events: tuple[Happened, ...] = ()
    hand: ByHand | None = None
    way: bool = False

    @property
    def seen(self) -> bool:
        """By itself, whatever anybody ticked."""
        return bool(self.words or self.events)

    @property
    def done(self) -> bool:
        return self.seen or self.hand is not None

    @property
    def by_itself(self) -> bool:
        """Whether anything could tick it without a hand."""
        return bool(self.about.get("ticks"))


@dataclass(frozen=True)
class Progress:
    """A playbook with its steps as they stand."""

    id: str
    name: str
    says: str
    all: tuple[Step, ...]

    @property
    def steps(self) -> list[Step]:
        return [one for one in self.all if not one.way]

    @property
    def ways(self) -> list[Step]:
        return [one for one in self.all if one.way]

    @property
    def done(self) -> int:
        return sum(one.done for one in self.steps)

    @property
    def next(self) -> Step | None:
        """The first step that is still to do."""
        return next((one for one in self.steps if not one.done), None)


def progress(
    playbook: Mapping[str, Any],
    since: datetime,
    said: Sequence[Said],
    events: Sequence[Happened],
    hands: Mapping[str, ByHand],
) -> Progress:
    """`playbook` as a pack has it, opened at `since`; words and events of the whole ticket, in order.

    What was said or done before it was opened counts only for steps that say `since: start`.
    """
    made = [
        _step(one, since, said, events, hands.get(one["id"]), way)
        for way, group in enumerate(("steps", "ways")) for one in playbook.get(group, ())
    ]  # fmt: skip
    return Progress(playbook["id"], playbook["name"], playbook["says"], tuple(made))


def _step(
    one: Mapping[str, Any],
    since: datetime,
    said: Sequence[Said],
    events: Sequence[Happened],
    hand: ByHand | None,
    way: int,
) -> Step:
    ticks, whole = one.get("ticks", {}), one.get("since") == START
    ours, theirs, names = (set(ticks.get(key, ())) for key in ("we", "they", "events"))
    words = (each for each in said if (whole or each.at >= since) and each.behaviour in (ours if each.ours else theirs))
    done = (each for each in events if (whole or each.at >= since) and each.name in names)
    return Step(
        one["id"], one["name"], one["do"], one["why"], one, _apart(words)[:EVIDENCE], tuple(done)[:EVIDENCE], hand,
        bool(way),
    )  # fmt: skip


def _apart(words: Iterable[Said]) -> tuple[Said, ...]:
    """The same words of the same message once, whichever behaviours they show."""
    found: dict[tuple[int, str], Said] = {}
    for one in words:
        found.setdefault((one.message, one.quote), one)
    return tuple(found.values())


def events_in(playbook: Mapping[str, Any]) -> set[str]:
    """Names of the events that any step looks for."""
    steps = (*playbook["steps"], *playbook.get("ways", ()))
    return {name for step in steps for name in step.get("ticks", {}).get("events", ())}
