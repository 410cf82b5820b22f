"""How each clock of a case stands at an instant: from its facts, the targets and the calendar, nothing remembered.

The rule for change: *the target in force is the one when it applied*. A change of trait, target or calendar cuts a run
into segments. In each, the time since the run's original start counts on that segment's calendar, with that
target's pauses, against that target's seconds. A target that runs out within its segment is breached and stays so,
whatever comes later; a stricter target that had already run out when it came into force is breached at that
moment, not before. A run that ends in time is met by the target then in force and stays so.

An end at the very instant it is due is in time. After it, the clock is breached: overdue while `ended_at` is None,
late once it has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from whiteglove.service.sla import clock
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.facts import Fact, Stretch, in_order, pauses, traits_at
from whiteglove.service.sla.metric import METRICS, Run, runs
from whiteglove.service.sla.target import Target, in_force

State = Literal["running", "paused", "warned", "due", "met", "breached", "cancelled"]
History = Sequence[tuple[datetime | None, Calendar]]
Calendars = Calendar | History | Mapping[Any, History]


@dataclass(frozen=True)
class ClockReading:
    """One run of one metric as it stands.

    `due_at` and `warn_at` are None while an open-ended pause keeps them from being known, and when cancelled.
    `elapsed` and `remaining` are seconds on the target's calendar, pauses left out; `remaining` may be negative.
    """

    metric: str
    run: int
    state: State
    target: Target
    started_at: datetime
    due_at: datetime | None
    warn_at: datetime | None
    ended_at: datetime | None
    breached_at: datetime | None
    pauses: tuple[Stretch, ...]
    elapsed: float
    remaining: float

    @property
    def open(self) -> bool:
        """Whether something is still owed, be it in time or overdue."""
        return self.ended_at is None and self.state != "cancelled"


def judge(facts: Iterable[Fact], targets: Iterable[Target], calendar: Calendars, at: datetime) -> list[ClockReading]:
    """Every clock of one case at `at`, in the order of METRICS, each run once; facts after `at` are not known yet.

    `calendar` is one calendar, or its history as (from when, calendar), the first with None, or such a history for
    each team, the default under None: the trait `team` chooses. The order in which facts come in doesn't matter, nor
    does a fact that comes twice.
    """
    known = in_order(facts, at)
    case = _Case(known, list(targets), _histories(calendar), at)
    found = (case.read(run) for metric in METRICS for run in runs(metric, known))
    return [reading for reading in found if reading]


def next_due(readings: Iterable[ClockReading]) -> ClockReading | None:
    """The open clock that is due first, overdue ones included; None when nothing is owed or all is paused."""
    owed = [reading for reading in readings if reading.open and reading.due_at]
    return min(owed, key=lambda reading: (reading.due_at, METRICS.index(reading.metric)), default=None)


def next_change(readings: Iterable[ClockReading], at: datetime) -> datetime | None:
    """When to look again: the first instant after `at` at which a clock warns, is due or ends its pause by itself."""
    moments = [moment for reading in readings if reading.open for moment in (reading.warn_at, reading.due_at)]
    moments += [end for reading in readings if reading.open for _, end in reading.pauses]
    return min((moment for moment in moments if moment and moment > at), default=None)


def _histories(calendar: Calendars) -> dict[Any, History]:
    if isinstance(calendar, Mapping):
        return dict(calendar)
    return {None: [(None, calendar)] if isinstance(calendar, Calendar) else list(calendar)}


@dataclass(frozen=True)
class _Segment:
    """A stretch of a run under one target and one calendar."""

    since: datetime
    until: datetime | None
    target: Target
    calendar: Calendar
    pauses: tuple[Stretch, ...]

    def due(self, start: datetime, share: float = 1) -> datetime | None:
        """When the target, or a share of it, is used up, counted from the run's start."""
        try:
            return clock.add(self.calendar, start, self.target.seconds * share, self.pauses)
        except clock.NeverOpens:
            return None

    def last_good(self, start: datetime) -> datetime | None:
        """The last instant in time: the due one, or the end of a pause that begins right there."""
        due = self.due(start)
        for begins, ends in self.pauses:
            if due and begins <= due and (ends is None or due < ends):
                due = ends
        return due


