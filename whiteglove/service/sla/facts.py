"""What happened to one ticket, chat or call, as far as its clocks care: names, moments and sides.

The rooms above translate their events into these facts; the clocks are derived from nothing else. Traits (channel,
kind, priority, complex, team) come with `opened` and with each `changed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

CUSTOMER, AGENT, SYSTEM = "customer", "agent", "system"

# In the order in which they are taken when they share an instant: what opens before what closes.
NAMES = {
    "opened": "the case began; the side says who began it",
    "changed": "a trait changed: channel, kind, priority, complex, team",
    "reopened": "a solved case was taken up again",
    "unmerged": "a merge was undone",
    "restored": "a dropped case came back",
    "resumed": "no longer waiting on the customer",
    "woken": "a snooze ended before its time",
    "chat_asked": "a customer asked for a chat",
    "rang": "a call began to ring",
    "chat_joined": "an agent came into the chat",
    "answered": "the call was answered",
    "wrote": "a message: the customer's, an agent's to the customer, or the system's",
    "acknowledged": "the customer was told that the message arrived",
    "updated": "the customer was told how things stand, other than by a message",
    "specialist_asked": "a specialist is needed",
    "specialist_joined": "the specialist took over",
    "specialist_declined": "no specialist is needed after all",
    "held": "the caller was put on hold",
    "checked_in": "the agent came back to the caller on hold, who agreed to hold on",
    "unheld": "the hold ended",
    "callback_promised": "a call back was promised",
    "called_back": "the promised call was made",
    "callback_declined": "the customer needs no call back",
    "waiting": "waiting on the customer",
    "snoozed": "put off; the trait `until` may say till when",
    "hung_up": "the caller hung up",
    "chat_left": "the chat ended",
    "solved": "the case was solved",
    "merged": "the case went into another",
    "dropped": "spam, erased, or opened by mistake",
}
_RANK = {name: rank for rank, name in enumerate(NAMES)}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened. `at` is aware; `side` is customer, agent, system or empty where it can't matter."""

    name: str
    at: datetime
    side: str = ""
    traits: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.name not in NAMES:
            raise ValueError(f"no clock knows the fact {self.name!r}: it is one of {', '.join(NAMES)}")
        if self.at.tzinfo is None:
            raise ValueError(f"the fact {self.name!r} needs a time with a zone")


def in_order(facts: Iterable[Fact], until: datetime) -> list[Fact]:
    """The facts known by `until`, in the order in which they count, each once."""
    found: list[Fact] = []
    ordered = sorted((fact for fact in facts if fact.at <= until), key=_place)
    for _, instant in groupby(ordered, key=lambda fact: fact.at):
        found += _each_once(instant)
    return found


def _each_once(facts: Iterable[Fact]) -> list[Fact]:
    found: list[Fact] = []
    for fact in facts:
        if fact not in found:
            found.append(fact)
    return found


def _place(fact: Fact) -> tuple[datetime, int, str]:
    return fact.at, _RANK[fact.name], fact.side


def traits_at(facts: Iterable[Fact], at: datetime) -> dict[str, Any]:
    """The traits in force at an instant, from ordered facts; those set at that very instant included."""
    found: dict[str, Any] = {}
    for fact in facts:
        if fact.at > at:
            break
        if fact.name in ("opened", "changed"):
            found.update(fact.traits)
    return found


# A reason to pause: what begins it, and what ends it. Solving ends every pause; the case being solved is one itself.
_REASONS = {
    "waiting": ("waiting", {("resumed", ""), ("wrote", CUSTOMER), ("reopened", ""), ("solved", "")}),
    "snoozed": ("snoozed", {("woken", ""), ("snoozed", ""), ("reopened", ""), ("solved", "")}),
}
REASONS = tuple(_REASONS)

Stretch = tuple[datetime, datetime | None]


def pauses(facts: Iterable[Fact], reason: str) -> list[Stretch]:
    """The stretches during which one reason holds, from ordered facts; `None` ends one that still lasts."""
    begins, ends = _REASONS[reason]
    found: list[Stretch] = []
    for fact in facts:
        if _lasts(found, fact.at) and ends & {(fact.name, ""), (fact.name, fact.side)}:
            found[-1] = (found[-1][0], fact.at)
        until = fact.traits.get("until")
        if fact.name == begins and not _lasts(found, fact.at) and (until is None or until > fact.at):
            found.append((fact.at, until))
    return found


def _lasts(found: list[Stretch], at: datetime) -> bool:
    return bool(found) and (found[-1][1] is None or at < found[-1][1])
