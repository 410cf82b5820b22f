"""Promises to call somebody back, as the clocks see them. Pure.

The clock counts those without a time: as soon as we can. Where a time was agreed, that time counts, and the promise is
kept or broken by it. A call that reached nobody was made all the same: another try is another promise.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

from whiteglove.service.sla import clock
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.facts import AGENT, Fact
from whiteglove.service.sla.target import Target, in_force

CALL = "call"
METRIC = "callback"
WITHIN = 4 * 3600  # seconds of opening hours, where the standard names none
AGAIN = 3600  # seconds of opening hours after which whoever wasn't reached is tried again
THEN = timedelta(microseconds=1)
SAYS = re.compile(
    r"^(?:call|ring|phone|give)\b.*\b(?:you|them|back|call|ring)\b|^(?:call|ring|phone)(?: back)?$"
    r"|\b(?:rappel|vous appel|llamar|telefonar|ligar|anrufen|zurückrufen|rufe)",
    re.I,
)
DIGITS = re.compile(r"[^0-9+]")


class Told(Protocol):
    name: str
    at: datetime
    facts: Mapping[str, Any]


class Step(NamedTuple):
    """What one event did to a promise: the facts it added, which taking the step back takes away."""

    facts: list[Fact]
    promised: bool


def is_call(what: str) -> bool:
    """Whether a promise, in a few words, is one to call."""
    return SAYS.search(what.strip()) is not None


def dialled(number: str) -> str:
    """For a link: "+49 30 123" -> "+4930123"."""
    return DIGITS.sub("", number)


def of_callbacks(events: Iterable[Told]) -> list[Fact]:
    """The facts of every promise to call, in the order of its events."""
    walks: dict[int, list[Step]] = {}
    for event in events:
        if event.facts.get("kind") != CALL or not event.name.startswith("commitment."):
            continue
        steps = walks.setdefault(event.facts["commitment"], [])
        if event.name == "commitment.reopened":
            del steps[-1:]
        elif step := _step(event, bool(steps and steps[-1].promised)):
            steps.append(step)
    return [fact for steps in walks.values() for step in steps for fact in step.facts]


def _step(event: Told, promised: bool) -> Step | None:
    name, at = event.name.removeprefix("commitment."), event.at
    if name in ("confirmed", "changed"):
        agreed = event.facts.get("agreed")
        if agreed:
            return Step([Fact("callback_declined", at)] if promised else [], promised=False)
        return Step([] if promised else [Fact("callback_promised", at)], promised=True)
    if name == "tried":
        # The call comes before the next promise: what shares an instant is taken the other way round.
        facts = [Fact("called_back", at - THEN, AGENT)] if promised else []
        again = [] if event.facts.get("agreed") else [Fact("callback_promised", at)]
        return Step(facts + again, promised=bool(again))
    if name == "kept":
        return Step([Fact("called_back", at, AGENT)] if promised else [], promised=False)
    if name in ("dismissed", "withdrawn"):
        return Step([Fact("callback_declined", at)] if promised else [], promised=False)
    return None


def due(at: datetime, calendar: Calendar, targets: Iterable[Target] = (), seconds: int = 0) -> datetime:
    """When a call without an agreed time falls due: by the standard in force, in opening hours."""
    target = None if seconds else in_force(targets, METRIC, {}, at)
    on = target.counted_on(calendar) if target else calendar
    return clock.add(on, at, seconds or (target.seconds if target else WITHIN))
