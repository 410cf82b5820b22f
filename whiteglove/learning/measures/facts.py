"""What a ticket counts as: all that happened to it goes in, facts come out. Pure.

A fact is one thing that is counted: an answer, a solution, a clock that was decided, a stretch of being unsolved. It
names the day, whom it counts for, and what makes it part of a share. The same case gives the same facts, whatever was
counted before: nothing is ever counted up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from whiteglove.service.sla.facts import CUSTOMER, Fact, in_order
from whiteglove.service.sla.metric import Run, runs

from .case import Case, Counted, Rules, Solved
from .spread import bucket_of

FOREVER = datetime.max.replace(tzinfo=UTC)
GRAIN = {"answered": 10, "solution": 10}  # squares are kept of values in these units, so that no sum grows too long


@dataclass
class _Counting:
    case: Case
    rules: Rules
    found: list[Counted] = field(default_factory=list)

    def fact(self, sort: str, source: int, at: datetime, turn: int = 1, **more) -> Counted:
        case = self.case
        made = Counted(
            sort, source, turn, case.ticket, at, more.pop("day", None) or self.rules.day(at),
            channel=more.pop("channel", case.channel), kind=more.pop("kind", case.kind),
            priority=case.priority, team=more.pop("team", case.team or 0),
        )._replace(**more)  # fmt: skip
        if made.until:
            made = made._replace(until_day=self.rules.day(made.until))
        return made

    def lasted(self, sort: str, start: datetime, end: datetime, gaps: Iterable[tuple] = ()) -> dict:
        """The columns of a time, by the calendar and by opening hours."""
        spans = list(_spans(start, end, gaps))
        whole = round(sum((b - a).total_seconds() for a, b in spans))
        opened = round(sum(self.rules.open(a, b) for a, b in spans))
        return timed(sort, whole) | {
            "business": opened, "business_square": squared(sort, opened), "business_bucket": bucket_of(opened)
        }  # fmt: skip


def timed(sort: str, seconds: int) -> dict:
    seconds = max(0, seconds)
    return {"timed": 1, "value": seconds, "square": squared(sort, seconds), "bucket": bucket_of(seconds)}


def squared(sort: str, value: int) -> int:
    return round(value / GRAIN.get(sort, 1)) ** 2


def _spans(start: datetime, end: datetime, gaps: Iterable[tuple]) -> Iterator[tuple[datetime, datetime]]:
    for since, until in gaps:
        yield start, since
        start = until
    yield start, end


def count(case: Case, rules: Rules) -> list[Counted]:
    """Every fact of one ticket. One merged away has those of its chats, calls, questions and points alone: the matter
    lives on."""
    counting = _Counting(case, rules)
    found = [*_visits(counting), *_calls(counting), *_questions(counting), *_points(counting)]
    known = in_order(case.facts, FOREVER)
    opened = next((fact for fact in known if fact.name == "opened"), None)
    if opened is None or case.merged:
        return found
    resolution = next(iter(runs("resolution", known)), None)
    solutions = [one for one in case.solutions if one.at >= opened.at and _is_one(one, case)]
    found += _stints(counting, resolution)
    found += _answers(counting, known, opened)
    found += _solutions(counting, solutions, resolution)
    found += _cases(counting, solutions)
    found += _clocks(counting)
    found += _promises(counting)
    return found


def _is_one(solution: Solved, case: Case) -> bool:
    return solution.at not in case.undone and solution.ended_at not in case.undone


def _stints(counting: _Counting, run: Run | None) -> Iterator[Counted]:
    """The stretches during which it wasn't solved."""
    if run is None:
        return
    starts = [run.start, *(until for _, until in run.gaps)]
    ends = [*(since for since, _ in run.gaps), run.end]
    for turn, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        yield counting.fact("stint", counting.case.ticket, start, turn, until=end, first=int(turn == 1))


def _answers(counting: _Counting, known: Sequence[Fact], opened: Fact) -> Iterator[Counted]:
    """The first answer of a person to a customer who had asked: in the calls it began with, or after them."""
    case = counting.case
    calls = case.began_with(opened.at)
    if opened.side != CUSTOMER or (calls and not calls[0].came_in):
        return
    if taken := next((one for one in calls if one.answered_at), None):
        start, end, gaps, person = calls[0].rang_at, taken.answered_at, (), taken.person
    else:
        run = next(iter(runs("first_reply", known)), None)
        if run is None or not run.met:
            return
        start, end, gaps, person = run.start, run.end, run.gaps, case.author(run.end)
        start = min([start, *(one.began for one in calls)])
    if start and end:
        person = person or case.holder(end)
        yield counting.fact(
            "answered", case.ticket, end, person=person, **counting.lasted("answered", start, end, gaps)
        )


def _solutions(counting: _Counting, solutions: Sequence[Solved], run: Run | None) -> Iterator[Counted]:
    case = counting.case
    for turn, one in enumerate(solutions, 1):
        stands = one.ended_at is None
        reopened = not stands and one.ended_at not in case.joined
        made = counting.fact(
            "solution", one.pk, one.at, person=one.by or case.holder(one.at), stands=int(stands), reopened=int(reopened)
        )
        if turn == 1:
            once = case.touches(one.at) == 1 and not reopened
            final = one.at + counting.rules.first_contact
            made = made._replace(
                first=1, one_touch=int(once), first_contact=int(_settled(case, one, reopened, counting.rules)),
                until=final, until_day=counting.rules.day(final),
            )  # fmt: skip
        if stands and run and run.end:
            made = made._replace(**counting.lasted("solution", run.start, one.at, run.gaps))
        yield made