@dataclass(frozen=True)
class _Case:
    facts: list[Fact]
    targets: list[Target]
    calendars: dict[Any, History]
    at: datetime

    def read(self, run: Run) -> ClockReading | None:
        """The reading of one run, None where no target ever applied to it."""
        segments = self._segments(run)
        stop = run.end or self.at
        for segment in segments:
            if segment and (over := _breach(segment, run, stop, segment is segments[-1])):
                return _reading("breached", run, segment, stop, run.end, over)
        last = next((segment for segment in reversed(segments) if segment), None)
        if last is None:
            return None
        if segments[-1] is None or (run.end and not run.met):
            return _reading("cancelled", run, last, stop, run.end or last.until)
        return _reading("met" if run.end else self._state(run, last), run, last, stop, run.end)

    def _segments(self, run: Run) -> list[_Segment | None]:
        edges = [run.start, *self._changes(run)]
        return [self._segment(run, since, until) for since, until in zip(edges, [*edges[1:], None], strict=True)]

    def _changes(self, run: Run) -> list[datetime]:
        """The instants within a run at which its target or calendar may change."""
        moments = {fact.at for fact in self.facts if fact.name in ("opened", "changed")}
        moments |= {edge for target in self.targets for edge in (target.active_from, target.active_until) if edge}
        moments |= {since for history in self.calendars.values() for since, _ in history if since}
        if run.end:
            return sorted(moment for moment in moments if run.start < moment < run.end)
        return sorted(moment for moment in moments if run.start < moment <= self.at)

    def _segment(self, run: Run, since: datetime, until: datetime | None) -> _Segment | None:
        traits = traits_at(self.facts, since)
        target = in_force(self.targets, run.metric, traits, since)
        if target is None:
            return None
        history = self.calendars.get(traits.get("team")) or self.calendars[None]
        calendar = [calendar for begins, calendar in history if begins is None or begins <= since][-1]
        return _Segment(since, until, target, target.counted_on(calendar), self._pauses(run, target))

    def _pauses(self, run: Run, target: Target) -> tuple[Stretch, ...]:
        """The pauses this target allows, and the run's gaps, cut to the run, in order."""
        found = [stretch for reason in sorted(target.pauses_when) for stretch in pauses(self.facts, reason)]
        cut = (_cut(stretch, run) for stretch in [*found, *run.gaps])
        return tuple(sorted((stretch for stretch in cut if stretch), key=lambda stretch: stretch[0]))

    def _state(self, run: Run, segment: _Segment) -> State:
        at = self.at
        if any(begins <= at and (ends is None or at < ends) for begins, ends in segment.pauses):
            return "paused"
        due, warn = segment.due(run.start), segment.due(run.start, segment.target.warn_at)
        if due == at:
            return "due"
        return "warned" if warn and warn <= at else "running"


def _breach(segment: _Segment, run: Run, stop: datetime, last: bool) -> datetime | None:
    """When the target of a segment was breached within it, if it was."""
    good = segment.last_good(run.start)
    if good is None:
        return None
    over = max(good, segment.since)
    if last:
        return over if good < stop else None
    return over if segment.until and over < segment.until else None


def _cut(stretch: Stretch, run: Run) -> Stretch | None:
    begins, ends = max(stretch[0], run.start), stretch[1]
    if run.end:
        ends = min(ends, run.end) if ends else run.end
    return (begins, ends) if ends is None or begins < ends else None


def _reading(
    state: State,
    run: Run,
    segment: _Segment,
    stop: datetime,
    ended_at: datetime | None,
    breached_at: datetime | None = None,
) -> ClockReading:
    elapsed = clock.between(segment.calendar, run.start, stop, segment.pauses)
    called_off = state == "cancelled"
    return ClockReading(
        metric=run.metric,
        run=run.number,
        state=state,
        target=segment.target,
        started_at=run.start,
        due_at=None if called_off else segment.due(run.start),
        warn_at=None if called_off else segment.due(run.start, segment.target.warn_at),
        ended_at=ended_at,
        breached_at=breached_at,
        pauses=segment.pauses,
        elapsed=elapsed,
        remaining=segment.target.seconds - elapsed,
    )
