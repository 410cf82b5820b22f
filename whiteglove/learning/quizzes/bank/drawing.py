"""Which questions an attempt asks, in which order: worked out from its seed, so that an attempt never changes.

Only hashes are used, no random numbers of the machine: the same on every machine and every version of Python.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from .question import CHOICE, MATCH, SEVERAL, Question

IN_LESSONS = "lesson"  # such questions show their key at once, so no quiz asks them
T = TypeVar("T")


@dataclass(frozen=True)
class Draw:
    """So many of those questions that carry every one of `of` (and this level), or the ones named."""

    count: int
    of: frozenset[str] = frozenset()
    level: int = 0
    named: tuple[str, ...] = ()

    def takes(self, one: Question) -> bool:
        if self.named:
            return one.id in self.named
        return self.of <= one.labels and self.level in (0, one.level)


def shuffled(values: Sequence[T], seed: int, about: str, known: Callable[[T], str] = str) -> list[T]:
    """`values` by a hash of the seed and of what each is known by; the order they came in is of no weight."""
    return sorted(values, key=lambda one: (sha256(f"{seed}|{about}|{known(one)}".encode()).digest(), known(one)))


def candidates(questions: Iterable[Question]) -> list[Question]:
    return [one for one in questions if one.asks and IN_LESSONS not in one.tags]


def scarce_first(draws: Sequence[Draw], questions: Sequence[Question]) -> list[int]:
    """Places of the draws, those with the fewest to choose from first: so that none takes what another needs more."""
    sizes = [sum(map(draw.takes, questions)) - draw.count for draw in draws]
    return sorted(range(len(draws)), key=lambda place: (sizes[place], place))


def draw_from(questions: Iterable[Question], draws: Sequence[Draw], seed: int, *, shuffle: bool) -> list[Question]:
    """No question twice. In the order of the draws, or shuffled."""
    near, taken, chosen = candidates(questions), set(), {}
    for place in scarce_first(draws, near):
        draw = draws[place]
        left = [one for one in near if draw.takes(one) and one.id not in taken]
        found = shuffled(left, seed, "draw", lambda one: one.id)[: draw.count]
        chosen[place] = sorted(found, key=lambda one: one.id)
        taken |= {one.id for one in found}
    whole = [one for place in sorted(chosen) for one in chosen[place]]
    return shuffled(whole, seed, "order", lambda one: one.id) if shuffle else whole


def missing(questions: Iterable[Question], draws: Sequence[Draw]) -> list[tuple[int, int]]:
    """[(place of the draw, how many it lacks)], in whatever order the others take theirs."""
    near = candidates(questions)
    pools = [{one.id for one in near if draw.takes(one)} for draw in draws]
    order = sorted(range(len(draws)), key=lambda place: (len(pools[place]) - draws[place].count, place))
    lacking = []
    for place, draw in enumerate(draws):
        before = order[: order.index(place)]
        others = sum(min(draws[other].count, len(pools[place] & pools[other])) for other in before)
        if len(pools[place]) - others < draw.count:
            lacking.append((place, draw.count - max(0, len(pools[place]) - others)))
    return lacking


def order_of_answers(one: Question, seed: int, *, shuffle: bool) -> list[int]:
    """Places of the answers, or of the pairs, as they are shown. Pairs are always shuffled: else the key shows."""
    count = len(one.pairs) if one.kind == MATCH else len(one.answers)
    if one.kind == MATCH or (shuffle and one.kind in (CHOICE, SEVERAL)):
        return shuffled(range(count), seed, f"answers|{one.id}")
    return list(range(count))


def rights_of(one: Question, seed: int) -> list[str]:
    """What pairs offer on the right, each once, shuffled."""
    rights = dict.fromkeys(pair.right for pair in one.pairs)
    return shuffled(list(rights), seed, f"rights|{one.id}")


def by_id(questions: Iterable[Question]) -> Mapping[str, Question]:
    return {one.id: one for one in questions}