def _settled(case: Case, one: Solved, reopened: bool, rules: Rules) -> bool:
    """Whether the customer needed us no more: neither opened again in time, nor another matter of the same kind."""
    final = one.at + rules.first_contact
    if reopened and one.ended_at <= final:
        return False
    return not any(
        one.at < at <= final and (not kind or not case.kind or kind == case.kind) for at, kind in case.others
    )


def _cases(counting: _Counting, solutions: Sequence[Solved]) -> Iterator[Counted]:
    case = counting.case
    asked, solved = next(iter(case.escalations), None), next(iter(solutions), None)
    moments = [one[0] for one in (asked,) if one] + [one.at for one in (solved,) if one]
    if not moments:
        return
    person = (asked and asked[1]) or (solved and solved.by) or case.holder(min(moments))
    yield counting.fact("case", case.ticket, min(moments), person=person, escalated=int(asked is not None))


def _clocks(counting: _Counting) -> Iterator[Counted]:
    case = counting.case
    solvers = {one.at: one.by for one in case.solutions}
    for one in case.clocks:
        automatic = one.metric == "first_acknowledgement"
        person = case.author(one.ended_at) or (one.ended_at and solvers.get(one.ended_at)) or case.holder(one.at)
        made = counting.fact(
            f"clock.{one.metric}", one.pk, one.at, person=0 if automatic else person, target=one.target,
            met=int(one.met), lost=int(not one.met),
        )  # fmt: skip
        yield made._replace(**timed("clock", one.elapsed)) if one.elapsed is not None else made


def _promises(counting: _Counting) -> Iterator[Counted]:
    for one in counting.case.promises:
        yield counting.fact(
            "promise", one.pk, one.at, person=one.person or 0, met=int(one.kept), lost=int(not one.kept)
        )


def _visits(counting: _Counting) -> Iterator[Counted]:
    """The team and the day are the desk's own, so that both pages count the same."""
    for one in counting.case.visits:
        made = counting.fact(
            "chat", one.pk, one.at, day=one.day, team=one.team or 0, person=one.author or 0, met=int(one.answered),
            lost=int(not one.answered),
        )._replace(channel="chat")  # fmt: skip
        yield made._replace(**timed("chat", one.waited)) if one.waited is not None else made


def _calls(counting: _Counting) -> Iterator[Counted]:
    """One fact for the answer, which nobody need have given, and one for the talk."""
    for one in counting.case.rung:
        about = {"day": one.day, "team": one.team or 0, "channel": "phone"}
        if one.in_time is not None:
            yield counting.fact("call", one.call, one.at, **about, met=int(one.in_time), lost=int(not one.in_time))
        if one.spoken:
            yield counting.fact(
                "talk", one.call, one.at, **about, person=one.person or 0, lost=int(one.held_too_long),
                **timed("talk", one.talked),
            )  # fmt: skip


def _questions(counting: _Counting) -> Iterator[Counted]:
    """One fact for having asked, one for the answer, each on its own day."""
    for one in counting.case.questions:
        about = {"person": one.person or 0, "channel": one.channel, "kind": one.kind}
        yield counting.fact("asked", one.pk, one.at, **about, met=int(one.score is not None))
        if one.answered_at is not None and one.score is not None:
            yield counting.fact(
                f"answer.{one.scale}", one.pk, one.answered_at, **about, met=int(one.band == "good"),
                lost=int(one.band == "poor"), timed=1, value=one.score, square=one.score**2,
            )  # fmt: skip


def _points(counting: _Counting) -> Iterator[Counted]:
    """Kept in tenths, so that whole numbers add up."""
    for one in counting.case.judged:
        tenths = round(10 * one.points)
        yield counting.fact(one.sort, one.pk, one.at, person=one.person or 0, timed=1, value=tenths, square=tenths**2)


def customer_facts(
    customer: int, team: int | None, words: Iterable[datetime], left: Iterable[datetime], rules: Rules
) -> list[Counted]:
    """The stretches during which somebody was our customer: from a first word until they were noted to have left, or
    had been silent for long. `words`: when they wrote; `left`: when they left."""
    found: list[Counted] = []
    marks = sorted([(at, 0) for at in words] + [(at, 1) for at in left])
    for at, leaves in marks:
        last = found[-1] if found else None
        here = last is not None and last.until is not None and at <= last.until
        if leaves:
            if here:
                found[-1] = last._replace(until=at, lost=1)
            continue
        if here:
            found[-1] = last._replace(until=at + rules.silent)
        else:
            first = Counted("customer", customer, len(found) + 1, None, at, rules.day(at), team=team or 0)
            found.append(first._replace(until=at + rules.silent))
    return [replace_day(one, rules) for one in found]


def replace_day(one: Counted, rules: Rules) -> Counted:
    return one._replace(until_day=rules.day(one.until)) if one.until else one
