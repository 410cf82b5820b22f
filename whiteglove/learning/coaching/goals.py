"""Goals that two people set for one of them: which numbers, in which measure, and how far each is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.learning.measures import words
from whiteglove.learning.measures.aiming import figures
from whiteglove.learning.measures.asking import today
from whiteglove.learning.measures.goals import MISSED, REACHED, SAYS, Goal, verdict
from whiteglove.learning.measures.metrics import METRICS, PERSON, Shape
from whiteglove.learning.measures.numbers import Asked
from whiteglove.learning.measures.periods import Period, lately
from whiteglove.learning.measures.sums import Figure
from whiteglove.service.desk.errors import Refused

from .evidence.numbers import scope_of
from .evidence.shape import Number, Window
from .models import OwnGoal

MONTHS = 4
UNITS = {"percent": "%", "time": "hours", "stars": "points", "score": "points", "points": "points", "count": ""}
MOST = {"percent": 100.0, "time": 10_000.0, "stars": 7.0, "score": 100.0, "points": 100.0}
# Shares and means that one person can move; counts would be reached by doing more, whatever it is worth.
CHOICES = {
    key: f"{one.name}, {'over' if one.better == 'more' else 'under'} so many {UNITS[one.unit]}".strip()
    for key, one in METRICS.items()
    if PERSON in one.scopes and one.better and one.shape in (Shape.SHARE, Shape.MEAN)
}


def above(metric: str) -> bool:
    return METRICS[metric].better == "more"


def in_its_measure(metric: str, number: float) -> float:
    """What was typed, in percent or seconds. Refused where no such number can be."""
    one = METRICS[metric]
    if not 0 <= number <= MOST[one.unit]:
        raise Refused(f"Choose a number from 0 to {MOST[one.unit]:.0f}.")
    return number * 3600 if one.is_time else number


@dataclass(frozen=True)
class Progress:
    """`past` months with their numbers, the running one last."""

    row: OwnGoal
    goal: Goal
    past: tuple[tuple[Period, Figure], ...]

    @property
    def name(self) -> str:
        return self.goal.metric.name

    @property
    def aimed(self) -> str:
        return f"{'over' if self.goal.above else 'under'} {words.said(self.goal.metric, self.goal.aim)}"

    @property
    def verdict(self) -> str:
        period, told = self.past[-1]
        return verdict(self.goal, told, over=period.over)

    @property
    def says(self) -> str:
        return SAYS[self.verdict]

    @property
    def number(self) -> str:
        return words.figure_said(self.past[-1][1])

    @property
    def months(self) -> list[tuple[str, str]]:
        return [(words.days(period), words.figure_said(one)) for period, one in self.past]


def progress(goals: Iterable[OwnGoal], asked: Asked) -> list[Progress]:
    """Each from the month before it was set on, as far as four months go. A statement or two a goal."""
    found = []
    for row in goals:
        if row.metric not in METRICS:
            continue
        goal = Goal(f"own-{row.pk}", METRICS[row.metric], PERSON, row.above, row.aim, "month", "")
        periods = list(lately("month", MONTHS, today()))
        whole = replace(asked, period=Period("custom", periods[0].first, periods[-1].last))
        found.append(Progress(row, goal, tuple(zip(periods, figures(goal.metric, whole, periods), strict=True))))
    return found


def goals_shown(agent: Person, reader: Person) -> list[Progress]:
    """As `reader` may know them."""
    now = clock.now()
    return _known(Window(agent.pk, now, now, reader if reader.pk != agent.pk else None))


def from_own_goals(window: Window) -> list[Number]:
    """One line each for an agenda."""
    return [_line(one) for one in _known(window)]


def _known(window: Window) -> list[Progress]:
    asked = Asked(scope_of(window), Period("custom", today(), today()))
    return progress(OwnGoal.objects.standing().filter(agent=window.person).order_by("id"), asked)


def _line(one: Progress) -> Number:
    period = one.past[-1][0]
    until = f" until {one.row.until.day} {one.row.until:%B}" if one.row.until else ""
    says = f"{one.name}, aim {one.aimed}{until}, set by you two: {one.number} in {words.days(period)}. {one.says}."
    facts = {"metric": one.row.metric, "first": f"{period.first}", "last": f"{period.last}"}
    return Number("own-goal", says, {REACHED: "good", MISSED: "hard"}.get(one.verdict, ""), facts)
