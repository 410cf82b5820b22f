"""The rows of the standard as people read them: observers in words, what is whose, and what was searched for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from whiteglove.ground.events.registry import registry
from whiteglove.ground.lib.words import fold

from . import observers
from .guide import PARTLY, STANDINGS, Row, Section, rows_of
from .observers import Parts
from .phases import WHERE
from .rows import target_limits

MINE = {"agent": "agent", "trainee": "agent", "lead": "lead", "admin": "administrator"}
OWNERS = {"agent": "Whoever answers", "lead": "Leads", "administrator": "Administrators", "program": "The program"}

SUBJECTS = {"customer": "the customer", "article": "an article", "person": "somebody", "team": "a team"}
FILLED = {"name": "somebody", "metric": "a clock", "behaviour": "a behaviour", "team": "another team"}
# Other details of one event say nothing before it has happened: "set the kind to {new}", "identity confirmed by {how}".
DETAIL = re.compile(r":?\s*(?:\b(?:to|by|into|of)\s+)?\{\w+\}")


@dataclass(frozen=True)
class Shown:
    """A row with its observers in words: limits of its clocks, what is read, what happens; `says` to search in."""

    row: Row
    limits: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    happens: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    says: str = ""
    url: str = ""

    @property
    def partly(self) -> bool:
        return self.row.standing == PARTLY

    @property
    def where(self) -> str:
        return WHERE.get(self.row.where, "")

    @property
    def owner(self) -> str:
        return OWNERS[self.row.owner]


@dataclass(frozen=True)
class ShownSection:
    id: str
    name: str
    says: str
    rows: tuple[Shown, ...]


def shown(found: Iterable[Section], parts: Parts, pages: Mapping[str, str]) -> list[ShownSection]:
    """In words, ready to be searched. `pages`: {name of a page: its address} of those that may be opened."""
    limits = target_limits(parts["standards"])
    return [
        ShownSection(one.id, one.name, one.says, tuple(_shown(row, one, parts, limits, pages) for row in one.rows))
        for one in found
    ]


def _shown(row: Row, section: Section, parts: Parts, limits: Mapping[str, str], pages: Mapping[str, str]) -> Shown:
    seen = row.seen_by
    made = Shown(
        row,
        tuple(limits[name] for name in seen.get("targets", ()) if name in limits),
        tuple(called(name, parts.get("behaviours", {})) for name in seen.get("behaviours", ())),
        tuple(happens(name) for name in seen.get("events", ())),
        tuple(_others(seen, parts)),
        url=pages.get(row.page, ""),
    )
    words = (row.number, row.name, row.says, section.name, *made.read, *made.happens, *made.others, *made.limits)
    return replace(made, says=fold(" ".join((*words, row.place, row.not_yet))))


OTHERS = (
    "criteria", "greetings", "playbooks", "macros", "checks", "scorecards", "surveys", "agendas", "metrics",
)  # fmt: skip


def _others(seen: Mapping[str, Sequence[str]], parts: Parts) -> Iterable[str]:
    for kind in OTHERS:
        known = observers.known(kind, parts)
        for name in seen.get(kind, ()):
            words = known[name] if isinstance(known, Mapping) else name.replace("_", " ")
            yield f"{observers.KINDS[kind]}: {words}"


def called(name: str, known: Mapping[str, Any]) -> str:
    """A behaviour by its name, as it goes on in a sentence."""
    return known[name]["name"].lower() if name in known else name


def happens(name: str) -> str:
    """An event in words, before anybody has done it."""
    declared = registry.declared.get(name)
    said = declared.sentence.replace("{by}", "somebody") if declared else name
    said = said.replace("{subject}", SUBJECTS.get(name.partition(".")[0], "it"))
    for word, plain in FILLED.items():
        said = said.replace(f"{{{word}}}", plain)
    return DETAIL.sub("", said)


@dataclass(frozen=True)
class Asked:
    """What one wants to see: words, whose rows, how observed."""

    words: str = ""
    owner: str = ""
    standing: str = ""

    def admits(self, one: Shown) -> bool:
        if self.owner and one.row.owner != self.owner:
            return False
        if self.standing and one.row.standing != self.standing:
            return False
        return all(word in one.says for word in fold(self.words).split())


def asked(given: Mapping[str, str]) -> Asked:
    """From an address; what isn't known is left out."""
    owner, standing = given.get("owner", ""), given.get("standing", "")
    return Asked(
        given.get("q", "").strip()[:100], owner if owner in OWNERS else "", standing if standing in STANDINGS else ""
    )


def chosen(found: Iterable[ShownSection], what: Asked) -> list[ShownSection]:
    """The sections with the rows that were asked for; none without any."""
    left = (replace(one, rows=tuple(row for row in one.rows if what.admits(row))) for one in found)
    return [one for one in left if one.rows]


def tabs(found: Sequence[Section], role: str) -> list[tuple[str, str, int]]:
    """[(owner, name, rows)]: all, one's own, then those of others."""
    owners = [row.owner for row in rows_of(found)]
    mine = MINE.get(role, "")
    rest = [one for one in OWNERS if one != mine]
    own = [(mine, "Yours", owners.count(mine))] if mine else []
    return [("", "All", len(owners)), *own, *((one, OWNERS[one], owners.count(one)) for one in rest)]
