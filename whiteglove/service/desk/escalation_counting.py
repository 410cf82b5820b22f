"""How escalations went, added up. Pure: rows in, numbers out."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import NamedTuple

RETURNED, RESOLVED = "returned", "resolved"
WHICH = ("asked", "waiting", "taken", "returned", "resolved")


class Went(NamedTuple):
    """One escalation: why, by whom, from which team, when, taken on when, ended when and how ("" while it stands)."""

    reason: str
    by: int | None
    team: int | None
    at: datetime
    accepted_at: datetime | None
    ended_at: datetime | None
    ending: str


@dataclass
class Sum:
    """`waits` until somebody took it on, `lengths` until it ended, in seconds."""

    asked: int = 0
    waiting: int = 0
    returned: int = 0
    resolved: int = 0
    waits: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)

    def add(self, one: Went) -> None:
        self.asked += 1
        self.returned += one.ending == RETURNED
        self.resolved += one.ending == RESOLVED
        self.waiting += one.accepted_at is None and one.ended_at is None
        if one.accepted_at:
            self.waits.append(seconds(one.at, one.accepted_at))
        if one.ended_at:
            self.lengths.append(seconds(one.at, one.ended_at))

    @property
    def taken(self) -> int:
        return len(self.waits)

    @property
    def ended(self) -> int:
        return self.returned + self.resolved

    @property
    def returned_share(self) -> float | None:
        """Of those that ended, in percent; None without any."""
        return self.returned / self.ended * 100 if self.ended else None

    @property
    def accept_p50(self) -> int | None:
        return within(self.waits, 0.5)

    @property
    def accept_p90(self) -> int | None:
        return within(self.waits, 0.9)

    @property
    def end_p50(self) -> int | None:
        return within(self.lengths, 0.5)


def seconds(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds()))


def within(values: list[int], share: float) -> int | None:
    """The smallest value that `share` of them don't exceed (nearest rank)."""
    return sorted(values)[max(0, ceil(len(values) * share) - 1)] if values else None


def summed(rows: Iterable[Went], key: Callable[[Went], Hashable]) -> dict[Hashable, Sum]:
    found: dict[Hashable, Sum] = {}
    for one in rows:
        found.setdefault(key(one), Sum()).add(one)
    return found
