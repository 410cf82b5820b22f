"""Where a conversation stands: the phases of the process, each with the steps seen and what shows them. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

EVIDENCE = 3  # of each step; more proves nothing further
FIRST, LAST, LATER, AGAIN, SOLVED = "first", "last", "later", "again", "solved"
# Where the words of a step must lie, so that the same words don't open, carry on and end a conversation at once.
WHERE = {
    FIRST: "in our first answer",
    LAST: "in our last answer",
    LATER: "after our first answer",
    AGAIN: "said once more",
    SOLVED: "once it was solved",
}


@dataclass(frozen=True)
class Word:
    """Words of a message that show a behaviour. `start` is where their sentence begins."""

    behaviour: str
    message: int
    quote: str
    at: datetime
    start: int = 0


@dataclass(frozen=True)
class Happened:
    """An event of the ticket, as a person would tell it."""

    name: str
    at: datetime
    says: str


@dataclass(frozen=True)
class Course:
    """How it went: our first and our last answer (0 where there is none), and when it was solved first."""

    first: int = 0
    last: int = 0
    solved_at: datetime | None = None

    def admits(self, words: Sequence[Word], where: str) -> list[Word]:
        """Those of a step's words, in order, that lie where they must; "" is anywhere."""
        if where == AGAIN:
            return [one for one in words if one.message != words[0].message]
        if where == SOLVED:
            return [one for one in words if self.solved_at and one.at > self.solved_at]
        if where == LATER:
            return [one for one in words if one.message != self.first]
        place = {FIRST: self.first, LAST: self.last}.get(where)
        return [one for one in words if place in (None, one.message)]


@dataclass(frozen=True)
class Step:
    id: str
    name: str
    says: str
    words: tuple[Word, ...] = ()
    events: tuple[Happened, ...] = ()

    @property
    def seen(self) -> bool:
        return bool(self.words or self.events)


@dataclass(frozen=True)
class Activity:
    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Phase:
    """`short` names it where there is little room."""

    id: str
    name: str
    short: str
    activities: tuple[Activity, ...]

    @property
    def steps(self) -> list[Step]:
        return [step for activity in self.activities for step in activity.steps]

    @property
    def seen(self) -> int:
        return sum(step.seen for step in self.steps)

    @property
    def percent(self) -> int:
        """0 to 100: the share of its steps that were seen."""
        return round(100 * self.seen / len(self.steps)) if self.steps else 0


def phases_of(
    process: Sequence[Mapping[str, Any]], words: Iterable[Word], events: Iterable[Happened], course: Course
) -> list[Phase]:
    """`process` as a pack has it; words and events in order. A step is seen by any of its behaviours or events."""
    by_behaviour, by_event = defaultdict(list), defaultdict(list)
    for word in words:
        by_behaviour[word.behaviour].append(word)
    for event in events:
        by_event[event.name].append(event)
    return [
        Phase(phase["id"], phase["name"], phase.get("short", phase["name"]), tuple(
            Activity(activity["name"], tuple(_step(one, by_behaviour, by_event, course) for one in activity["steps"]))
            for activity in phase["activities"]
        ))
        for phase in process
    ]  # fmt: skip


def _step(
    step: Mapping[str, Any], words: Mapping[str, list[Word]], events: Mapping[str, list[Happened]], course: Course
) -> Step:
    said = sorted((one for name in step.get("reader", ()) for one in words.get(name, ())), key=lambda one: one.at)
    said = course.admits(said, step.get("where", ""))
    done = sorted((one for name in step.get("events", ()) for one in events.get(name, ())), key=lambda one: one.at)
    return Step(step["id"], step["name"], step["says"], tuple(_apart(said)[:EVIDENCE]), tuple(done[:EVIDENCE]))


def _apart(words: list[Word]) -> list[Word]:
    """The same words of the same message once, whichever behaviours they show."""
    return list({(one.message, one.quote): one for one in words[::-1]}.values())[::-1]


def events_in(process: Sequence[Mapping[str, Any]]) -> set[str]:
    """Names of the events that any step looks for."""
    steps = (step for phase in process for activity in phase["activities"] for step in activity["steps"])
    return {name for step in steps for name in step.get("events", ())}


def current(phases: Sequence[Phase]) -> Phase | None:
    """Where the conversation is: the last phase that any words show, or the first."""
    spoken = [one for one in phases if any(step.words for step in one.steps)]
    return spoken[-1] if spoken else phases[0] if phases else None
