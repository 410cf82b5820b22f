"""Standings in words, as pages show them. No statement is asked here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor
from typing import TYPE_CHECKING

from .framework import METRIC, Capability, Framework, Group, Indicator
from .heat import GAPS, LEVEL, NAME, Choice
from .levels import Gap, Reading, Seen, Standing
from .models import Aim, Claim, Opinion

if TYPE_CHECKING:
    from whiteglove.ground.people.models import Person

# How the numbers of an indicator are said: of a share in percent, of what is counted out as it is.
PLACES = {"csat": 2, "ces": 2, "nps": 0, "review_score": 0, "automatic_score": 0}
NOT_YET = "Not shown yet"


@dataclass(frozen=True)
class Line:
    """An indicator: what it says, its number, what it shows, and from where it shows more."""

    id: str
    says: str
    number: str
    shows: str
    next: str


@dataclass(frozen=True)
class Entry:
    """`own` and `lead`: "" where nothing is said."""

    seen: Seen
    level: str
    own: str
    lead: str
    likely: str
    lines: tuple[Line, ...]
    customers: tuple[tuple[str, str], ...]

    @property
    def standing(self) -> Standing:
        return self.seen.standing

    @property
    def capability(self) -> Capability:
        return self.standing.capability

    @property
    def lacks(self) -> str:
        return self.capability.not_yet.get("measure", "")


@dataclass(frozen=True)
class Need:
    """A gap of a role, in words."""

    capability: Capability
    need: str
    have: str


def entries(
    found: Framework, seen: Mapping[str, Seen], customers: Mapping[str, str]
) -> list[tuple[Group, list[Entry]]]:
    made = {id: entry(one, found, customers) for id, one in seen.items()}
    return [(group, [made[one.id] for one in found.of_group(group.id)]) for group in found.groups]


def entry(seen: Seen, found: Framework, customers: Mapping[str, str]) -> Entry:
    one = seen.standing
    likely = name_of(one.likely, found) if one.likely > one.level else ""
    known = tuple((id, customers[id]) for id in one.capability.scenarios if id in customers)
    lines = tuple(line(each, found) for each in one.readings)
    own, lead = ("" if said is None else name_of(said, found) for said in (seen.own, seen.lead))
    return Entry(seen, name_of(one.level, found), own, lead, likely, lines, known)


def names_of(found: Framework) -> list[str]:
    return [name for name, _ in found.levels]


def name_of(level: int, found: Framework) -> str:
    return found.levels[level - 1][0] if level else NOT_YET


@dataclass(frozen=True)
class Told:
    """Something that was said of a level, once. `undone`: where it can be said again."""

    who: str
    did: str
    level: str
    words: str
    at: datetime
    stands: bool
    shown: str


def told(rows: Iterable[Claim | Opinion], found: Framework, reader: Person, of: Person) -> list[Told]:
    return [_told(one, found, reader, of) for one in rows]


def _told(one: Claim | Opinion, found: Framework, reader: Person, of: Person) -> Told:
    claims = isinstance(one, Claim)
    by = of if claims else one.by
    did = "said" if claims else "confirmed" if one.confirms else "saw it otherwise:"
    return Told("You" if by == reader else by.first_name, did, name_of(one.level, found),
                one.why if claims else one.reason, one.at, one.ended_at is None, name_of(one.shown, found))  # fmt: skip


def line(one: Reading, found: Framework) -> Line:
    shows = f"shows {name_of(one.level, found)}" if one.level else "shows no level yet" if one.tells else ""
    return Line(one.indicator.id, one.indicator.says, number_of(one), shows, next_of(one, found))


def number_of(one: Reading) -> str:
    counted, has = one.counted, one.indicator
    if counted.value is None:
        return "nothing to count yet"
    if has.counts_out:
        return f"{counted.value:g}"
    if not one.tells:
        return f"too few to say: {counted.of} of {has.least}"
    known = counted.low is not None and counted.high is not None
    reach = f", likely {said(has, counted.low)} to {said(has, counted.high)}" if known else ""
    return f"{said(has, counted.value)} (of {counted.of}{reach})"


def plain(one: Indicator) -> bool:
    """Said without a sign of percent."""
    return one.counts_out or (one.source == METRIC and one.of[0] in PLACES)


def said(one: Indicator, value: float, more: int = 0) -> str:
    """`more` places than pages show. Cut, never rounded to the better: 69.7 isn't shown as the 70 that was missed."""
    places = more + PLACES.get(one.of[0] if one.source == METRIC else "", 0)
    whole = (ceil if one.less else floor)(round(value * 10**places, 6))
    return f"{whole / 10**places:.{places}f}{'' if plain(one) else ' %'}"


def next_of(one: Reading, found: Framework) -> str:
    if one.next is None:
        most = one.indicator.highest
        return "" if most == len(found.levels) else f"It can't show more than {name_of(most, found)}."
    number = f"{one.next:g}{'' if plain(one.indicator) else ' %'}"
    side = "up to" if one.indicator.less else "from"
    return f"{name_of(one.level + 1, found)} {side} {number}"


def needs(gaps: list[Gap], found: Framework) -> list[Need]:
    return [Need(one.capability, name_of(one.need, found), name_of(one.have, found)) for one in gaps]


@dataclass(frozen=True)
class Waiting:
    """A claim that waits for a lead's word, in words."""

    row: Claim
    name: str
    level: str


def waiting(rows: Iterable[Claim], found: Framework) -> list[Waiting]:
    """Without those of capabilities that a newer pack no longer has."""
    return [Waiting(one, found.capabilities[one.capability].name, name_of(one.level, found))
            for one in rows if one.capability in found.capabilities]  # fmt: skip


def sorts(chosen: Choice, found: Framework) -> list[tuple[str, str]]:
    """In which orders a table can be shown."""
    by_level = [(LEVEL, f"By {found.capabilities[chosen.capability].name}")] if chosen.capability else []
    return [(NAME, "By name"), *by_level, *([(GAPS, "Fewest gaps first")] if chosen.role else [])]


def aims(rows: Iterable[Aim], found: Framework) -> list[tuple[Aim, str]]:
    """In words; without those of roles and capabilities that a newer pack no longer has."""
    named = [(one, aimed(one, found)) for one in rows]
    return [(one, says) for one, says in named if says]


def aimed(one: Aim, found: Framework) -> str:
    if one.role:
        return found.roles[one.role].name if one.role in found.roles else ""
    known = found.capabilities.get(one.capability)
    return f"{known.name}, {name_of(one.level, found)}" if known else ""
