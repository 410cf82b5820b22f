"""The twelve metrics: which facts start each, meet it and call it off. One state machine a metric.

A machine reads facts and nothing else, least of all another machine. It yields *runs*: stretches of time owed.
Solving ends what is owed and meets the resolution; reopening takes a run that solving ended up again where it
stood, the solved time not counted. Merging and dropping call off; unmerging and restoring take up in the same way.
A promise to call back outlives the solution.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from whiteglove.service.sla.facts import AGENT, CUSTOMER, Fact, Stretch

Sign = tuple[str, str]
_UNDONE_BY = {"reopened": "solved", "unmerged": "merged", "restored": "dropped"}
_CALLED_OFF = frozenset({("merged", ""), ("dropped", "")})
_ENDED = _CALLED_OFF | {("solved", "")}
_REPLY = ("wrote", AGENT)
_ASKED = ("wrote", CUSTOMER)


@dataclass(frozen=True, slots=True)
class Machine:
    """Signs are (name, side), an empty side standing for any."""

    metric: str
    title: str
    starts: frozenset[Sign]
    meets: frozenset[Sign]
    cancels: frozenset[Sign] = _ENDED
    once: bool = False
    needs: frozenset[Sign] = frozenset()


def _machine(metric: str, title: str, starts: set[Sign], meets: set[Sign], **more: object) -> Machine:
    return Machine(metric, title, frozenset(starts), frozenset(meets), **more)  # type: ignore[arg-type]


_ALL = [
    _machine(
        "first_acknowledgement", "First acknowledgement",
        {("opened", CUSTOMER)}, {("acknowledged", ""), _REPLY}, once=True,
    ),
    _machine("first_reply", "First reply", {("opened", CUSTOMER)}, {_REPLY}, once=True),
    _machine(
        "next_reply", "Next reply",
        {_ASKED, ("reopened", CUSTOMER)}, {_REPLY}, needs=frozenset({_REPLY, ("opened", AGENT)}),
    ),
    _machine("resolution", "Resolution", {("opened", "")}, {("solved", "")}, cancels=_CALLED_OFF, once=True),
    _machine(
        "periodic_update", "Regular update",
        {("opened", ""), _REPLY, ("updated", ""), ("changed", "complex")}, {_REPLY, ("updated", "")},
        cancels=_ENDED | {("changed", "complex")},
    ),
    _machine("chat_connect", "Chat connected", {("chat_asked", "")}, {("chat_joined", "")},
             cancels=_ENDED | {("chat_left", "")}),
    _machine("chat_reply", "Chat reply", {_ASKED, ("chat_joined", "")}, {_REPLY},
             cancels=_ENDED | {("chat_left", "")}, needs=frozenset({("chat_joined", "")})),
    _machine("chat_specialist", "Specialist joined", {("specialist_asked", "")}, {("specialist_joined", "")},
             cancels=_ENDED | {("chat_left", ""), ("specialist_declined", "")}),
    _machine("phone_answer", "Call answered", {("rang", "")}, {("answered", "")},
             cancels=_ENDED | {("hung_up", "")}),
    _machine("phone_hold", "Hold", {("held", "")}, {("unheld", "")}, cancels=_ENDED | {("hung_up", "")}),
    _machine("phone_check_in", "Check-in on hold", {("held", ""), ("checked_in", "")},
             {("unheld", ""), ("checked_in", "")}, cancels=_ENDED | {("hung_up", "")}),
    _machine("callback", "Call back", {("callback_promised", "")}, {("called_back", "")},
             cancels=_CALLED_OFF | {("callback_declined", "")}),
]  # fmt: skip
MACHINES = {machine.metric: machine for machine in _ALL}
METRICS = tuple(MACHINES)


@dataclass(frozen=True, slots=True)
class Run:
    """Time owed from `start`; `gaps` are the stretches during which it was ended and later taken up again."""

    metric: str
    number: int
    start: datetime
    end: datetime | None = None
    ended_by: str = ""
    met: bool = False
    gaps: tuple[Stretch, ...] = ()


def runs(metric: str, facts: Iterable[Fact]) -> list[Run]:
    """Every run of one metric, from ordered facts (`facts.in_order`)."""
    walk = _Walk(MACHINES[metric])
    for fact in facts:
        walk.take(fact)
    return walk.runs


@dataclass
class _Walk:
    machine: Machine
    runs: list[Run] = field(default_factory=list)
    needed: bool = False
    closed_by: str = ""
    complex: bool = False

    def take(self, fact: Fact) -> None:
        signs = self._signs(fact)
        if signs & self.machine.needs:
            self.needed = True
        if self.closed_by and _UNDONE_BY.get(fact.name) == self.closed_by:
            self._take_up(fact)
        if self._open:
            self._end(fact, signs)
        if not self._open and not self._shut and signs & self.machine.starts and self._may_start:
            self.runs.append(Run(self.machine.metric, len(self.runs) + 1, fact.at))
        if fact.name in _UNDONE_BY.values() and not (self.closed_by and fact.name == "solved"):
            self.closed_by = fact.name

    @property
    def _open(self) -> bool:
        return bool(self.runs) and self.runs[-1].end is None

    @property
    def _shut(self) -> bool:
        """Whether a case that is solved, merged or dropped can't start this metric."""
        return bool(self.closed_by) and self.machine.metric != "callback"

    @property
    def _may_start(self) -> bool:
        if self.machine.once and self.runs:
            return False
        return self.needed or not self.machine.needs

    def _signs(self, fact: Fact) -> set[Sign]:
        signs = {(fact.name, ""), (fact.name, fact.side)}
        if fact.name in ("opened", "changed") and "complex" in fact.traits:
            if fact.traits["complex"] and not self.complex:
                signs.add(("changed", "complex"))
            self.complex = bool(fact.traits["complex"])
        return signs

    def _end(self, fact: Fact, signs: set[Sign]) -> None:
        met = bool(signs & self.machine.meets)
        if met or signs & self.machine.cancels:
            self.runs[-1] = replace(self.runs[-1], end=fact.at, ended_by=fact.name, met=met)

    def _take_up(self, fact: Fact) -> None:
        """Carry on with the run that the solution, merge or drop ended, the time between as a gap."""
        last = self.runs[-1] if self.runs else None
        if last and last.end and last.ended_by == self.closed_by:
            gaps = (*last.gaps, (last.end, fact.at))
            self.runs[-1] = replace(last, end=None, ended_by="", met=False, gaps=gaps)
        self.closed_by = ""
