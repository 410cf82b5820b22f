"""Which samples a portfolio shows: the best of what was passed, without what its owner dropped. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from .programme import CASE, LAB, PRACTICE, QUIZ, SAMPLE_NAMES, Gate, Programme
from .state import Result

SORTS = {PRACTICE: "run", CASE: "case", LAB: "lab", QUIZ: "quiz"}
REVIEW = "review"
ENOUGH = 40  # characters of a thought


@dataclass(frozen=True)
class Shown:
    """One sample. `chosen`: it is among those that are shown; the others may take its place. `repeated`: what is said
    of it was said of one before it."""

    key: str
    sort: str
    name: str
    of: str
    score: int
    at: datetime
    url: str
    reflection: str
    dropped: bool
    chosen: bool
    repeated: bool = False

    @property
    def complete(self) -> bool:
        return self.chosen and len(self.reflection) >= ENOUGH and not self.repeated

    @property
    def sort_says(self) -> str:
        return SAMPLE_NAMES[self.sort]


def collected(
    programme: Programme, gate: Gate, known: Mapping[str, Sequence[Result]],
    said: Mapping[str, tuple[str, datetime | None]], reviews: Sequence[Result] = (),
) -> list[Shown]:  # fmt: skip
    """The best first, by sort. One of each item, so that five tries at one customer don't fill a portfolio. `reviews`
    of their work with real customers, where they have any."""
    found = []
    for sort, wanted in gate.own["samples"].items():
        passed = [one for other in programme.gates if SORTS.get(other.kind) == sort
                  for one in _passed(other, known.get(other.id, ()))]  # fmt: skip
        if sort == REVIEW:
            passed = [("Quality", "A conversation with a customer, reviewed", one) for one in reviews]
        passed.sort(key=lambda one: (-one[2].score, one[2].at, one[2].ref))
        free = wanted
        for of, name, result in passed:
            reflection, dropped = said.get(result.ref, ("", None))
            chosen = dropped is None and free > 0
            free -= chosen
            found.append(Shown(result.ref, sort, name, of, result.score, result.at, result.url, reflection,
                               dropped is not None, chosen))  # fmt: skip
    return _each_its_own(found)


def _each_its_own(shown: Sequence[Shown]) -> list[Shown]:
    """One thought on all samples is a thought on none: of those with the same words only the first keeps them."""
    said: set[str] = set()
    found = []
    for one in shown:
        words = " ".join(one.reflection.casefold().split()) if one.chosen else ""
        found.append(replace(one, repeated=words in said))
        said |= {words} - {""}
    return found


def _passed(gate: Gate, results: Sequence[Result]) -> list[tuple[str, str, Result]]:
    """(gate, item, its best result) for each item that was passed."""
    best: dict[str, Result] = {}
    for one in results:
        if one.score >= gate.score and not one.pending and (one.item not in best or one.score > best[one.item].score):
            best[one.item] = one
    return [(gate.name, item.name, best[item.id]) for item in gate.items if item.id in best]


def filled(gate: Gate, shown: Sequence[Shown], url: str) -> list[Result]:
    """The gate's items in order, each taken by a sample that is complete."""
    found = []
    for sort, count in gate.own["samples"].items():
        complete = [one for one in shown if one.sort == sort and one.complete][:count]
        found += [Result(f"{sort}-{number}", one.at, 100, one.key, url) for number, one in enumerate(complete, 1)]
    return found


@dataclass(frozen=True)
class Sort:
    """A sort of sample: those that are shown, those that could take their place, places that are still empty."""

    name: str
    wanted: int
    shown: list[Shown]
    spare: list[Shown]

    @property
    def empty(self) -> int:
        return max(0, self.wanted - len(self.shown))

    @property
    def complete(self) -> int:
        return sum(one.complete for one in self.shown)


def by_sort(gate: Gate, shown: Sequence[Shown]) -> list[Sort]:
    """In the order in which the gate asks for them."""
    return [Sort(SAMPLE_NAMES[sort], wanted, [one for one in shown if one.sort == sort and one.chosen],
                 [one for one in shown if one.sort == sort and not one.chosen])
            for sort, wanted in gate.own["samples"].items()]  # fmt: skip
