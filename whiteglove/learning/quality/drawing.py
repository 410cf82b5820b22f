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
    drawn: Mapping[str, int] | None = None, late: bool = False,
) -> list[Drawn]:  # fmt: skip
    """`had`: how many of each person were drawn this week already, `has`: how many each reviewer has, `drawn`: how many
    for each reason. `late`: no more is waited for, and what one reason leaves over is the others'. The same seed and
    candidates give the same, in whatever order they come."""
    lots = random.Random(seed)
    shuffled = sorted(candidates, key=lambda one: one.ticket)
    lots.shuffle(shuffled)
    people, reviewers, before = Counter(had or {}), Counter(has or {}), Counter(drawn or {})
    room = _room(shuffled, reviewers, per_reviewer)
    left = [(why, quota - before[why]) for why, quota in quotas(room, shares).items()]
    found: list[Drawn] = []
    for why, most in [*left, *((why, room) for why in ORDER if late)]:
        waiting = [one for one in shuffled if why in one.why or why == "random"]
        found += _draw(waiting, why, most, people, reviewers, per_person, per_reviewer, {one.ticket for one in found})
    return found


def quotas(room: int, shares: Mapping[str, float]) -> dict[str, int]:
    """Of the whole week's room, so many for each reason; together never more than there is. What can't be halved goes
    to whichever comes first."""
    found, share, given = {}, 0.0, 0
    for why in ORDER:
        share += shares.get(why, 0)
        until = min(room, ceil(round(room * share, 6)))
        found[why], given = until - given, until
    return found


def _room(candidates: Iterable[Candidate], has: Mapping[int, int], per_reviewer: int) -> int:
    """The whole week's, also what is taken: of those who may review any of these, and what others have already."""
    near = {who for each in candidates for who in each.reviewers}
    return sum(max(has.get(one, 0), per_reviewer if one in near else 0) for one in {*near, *has})


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
