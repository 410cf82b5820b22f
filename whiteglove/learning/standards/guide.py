"""The whole standard row by row: G1 to G116 of the guide, P1 to P68 of the process. Pure, but for what observers exist.

Each row says who answers for it, what observes or enforces it, where one meets it, and what isn't observed yet.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .observers import Parts, missing

SEEN, PARTLY, UNSEEN = "seen", "partly", "not yet"
STANDINGS = {
    SEEN: "observed",
    PARTLY: "partly observed",
    UNSEEN: "not observed yet",
}
NOWHERE = "What it names isn't part of this pack."


@dataclass(frozen=True)
class Row:
    """`seen_by`: {kind of observer: names}. `page` is the name of an address, `place` what to look for there.
    `where`: a place of phases.WHERE for the words of a step."""

    number: str
    name: str
    says: str
    owner: str
    seen_by: Mapping[str, Sequence[str]]
    page: str = ""
    place: str = ""
    not_yet: str = ""
    standing: str = SEEN
    where: str = ""


@dataclass(frozen=True)
class Section:
    id: str
    name: str
    says: str
    rows: tuple[Row, ...] = field(default_factory=tuple)


def sections(parts: Parts) -> list[Section]:
    """Of the guide, in its order, then the phases of the process."""
    content = parts["standards"]
    guide = [
        Section(one["id"], one["name"], one["says"], tuple(_of_guide(row, parts) for row in one["rows"]))
        for one in content.get("guide", ())
    ]
    return guide + [
        Section(f"phase-{phase['id']}", phase["name"], phase.get("says", ""), tuple(_of_phase(phase, parts)))
        for phase in content.get("process", ())
    ]


def _of_guide(row: Mapping[str, Any], parts: Parts) -> Row:
    place = row.get("place", {})
    made = Row(
        row["g"], row["name"], row["says"], row["owner"], row["seen_by"], place.get("page", ""), place.get("name", ""),
        row.get("not_yet", ""),
    )  # fmt: skip
    return stand(made, parts)


def _of_phase(phase: Mapping[str, Any], parts: Parts) -> Iterator[Row]:
    for activity in phase["activities"]:
        for step in activity["steps"]:
            place = step.get("place") or activity.get("place") or {}
            seen_by = seen_by_of(step)
            yield stand(Row(
                step.get("p", ""), step["name"], step["says"], step.get("owner") or activity.get("owner", "agent"),
                {kind: names for kind, names in seen_by.items() if names}, place.get("page", ""), place.get("name", ""),
                step.get("not_yet", ""), where=step.get("where", ""),
            ), parts)  # fmt: skip


def seen_by_of(step: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """What observes a step of the process, by kind."""
    return {"behaviours": step.get("reader", ()), "events": step.get("events", ()),
            "scorecards": step.get("scorecards", ())}  # fmt: skip


def stand(row: Row, parts: Parts) -> Row:
    """The row without what doesn't exist, and with how it stands by what is left."""
    gone = set(missing(row.seen_by, parts))
    left = {kind: [one for one in names if (kind, one) not in gone] for kind, names in row.seen_by.items()}
    left = {kind: names for kind, names in left.items() if names}
    why = row.not_yet or ("" if left else NOWHERE)
    standing = SEEN if not why else PARTLY if left else UNSEEN
    return replace(row, seen_by=left, not_yet=why, standing=standing)


def rows_of(found: Iterable[Section]) -> list[Row]:
    return [row for one in found for row in one.rows]


def counted(rows: Iterable[Row]) -> list[tuple[str, str, int]]:
    """[(standing, in words, how many)], every standing there is."""
    standings = [row.standing for row in rows]
    return [(name, says, standings.count(name)) for name, says in STANDINGS.items()]


def gaps(numbers: Sequence[str]) -> tuple[list[str], list[str]]:
    """(missing, twice) of numbers such as G1: from 1 to the highest, each should be there once."""
    if not numbers:
        return [], []
    letter, found = numbers[0][0], [int(one[1:]) for one in numbers]
    wanted = range(1, max(found) + 1)
    return (
        [f"{letter}{one}" for one in wanted if one not in set(found)],
        sorted({f"{letter}{one}" for one in found if found.count(one) > 1}, key=lambda one: int(one[1:])),
    )
