"""A table of who shows what: which columns, which rows, in which order, and its cells. Pure, but for safe words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .framework import Capability, Framework, Role
from .levels import Standing

NAME, LEVEL, GAPS = "name", "level", "gaps"


def digits(map_of: Mapping[str, Standing]) -> str:
    return "".join(str(one.level) for one in map_of.values())


def levels_in(found: Framework, written: str) -> dict[str, int]:
    return dict(zip(found.capabilities, map(int, written), strict=True))


@dataclass(frozen=True)
class Choice:
    """What somebody wants to see: a `group` of capabilities or what a `role` needs; of one `capability` whoever shows
    `least` or more, or `most` or less; sorted by name, by that level or by gaps."""

    group: str = ""
    role: str = ""
    capability: str = ""
    least: int = 0
    most: int = 3
    sort: str = NAME

    @property
    def narrows(self) -> bool:
        """Whether it leaves people out or puts them in another order: then all have to be looked at."""
        return self.sort != NAME or bool(self.capability and (self.least or self.most < 3))


def choice(given: Mapping[str, str], found: Framework) -> Choice:
    """Of an address; what it can't read is as good as not said."""
    known = Choice(
        group=given.get("group", ""), role=given.get("role", ""), capability=given.get("capability", ""),
        least=level(given.get("least", ""), 0), most=level(given.get("most", ""), 3), sort=given.get("sort", ""),
    )  # fmt: skip
    sorts = (
        NAME,
        LEVEL if known.capability in found.capabilities else NAME,
        GAPS if known.role in found.roles else NAME,
    )
    return replace(
        known, group=known.group if any(one.id == known.group for one in found.groups) else "",
        role=known.role if known.role in found.roles else "", sort=known.sort if known.sort in sorts else NAME,
        capability=known.capability if known.capability in found.capabilities else "",
    )  # fmt: skip


def level(given: str, usual: int) -> int:
    return int(given) if given in ("0", "1", "2", "3") else usual


def columns(found: Framework, chosen: Choice) -> list[Capability]:
    """Group by group. Never none: a role and a group that share nothing show what the role needs."""
    needs = found.roles[chosen.role].needs if chosen.role else found.capabilities
    of_role = [one for group in found.groups for one in found.of_group(group.id) if one.id in needs]
    narrow = [one for one in of_role if chosen.group in ("", one.group)]
    return narrow or of_role


def bands(found: Framework, shown: Iterable[Capability]) -> list[tuple[str, int]]:
    """(name of a group, how many columns it spans), in their order."""
    names = {one.id: one.name for one in found.groups}
    return [(names[id], len(list(some))) for id, some in groupby(shown, key=lambda one: one.group)]


@dataclass(frozen=True)
class Line:
    """Somebody's row: `person` with pk and name; `gaps`: what the role asks for and isn't shown."""

    person: Any
    levels: Mapping[str, int]
    gaps: int = 0


def lines(
    people: Iterable[Any], levels: Mapping[int, Mapping[str, int]], chosen: Choice, role: Role | None
) -> list[Line]:
    """Those who fit, in order. Equal ones stay in the order in which they came."""
    known = [Line(one, levels[one.pk], gaps_of(levels[one.pk], role)) for one in people if one.pk in levels]
    if chosen.capability:
        known = [one for one in known if chosen.least <= one.levels.get(chosen.capability, 0) <= chosen.most]
    if chosen.sort == LEVEL:
        known.sort(key=lambda one: -one.levels.get(chosen.capability, 0))
    elif chosen.sort == GAPS:
        known.sort(key=lambda one: one.gaps)
    return known


def gaps_of(levels: Mapping[str, int], role: Role | None) -> int:
    return sum(not one.met_by(levels.get(one.name, 0)) for one in role.capable) if role else 0


def after(known: Sequence[Line], pk: int) -> Sequence[Line]:
    """Those behind a person; all where that person isn't among them."""
    place = next((number for number, one in enumerate(known, 1) if one.person.pk == pk), 0)
    return known[place:]


def totals(known: Collection[Line], shown: Iterable[Capability], role: Role | None) -> list[int]:
    """Of each column how many show what the role needs, or anything where no role is asked for."""
    return [sum(one.levels.get(each.id, 0) >= (role.needs.get(each.id, 1) if role else 1) for one in known)
            for each in shown]  # fmt: skip


def cells(one: Line, shown: Iterable[Capability], role: Role | None) -> SafeString:
    """The cells of a row, of a few fixed pieces: a template would take longer than all the rest."""
    return mark_safe("".join(cell(one.levels.get(each.id, 0), role.needs.get(each.id, 0) if role else 0)
                             for each in shown))  # fmt: skip


@lru_cache(maxsize=32)
def cell(level: int, need: int) -> SafeString:
    """A number, and a sign besides the colour where a role asks for more."""
    if level < need:
        says = f"{level or 'nothing'} shown, {need} asked for"
        return format_html('<td class="careers-gap"><span aria-hidden="true">{}&#8202;/&#8202;{}</span>'
                           '<span class="sr-only">{}</span></td>', level or "–", need, says)  # fmt: skip
    return format_html('<td class="careers-{}">{}</td>', level, level or "")
