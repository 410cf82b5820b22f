"""Reads the calls of many tickets at once: step by step, as their clocks see them, and how they went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from whiteglove.service.calls.models import Sheet
from whiteglove.service.calls.queries import Limits
from whiteglove.service.channels.models import Call, CallMark
from whiteglove.service.channels.phone.course import SPOKEN, Mark, course
from whiteglove.service.desk.actions.judge_clocks import rules_in_force
from whiteglove.service.desk.happenings import Happened
from whiteglove.service.desk.spoken import Step
from whiteglove.service.sla.target import Target, in_force

from .case import Rung, Talked

MARK = ("call_id", "call__direction", "call__person_id", "name", "at", "by_id", "to_id")
Told = Mapping[int, Iterable[Happened]]


def calls_of(told: Told) -> tuple[dict[int, list[Step]], dict[int, list[Talked]]]:
    """The steps of the calls of each ticket, in their order, and the calls themselves. `told`: what happened to each;
    like its clocks we take those for its own that its events tell of. One statement; none where there were no calls."""
    whose = {ticket: {one.facts["call"] for one in events if one.name.startswith("call.")}
             for ticket, events in told.items()}  # fmt: skip
    marks = marks_of(set().union(*whose.values())) if any(whose.values()) else {}
    found: dict[int, list[Step]] = defaultdict(list)
    calls: dict[int, list[Talked]] = defaultdict(list)
    for ticket, numbers in whose.items():
        steps = [Step(call, row["call__direction"], row["name"], row["at"])
                 for call in sorted(numbers) for row in marks.get(call, ())]  # fmt: skip
        found[ticket] = sorted(steps, key=lambda one: one.at)
        calls[ticket] = [talked(call, marks[call]) for call in sorted(numbers) if call in marks]
    return found, calls


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


def rung(tickets: Sequence[int]) -> dict[int, list[Rung]]:
    """The calls that came in and are over, each held against the times that were in force when it rang."""
    found: dict[int, list[Rung]] = defaultdict(list)
    counted = Sheet.objects.counted().ended().filter(ticket__in=tickets, call__direction=Call.Direction.IN)
    rows = list(counted.select_related("call").order_by("call"))
    targets = rules_in_force().targets if rows else ()
    for one in rows:
        found[one.ticket_id].append(went(one, targets))
    return found


def went(sheet: Sheet, targets: Sequence[Target]) -> Rung:
    """Of a call kept by hand nobody knows since when it rang; one that nobody took wasn't taken in time."""
    call, spoken = sheet.call, sheet.became == SPOKEN
    rings = seconds(targets, "phone_answer", call.rang_at) or Limits.answer
    holds = seconds(targets, "phone_hold", call.rang_at) or Limits.hold
    in_time = None if spoken and sheet.waited is None else spoken and sheet.waited <= rings
    about = (call.pk, call.rang_at, sheet.day, sheet.team_id, call.person_id)
    return Rung(*about, spoken, in_time, sheet.held > holds, sheet.talked)


def seconds(targets: Sequence[Target], metric: str, at: datetime) -> int:
    """What a target allowed then, as the page of the calls has it; 0 without one."""
    target = in_force(targets, metric, {}, at)
    return int(target.seconds) if target else 0


def tickets_of_calls(calls: Iterable[int]) -> set[int]:
    """Those the calls were put into, wherever these live on by now. No statement where there are none."""
    found = set(calls)
    rows = Sheet.objects.filter(call__in=found, ticket__isnull=False) if found else Sheet.objects.none()
    return set(rows.values_list("ticket_id", flat=True))
