"""Which calendar reigned when, for everybody and for a team that has, or had, one of its own. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest


@dataclass(frozen=True)
class Stint:
    """The calendar of this id counts from `since` on (None: since ever), until the next stint. No id: the default."""

    since: datetime | None
    calendar: int | None


def before(one: datetime | None, other: datetime | None) -> bool:
    """Whether one beginning lies before another; None is before all others."""
    return other is not None and (one is None or one < other)


def stints_of(everybody: list[Stint], own: list[Stint]) -> list[Stint]:
    """A team's stints: the default's until its first own one, and wherever its own names no calendar."""
    found: list[Stint] = []
    for stint, successor in zip_longest([Stint(None, None), *own], own):
        until = successor.since if successor else None
        found += [stint] if stint.calendar else _clipped(everybody, stint.since, until)
    return found


def _clipped(everybody: list[Stint], since: datetime | None, until: datetime | None) -> Iterator[Stint]:
    for stint, successor in zip_longest(everybody, everybody[1:]):
        over = successor is not None and not before(since, successor.since)
        if not over and (until is None or before(stint.since, until)):
            yield Stint(since if before(stint.since, since) else stint.since, stint.calendar)
