"""Calls about a ticket, as its clocks see them. Pure.

An answered call is an answer: whoever was spoken with is owed no other one for what they had asked before it ended.
A matter that began with a call began when it rang, however late its ticket was opened.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from whiteglove.service.sla.facts import AGENT, CUSTOMER, Fact


class Step(NamedTuple):
    """A mark of a call (see channels/phone/course.py)."""

    call: int
    direction: str
    name: str
    at: datetime


def with_calls(facts: Iterable[Fact], steps: Sequence[Step]) -> list[Fact]:
    """What is known of a ticket, and of the calls about it (`steps` in the order of their times)."""
    first = steps[0] if steps else None
    return [*(_begun_by(first, fact) if first else fact for fact in facts), *of_calls(steps)]


def _begun_by(call: Step, fact: Fact) -> Fact:
    """Whoever called first began it: they, or we."""
    late = fact.name == "opened" and fact.traits.get("channel") == "phone" and call.at < fact.at
    return replace(fact, at=call.at, side=CUSTOMER if call.direction == "in" else AGENT) if late else fact


def of_calls(steps: Iterable[Step]) -> list[Fact]:
    """`steps` of all calls, in the order of their times."""
    facts: list[Fact] = []
    answered, held, over = set[int](), set[int](), set[int]()
    for step in steps:
        if step.call in over or (step.call in answered and step.name in ("rang", "answered")):
            continue
        facts += of_step(step, step.call in answered, step.call in held)
        if step.name == "answered":
            answered.add(step.call)
        elif step.name == "held" and step.call in answered:
            held.add(step.call)
        elif step.name in ("resumed", "accepted", "returned"):
            held.discard(step.call)
        elif step.name == "ended":
            over.add(step.call)
    return facts


def of_step(step: Step, answered: bool, held: bool) -> list[Fact]:
    at, theirs = step.at, step.direction == "in"
    if step.name == "rang":
        return [Fact("rang", at, CUSTOMER)] if theirs else []
    if step.name == "answered":
        return [*([Fact("answered", at, AGENT)] if theirs else []), Fact("wrote", at, AGENT)]
    if step.name == "ended":
        return [Fact("hung_up", at, CUSTOMER), *([Fact("wrote", at, AGENT)] if answered else [])]
    if not answered:
        return []
    if step.name == "held" and not held:
        return [Fact("held", at, AGENT)]
    if step.name == "checked_in" and held:
        return [Fact("checked_in", at, AGENT)]
    return [Fact("unheld", at, AGENT)] if held and step.name in ("resumed", "accepted", "returned") else []
