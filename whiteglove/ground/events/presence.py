"""Who is looking at what, and who is writing: kept in memory, forgotten after a while. Pure; time in seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

KEPT = 60.0
RENEWED = 20.0
BATCH = 30


class Here(NamedTuple):
    """One person at one subject, as one process sees it."""

    subject: str
    person_id: int
    name: str
    writing: bool


@dataclass
class Board:
    """subject -> (process, person) -> what was said and until when it holds."""

    places: dict[str, dict[tuple[str, int], tuple[Here, float]]] = field(default_factory=dict)

    def put(self, process: str, here: Here, at: float) -> bool:
        """Note it; whether that changed what others see."""
        place = self.places.setdefault(here.subject, {})
        before = place.get((process, here.person_id))
        place[process, here.person_id] = (here, at + KEPT)
        return before is None or before[0] != here

    def leave(self, process: str, subject: str, person_id: int) -> bool:
        place = self.places.get(subject, {})
        gone = place.pop((process, person_id), None)
        if not place:
            self.places.pop(subject, None)
        return gone is not None

    def expire(self, at: float) -> set[str]:
        """Forget what wasn't renewed; the subjects that changed."""
        old = [(s, key) for s, place in self.places.items() for key, (_, until) in place.items() if until < at]
        for subject, (process, person_id) in old:
            self.leave(process, subject, person_id)
        return {subject for subject, _ in old}

    def at(self, subject: str) -> list[Here]:
        """Everybody at `subject` once, in the order of their names; writing if they write anywhere."""
        merged: dict[int, Here] = {}
        for here, _ in self.places.get(subject, {}).values():
            known = merged.get(here.person_id, here)
            merged[here.person_id] = here._replace(writing=here.writing or known.writing)
        return sorted(merged.values(), key=lambda here: (here.name, here.person_id))


def merge(subject: str, person_id: int, pages: Iterable[Here]) -> Here | None:
    """What one process says of a person with several pages open at `subject`."""
    there = [page for page in pages if page.subject == subject and page.person_id == person_id]
    return there[0]._replace(writing=any(page.writing for page in there)) if there else None


def seen_by(person_id: int, everybody: list[Here]) -> list[dict]:
    """The list for one person's page: the others."""
    return [{"id": h.person_id, "name": h.name, "writing": h.writing} for h in everybody if h.person_id != person_id]


def batches(entries: list, size: int = BATCH) -> Iterator[list]:
    """Small enough for one NOTIFY (8,000 bytes)."""
    for start in range(0, len(entries), size):
        yield entries[start : start + size]
