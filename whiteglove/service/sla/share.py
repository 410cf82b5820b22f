"""Promises that are shares rather than times: chats and calls settled at first contact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from whiteglove.service.sla.facts import CUSTOMER, Fact

_CONTACTS = {"opened", "rang", "chat_asked"}


@dataclass(frozen=True, slots=True)
class Share:
    """`kept` of `counted` cases against a goal in percent."""

    kept: int
    counted: int
    goal: float

    @property
    def percent(self) -> float | None:
        """None while nothing counts yet."""
        return 100 * self.kept / self.counted if self.counted else None

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None while nothing counts yet."""
        return None if self.percent is None else self.percent >= self.goal


def first_contact_settled(facts: Iterable[Fact]) -> bool | None:
    """Whether a case was settled at its first contact; None while it isn't solved and hasn't failed, or was called off.

    It fails with a second contact, with a promise to call back, a hand-over to a specialist, or a reopening. The call
    that opens a case and the opening itself are one contact when they come before anything else.
    """
    ordered = sorted(facts, key=lambda fact: fact.at)
    names = [fact.name for fact in ordered if fact.name != "changed"]
    if {"merged", "dropped"} & set(names):
        return None
    if {"reopened", "callback_promised", "specialist_joined"} & set(names) or _contacts(ordered) > 1:
        return False
    return True if "solved" in names else None


def _contacts(facts: list[Fact]) -> int:
    """How often the customer came: openings that follow one another without anything between are one."""
    count, together = 0, False
    for fact in facts:
        if fact.name in _CONTACTS:
            count += not together
            together = True
        elif fact.name != "changed" and not (fact.name == "wrote" and fact.side == CUSTOMER and together):
            together = False
    return count


def share_of(cases: Iterable[Iterable[Fact]], goal: float) -> Share:
    """The share of cases settled at first contact, those that can't be told yet left out."""
    answers = [answer for answer in map(first_contact_settled, cases) if answer is not None]
    return Share(kept=sum(answers), counted=len(answers), goal=goal)
