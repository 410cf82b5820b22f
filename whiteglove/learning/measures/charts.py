"""Where the lines of a chart run. Pure: numbers in, places in a drawing of fixed size out; the page draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, HIGH = 640, 160
SMALL = (140, 36)
EDGE = 4


@dataclass(frozen=True)
class Mark:
    """A point with its words; `few`: of too few to say anything."""

    x: float
    y: float
    label: str
    words: str
    few: bool = False


@dataclass(frozen=True)
class Chart:
    """`paths` are the lines between points that follow each other; `aim` is where a goal lies, if it is in sight."""

    width: int
    height: int
    marks: tuple[Mark, ...] = ()
    paths: tuple[str, ...] = ()
    aim: float | None = None
    top: float = 0
    bottom: float = 0

    @property
    def last(self) -> Mark | None:
        return self.marks[-1] if self.marks else None

    @property
    def base(self) -> int:
        return self.height - EDGE


Point = tuple[str, str, float | None, bool]  # label, words, value, few


def line(
    points: Sequence[Point],
    *,
    size: tuple[int, int] = (WIDE, HIGH),
    aim: float | None = None,
    bridge: bool = False,
    most: float | None = None,
) -> Chart:
    """A chart of these points, from nothing up unless all lies far from it, to no more than `most`. Where there is no
    value is a gap, or with `bridge` a line goes on to the next one."""
    width, height = size
    values = [value for _, _, value, _ in points if value is not None]
    if not values:
        return Chart(width, height)
    bottom, top = scale([*values, *([aim] if aim is not None else [])], most)
    step = (width - 2 * EDGE) / max(1, len(points) - 1)

    def up(value: float) -> float:
        return round(height - EDGE - (value - bottom) / (top - bottom) * (height - 2 * EDGE), 1)

    marks, runs = [], [[]]
    for place, (label, words, value, few) in enumerate(points):
        if value is None:
            runs += [] if bridge else [[]]
            continue
        x = EDGE + place * step if len(points) > 1 else width / 2
        marks.append(Mark(round(x, 1), up(value), label, words, few))
        runs[-1].append(marks[-1])
    paths = tuple("M" + " L".join(f"{one.x} {one.y}" for one in run) for run in runs if len(run) > 1)
    return Chart(width, height, tuple(marks), paths, up(aim) if aim is not None else None, top, bottom)


def scale(values: Sequence[float], most: float | None = None) -> tuple[float, float]:
    """From where to where: from 0 if that wastes less than half of the height."""
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1) * 0.1
    bottom = min(0.0, low) if low < (high - low) or low <= 0 else max(0.0, low - room)
    return bottom, high + room if most is None else max(high, min(high + room, most))
