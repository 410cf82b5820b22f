"""Which conversations are drawn for review: by lot with a seed that is kept, within quotas. Pure."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

# In this order something is taken for what it is: risk before a low score, before anything else.
ORDER = ("risk", "low", "newcomer", "random")


@dataclass(frozen=True)
class Candidate:
    """`reviewers`: who may review it. `why`: every reason for which it could be drawn, besides chance."""

    ticket: int
    about: int
    reviewers: tuple[int, ...]
    why: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Drawn:
    ticket: int
    about: int
    reviewer: int
    why: str


def draw(
    candidates: Iterable[Candidate], *, seed: str, per_person: int, per_reviewer: int, shares: Mapping[str, float],
    had: Mapping[int, int] | None = None, has: Mapping[int, int] | None = None,
) -> list[Drawn]:  # fmt: skip
    """`had`: how many of each person were drawn this week already, `has`: how many each reviewer has. The same seed and
    candidates give the same, in whatever order they come."""
    lots = random.Random(seed)
    shuffled = sorted(candidates, key=lambda one: one.ticket)
    lots.shuffle(shuffled)
    people, reviewers = Counter(had or {}), Counter(has or {})
    room = sum(max(0, per_reviewer - reviewers[one]) for one in {who for each in shuffled for who in each.reviewers})
    found: list[Drawn] = []
    for why in ORDER:
        quota = ceil(room * shares.get(why, 0))
        waiting = [one for one in shuffled if why in one.why or why == "random"]
        found += _draw(waiting, why, quota, people, reviewers, per_person, per_reviewer, {one.ticket for one in found})
    return found


def _draw(
    waiting: Sequence[Candidate], why: str, quota: int, people: Counter, reviewers: Counter, per_person: int,
    per_reviewer: int, taken: set[int],
) -> list[Drawn]:  # fmt: skip
    found = []
    for one in waiting:
        if len(found) >= quota:
            break
        who = _who(one, reviewers, per_reviewer)
        if one.ticket in taken or people[one.about] >= per_person or who is None:
            continue
        people[one.about] += 1
        reviewers[who] += 1
        found.append(Drawn(one.ticket, one.about, who, why))
    return found


def _who(one: Candidate, reviewers: Counter, most: int) -> int | None:
    """Whoever has least, and never oneself."""
    free = [who for who in one.reviewers if who != one.about and reviewers[who] < most]
    return min(free, key=lambda who: (reviewers[who], who), default=None)
