"""Where somebody stands on a level: each duty with what is known of it, what is next, what is to be kept up. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from whiteglove.learning.requirements.facts import Decision, Facts
from whiteglove.learning.requirements.judging import Verdict, judge
from whiteglove.learning.requirements.renewal import DUE, KEPT, Over, Upkeep, over, recurring, upkeep, worst

from .rules import ADMISSION, BADGE, COMPLETION, DUTY, KINDS, Duty, Level


@dataclass(frozen=True)
class DutyState:
    """`settled`: it was met in its time, so it isn't asked again whatever became of it since. `over`: years or
    trimesters that lie behind, where it is asked in each."""

    duty: Duty
    verdict: Verdict
    upkeep: tuple[Upkeep, ...] = ()
    settled: bool = False
    over: tuple[Over, ...] = ()

    @property
    def met(self) -> bool:
        return self.settled or self.verdict.met

    @property
    def why(self) -> str:
        """A duty of several parts says each of them."""
        parts = self.verdict.parts
        return "; ".join(map(_part, parts)) + "." if parts else self.verdict.why

    @property
    def slipped(self) -> str:
        """Late or lapsed, where some of it is."""
        states = [one.state for one in self.upkeep]
        return worst(states) if worst(states) not in (KEPT, DUE) else ""

    @property
    def how(self) -> str:
        return "" if self.met else self.duty.not_yet or self.verdict.how

    @property
    def percent(self) -> int:
        return 100 if self.met else min(99, int(self.verdict.share * 100))


@dataclass(frozen=True)
class Standing:
    """`admitted` None: not admitted yet, so of its duties only what counts from before is met."""

    level: Level
    duties: tuple[DutyState, ...]
    admitted: date | None
    completed: bool

    def of_kind(self, kind: str) -> tuple[DutyState, ...]:
        return tuple(one for one in self.duties if one.duty.kind == kind)

    @property
    def groups(self) -> tuple[tuple[str, tuple[DutyState, ...]], ...]:
        """As a page shows them."""
        kinds = (ADMISSION, DUTY, COMPLETION, BADGE)
        return tuple((KINDS[kind], found) for kind in kinds if (found := self.of_kind(kind)))

    @property
    def to_do(self) -> tuple[DutyState, ...]:
        return self.of_kind(DUTY) + self.of_kind(COMPLETION)

    @property
    def met(self) -> int:
        return sum(one.met for one in self.to_do)

    @property
    def is_whole(self) -> bool:
        """Everything that completes it is met."""
        return self.admitted is not None and self.met == len(self.to_do)

    @property
    def percent(self) -> int:
        return int(100 * self.met / len(self.to_do)) if self.to_do else 0

    @property
    def next(self) -> DutyState | None:
        """What comes next: what has begun before what hasn't, what can be done before what can't yet."""
        unmet = [one for one in self.to_do if not one.met]
        possible = [one for one in unmet if not one.duty.not_yet]
        begun = [one for one in possible if one.verdict.share > 0]
        return next(iter([*begun, *possible, *unmet]), None)

    @property
    def upkeep(self) -> str:
        """The worst of what recurs; "" where nothing does."""
        states = [each.state for one in self.to_do for each in one.upkeep]
        return worst(states) if states else ""

    @property
    def due(self) -> Upkeep | None:
        """What has to be done first, of what isn't kept yet; else what ends first."""
        found = [each for one in self.to_do for each in one.upkeep]
        return min(found, key=lambda one: (one.state == KEPT, one.by), default=None)

    @property
    def may_renew(self) -> bool:
        return self.upkeep in ("", KEPT, DUE)


def _part(one: Verdict) -> str:
    """What is asked, and how it stands in brackets behind it, where that says more."""
    why = one.why[:1].lower() + one.why[1:].rstrip(".")
    return one.asks if one.asks.endswith(f": {why}") else f"{one.asks} ({why})"


def standing(level: Level, facts: Facts, admitted: date | None, completed: bool, today: date) -> Standing:
    """`facts.since` is set to the day of admission here; to tomorrow for the duties of who isn't admitted."""
    begins = {kind: admitted or today + timedelta(days=1) for kind in (DUTY, COMPLETION)}
    known = {kind: replace(facts, since=begins.get(kind, admitted)) for kind in KINDS}
    duties = tuple(_state(one, known[one.kind], admitted, completed, today) for one in level.duties)
    return Standing(level, duties, admitted, completed)


def _state(duty: Duty, facts: Facts, admitted: date | None, completed: bool, today: date) -> DutyState:
    verdict = judge(duty.asks, facts, today)
    if duty.kind == ADMISSION:
        return DutyState(duty, verdict, (), admitted is not None)
    if duty.kind == BADGE:
        return DutyState(duty, verdict)
    kept = tuple(found for one in recurring(duty.asks) if admitted and (found := upkeep(one, facts, today)))
    past = tuple(each for one in recurring(duty.asks) if admitted for each in over(one, facts, today))
    return DutyState(duty, verdict, kept, completed, past)


def admissible(level: Level, facts: Facts, today: date) -> Verdict:
    """Whether all but the decision is there."""
    decided = {**facts.decisions, f"level-{level.number}": (Decision(True, today),)}
    return judge(level.admission.asks, replace(facts, decisions=decided), today)
