"""Reads the calls of many tickets at once: one statement, and none where there were no calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from whiteglove.service.channels.models import Call, CallMark
from whiteglove.service.channels.phone.course import Mark, course
from whiteglove.service.desk.happenings import Happened
from whiteglove.service.desk.spoken import Step, of_calls
from whiteglove.service.sla.facts import Fact

from .case import Talked

MARK = ("call_id", "call__direction", "call__person_id", "name", "at", "by_id", "to_id")
Told = Mapping[int, Iterable[Happened]]


def calls_of(told: Told) -> tuple[dict[int, list[Fact]], dict[int, list[Talked]]]:
    """What the calls of each ticket are to its clocks, and the calls themselves. `told`: what happened to each; like
    its clocks we take those for its own that its events tell of."""
    whose = {ticket: {one.facts["call"] for one in events if one.name.startswith("call.")}
             for ticket, events in told.items()}  # fmt: skip
    marks = marks_of(set().union(*whose.values())) if any(whose.values()) else {}
    facts: dict[int, list[Fact]] = defaultdict(list)
    calls: dict[int, list[Talked]] = defaultdict(list)
    for ticket, numbers in whose.items():
        steps = [Step(call, row["call__direction"], row["name"], row["at"])
                 for call in sorted(numbers) for row in marks.get(call, ())]  # fmt: skip
        facts[ticket] = of_calls(sorted(steps, key=lambda one: one.at))
        calls[ticket] = [talked(call, marks[call]) for call in sorted(numbers) if call in marks]
    return facts, calls


def marks_of(calls: set[int]) -> dict[int, list[dict[str, Any]]]:
    """The marks of each call that stand, in their order."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in CallMark.objects.standing().filter(call__in=calls).order_by("at", "id").values(*MARK):
        found[row["call_id"]].append(row)
    return found


def talked(call: int, marks: list[dict[str, Any]]) -> Talked:
    went = course(Mark(row["name"], row["at"], row["by_id"], row["to_id"]) for row in marks)
    answered = next((row["by_id"] for row in marks if row["name"] == "answered"), None)
    person = answered or marks[0]["call__person_id"] or 0
    came_in = marks[0]["call__direction"] == Call.Direction.IN
    return Talked(call, came_in, went.rang_at, went.answered_at, went.ended_at, person)
