"""When something is due, and how that came about: each day with the hours that counted. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from whiteglove.service.sla import clock
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.in_words import differing_days

MOST_SECONDS = 60 * 86_400
MOST_STEPS = 12


@dataclass(frozen=True)
class Step:
    """A local date (or several closed ones in a row, up to `last`) and what it gave: seconds counted, seconds left.

    `spans` are the counted stretches in local time; `why` says why there are none, or fewer.
    """

    day: date
    last: date
    spans: tuple[tuple[datetime, datetime], ...]
    seconds: float
    left: float
    why: str = ""


@dataclass(frozen=True)
class Explanation:
    """`due` in the calendar's own zone; `hidden` is how many days in the middle are left out of `steps`."""

    start: datetime
    due: datetime
    steps: list[Step] = field(default_factory=list)
    tail: list[Step] = field(default_factory=list)
    hidden: int = 0


def explain(calendar: Calendar, start: datetime, seconds: float) -> Explanation:
    """When `seconds` open seconds from `start` are over, and which hours counted.

    Raises ValueError above `MOST_SECONDS`, NeverOpens where the calendar has no such amount of time left.
    """
    if not 0 <= seconds <= MOST_SECONDS:
        raise ValueError("a time between nothing and 60 days can be tried")
    due = clock.add(calendar, start, seconds).astimezone(calendar.info)
    here = start.astimezone(calendar.info)
    steps = list(_joined(_steps(calendar, here, due, seconds)))
    if len(steps) <= MOST_STEPS:
        return Explanation(here, due, steps)
    hidden = (steps[-2].day - steps[MOST_STEPS - 2].day).days
    return Explanation(here, due, steps[: MOST_STEPS - 2], steps[-2:], hidden)


def _steps(calendar: Calendar, start: datetime, due: datetime, seconds: float) -> Iterator[Step]:
    reasons = _reasons(calendar, start.date(), due.date())
    spans = [tuple(edge.astimezone(calendar.info) for edge in span) for span in clock.open_spans(calendar, start, due)]
    for offset in range((due.date() - start.date()).days + 1):
        day = start.date() + timedelta(days=offset)
        mine = tuple(part for part in (_within(span, day, calendar) for span in spans) if part)
        gained = sum((end.timestamp() - begin.timestamp()) for begin, end in mine)
        seconds -= gained
        yield Step(day, day, mine, gained, max(0.0, round(seconds, 3)), _why(calendar, day, mine, reasons, start))


def _within(span: tuple[datetime, ...], day: date, calendar: Calendar) -> tuple[datetime, datetime] | None:
    """The part of a span on one local date; a night shift is shown on both of its days."""
    midnight = clock.moment(calendar.midnight(day)).astimezone(calendar.info)
    after = clock.moment(calendar.midnight(day + timedelta(days=1))).astimezone(calendar.info)
    begin, end = max(span[0], midnight), min(span[1], after)
    return (begin, end) if begin.timestamp() < end.timestamp() else None


def _reasons(calendar: Calendar, first: date, last: date) -> dict[date, str]:
    found: dict[date, list[str]] = {}
    for one in differing_days(calendar, first, last):
        found.setdefault(one.day, []).append(one.why if one.what == "closed" else f"{one.what}: {one.why}")
    return {day: "; ".join(dict.fromkeys(parts)) for day, parts in found.items()}


def _why(calendar: Calendar, day: date, spans: tuple, reasons: dict[date, str], start: datetime) -> str:
    if day in reasons:
        return reasons[day]
    if spans:
        return ""
    if day == start.date() and calendar.week[day.weekday()]:
        return "closed already"
    return "nothing more is needed" if calendar.week[day.weekday()] else f"closed on {day:%A}s"


def _joined(steps: Iterator[Step]) -> Iterator[Step]:
    """Closed days in a row for the same reason, or over a weekend, become one step."""
    held: Step | None = None
    for step in steps:
        if held and not (held.spans or step.spans) and _goes_with(held, step):
            why = held.why if held.why == step.why else f"{held.why}, {step.why}".replace(", closed on", " and")
            held = Step(held.day, step.day, (), 0, step.left, why)
            continue
        if held:
            yield held
        held = step
    if held:
        yield held


def _goes_with(held: Step, step: Step) -> bool:
    return held.why == step.why or (held.why.startswith("closed on") and step.why.startswith("closed on"))
