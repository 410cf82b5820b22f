"""Whether what is asked each year or trimester is kept, is due, is late or has lapsed. Pure.

A stretch that was missed is made good in the one that runs: by the end of its grace nothing has lapsed, after that it
has, until a running stretch is kept; a new one doesn't begin with grace again. Nothing done counts for two stretches.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from whiteglove.ground.ui.times import day

from .conditions import MONTHS, Condition, Of, Times
from .facts import Done, Facts
from .saying import name_of
from .spans import ONE_DAY, Window, after, window

KEPT, DUE, LATE, LAPSED = "kept", "due", "late", "lapsed"
WORST_FIRST = (LAPSED, LATE, DUE, KEPT)


@dataclass(frozen=True)
class Upkeep:
    """`have` of `need` in the stretch that runs. `by`: the last day on which what is missing comes in time: of the next
    stretch where this one is kept already, of the grace where the last one was missed."""

    duty: Times
    state: str
    have: int
    need: int
    by: date

    @property
    def says(self) -> str:
        name, more = name_of(self.duty, self.duty.name), self.need - self.have
        match self.state:
            case "kept":
                return f"{name}: kept; {self.need} again by {day(self.by)}."
            case "due":
                return f"{name}: {self.have} of {self.need}; {more} more by {day(self.by)}."
            case "late":
                return f"{name}: the last {self.duty.each} was missed. {more} by {day(self.by)} keeps it."
        return f"{name}: lapsed. {more} more bring{'s' if more == 1 else ''} it back."


def upkeep(one: Times, facts: Facts, today: date) -> Upkeep | None:
    """None before it began."""
    since = facts.since
    running = window(since, MONTHS[one.each], today) if since and since <= today else None
    if since is None or running is None:
        return None
    known = [each for each in getattr(facts, one.kind).get(one.name, ()) if each.on <= today]
    have = min(within(known, running), one.at_least)
    if have >= one.at_least:
        return Upkeep(one, KEPT, have, one.at_least, window(since, MONTHS[one.each], today, -1).end - ONE_DAY)
    before = window(since, MONTHS[one.each], today, 1)
    if before is None or within(known, before) >= one.at_least:
        return Upkeep(one, DUE, have, one.at_least, running.end - ONE_DAY)
    grace = after(running.first, one.grace) - ONE_DAY
    earlier = window(since, MONTHS[one.each], today, 2)
    lapsed = earlier is not None and within(known, earlier) < one.at_least
    late = bool(one.grace) and today <= grace and not lapsed
    return Upkeep(one, LATE if late else LAPSED, have, one.at_least, grace if late else running.end - ONE_DAY)


SHOWN = 12  # stretches that are over


@dataclass(frozen=True)
class Over:
    """A stretch that is over, with what was done in it. `last`: its last day."""

    duty: Times
    first: date
    last: date
    have: int

    @property
    def kept(self) -> bool:
        return self.have >= self.duty.at_least

    @property
    def says(self) -> str:
        return f"{name_of(self.duty, self.duty.name)}: {self.have} of {self.duty.at_least}"


def over(one: Times, facts: Facts, today: date) -> list[Over]:
    """The latest come first."""
    since = facts.since
    if since is None or since > today:
        return []
    known = [each for each in getattr(facts, one.kind).get(one.name, ()) if each.on <= today]
    found = (window(since, MONTHS[one.each], today, back) for back in range(1, SHOWN + 1))
    return [Over(one, part.first, part.end - ONE_DAY, min(within(known, part), one.at_least)) for part in found if part]


def within(known: Sequence[Done], part: Window) -> int:
    return len({one.what for one in known if part.holds(one.on)})


def recurring(condition: Condition) -> Iterator[Times]:
    """Everything in it that is asked again and again."""
    if isinstance(condition, Of):
        for part in condition.of:
            yield from recurring(part)
    elif isinstance(condition, Times) and condition.each:
        yield condition


def worst(states: Sequence[str]) -> str:
    """Kept where nothing is asked again."""
    return next((one for one in WORST_FIRST if one in states), KEPT)
