"""Goals as the pages show them: which are whose, how each stands, and how it stood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from whiteglove.ground.people.models import Membership, Team

from . import words
from .asking import NARROW, address_of, today
from .case_files import zone_name
from .counting import counting, part_in_force, part_then
from .goals import NONE, SAYS, SHOWN, Goal, goals_of, verdict
from .metrics import PERSON, Metric, Shape
from .numbers import Asked, added, bins, lasting, tell
from .periods import Period, lately
from .sight import Scope
from .sums import Figure

PAST = 6  # periods of a goal's history


@dataclass(frozen=True)
class Past:
    """One period of a goal."""

    period: Period
    figure: Figure
    verdict: str

    @property
    def words(self) -> str:
        return f"{words.days(self.period)}: {words.figure_said(self.figure)}. {SAYS[self.verdict]}."

    @property
    def days(self) -> str:
        return words.days(self.period)

    @property
    def number(self) -> str:
        return words.figure_said(self.figure)

    @property
    def says(self) -> str:
        return SAYS[self.verdict]


@dataclass(frozen=True)
class Aim:
    """A goal, how it stands, and how it stood; the running period last."""

    goal: Goal
    past: tuple[Past, ...]
    address: str

    @property
    def now(self) -> Past:
        return self.past[-1]

    @property
    def aimed(self) -> str:
        way = "over" if self.goal.above else "under"
        return f"{way} {words.said(self.goal.metric, self.goal.aim)}" + (" of open hours" if self.goal.business else "")

    @property
    def about(self) -> str:
        """What alone it is about: "Chat, urgent, Billing"."""
        goal = self.goal
        named = [NARROW[name].get(value, value) for name, value in goal.narrow.items() if value]
        return ", ".join(filter(None, (*named, goal.team)))

    @property
    def reach(self) -> str:
        return words.reach(self.now.figure)

    @property
    def counted_on(self) -> str:
        return words.counted_on(self.now.figure)


def aims(asked: Asked) -> list[Aim]:
    """Goals of whoever's page it is, with their last periods. A goal is judged as it was when each period ended."""
    then = cache(goals_then)
    return [aim_of(goal, own, then) for goal, own in goals_for(asked)]


def goals_for(asked: Asked) -> list[tuple[Goal, Asked]]:
    """The goals in force for whoever's page it is, each with what it asks for. One that names a team shows on the page
    of that team, of those who look after it, and of its people."""
    known = [one for one in goals_of(part_in_force()) if one.scope in SHOWN[asked.scope.kind]]
    teams = teams_named({one.team for one in known} - {""})
    found = []
    for one in known:
        scope = scope_of(one, asked.scope, teams)
        if scope and scope.shows(one.metric):
            found.append((one, replace(asked, scope=scope, business=one.business, **one.narrow)))
    return found


def teams_named(wanted: set[str]) -> dict[str, int]:
    """By name, or by what stands for it in addresses. No statement where none is wanted."""
    rows = Team.objects.current().values_list("pk", "name", "slug") if wanted else ()
    return {word: pk for pk, *words_for in rows for word in words_for if word in wanted}


def scope_of(goal: Goal, scope: Scope, teams: dict[str, int]) -> Scope | None:
    if not goal.team:
        return scope
    lane = teams.get(goal.team)
    if lane is None or (scope.teams is not None and lane not in scope.teams):
        return None
    if scope.kind == PERSON:
        return scope if Membership.objects.filter(person=scope.person, team=lane).exists() else None
    return scope if scope.teams == (lane,) else replace(scope, name=f"team-{lane}", teams=(lane,))


def aim_of(goal: Goal, asked: Asked, then: Callable[[date], dict[str, Goal]]) -> Aim:
    now = today()
    periods = list(lately(goal.period, PAST, now))
    whole = asked.of(Period("custom", periods[0].first, periods[-1].last, today=now))
    settles = timedelta(days=counting().first_contact_days if goal.metric.final else 0)
    past = []
    for period, one in zip(periods, figures(goal.metric, whole, periods), strict=True):
        known = then(period.last).get(goal.id)
        past.append(Past(period, one, verdict(known, one, over=period.last + settles < now) if known else NONE))
    return Aim(
        goal, tuple(past), address_of(asked, period={"week": "week", "month": "month"}.get(goal.period, "quarter"))
    )


def figures(metric: Metric, asked: Asked, periods: Sequence[Period]) -> list[Figure]:
    numbers = counting()
    if metric.shape in (Shape.LEVEL, Shape.KEPT):
        return lasting(metric, asked, periods, numbers)
    return [tell(metric, one, asked, numbers) for one in bins(metric, added(asked, metric.sorts, "day"), periods)]


def goals_then(last: date) -> dict[str, Goal]:
    """Those in force when this day ended, by their ids."""
    end = datetime.combine(last, time.max, tzinfo=ZoneInfo(zone_name()))
    return {one.id: one for one in goals_of(part_then(end))}
