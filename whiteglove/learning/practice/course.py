"""How mood, trust and patience went, as lines of a drawing and as a table. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from .engine.state import ANGRY, TENSE, Run

WIDE, HIGH, EDGE = 640, 150, 8
MOST = 100


@dataclass(frozen=True)
class Point:
    """`turn` 0 is the customer's opening. `by`: how much mood moved with it."""

    turn: int
    x: float
    y: float
    mood: int
    trust: int
    patience: int
    band: str
    by: int


@dataclass(frozen=True)
class Course:
    points: tuple[Point, ...]
    mood: str
    trust: str
    patience: str
    width: int = WIDE
    height: int = HIGH

    @property
    def bands(self) -> tuple[float, float]:
        """Where anger ends, and where calm begins."""
        return _up(ANGRY), _up(TENSE)


def course_of(run: Run) -> Course:
    states = [one.state for one in run.turns]
    step = (WIDE - 2 * EDGE) / max(1, len(states) - 1)
    places = [round(EDGE + number * step, 1) for number in range(len(states))]
    most = max(1, run.case.patience, *(one.patience for one in states))
    moods = [one.mood for one in states]
    points = tuple(
        Point(turn.number, x, _up(one.mood), one.mood, one.trust, max(0, one.patience), one.band, one.mood - before)
        for turn, x, one, before in zip(run.turns, places, states, [moods[0], *moods], strict=False)
    )
    return Course(
        points, _line(places, moods), _line(places, [one.trust for one in states]),
        _line(places, [MOST * max(0, one.patience) / most for one in states]),
    )  # fmt: skip


def _up(value: float) -> float:
    return round(HIGH - EDGE - value / MOST * (HIGH - 2 * EDGE), 1)


def _line(places: Sequence[float], values: Sequence[float]) -> str:
    """One point alone is drawn as a short line: nothing has moved yet."""
    drawn = [f"{x} {_up(value)}" for x, value in zip(places, values, strict=True)]
    if len(drawn) == 1:
        drawn.append(f"{WIDE - EDGE} {_up(values[0])}")
    return "M" + " L".join(drawn)
