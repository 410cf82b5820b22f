"""How far people agree who judge the same: Cohen's and Fleiss' kappa, with how sure one can be. Pure.

Cohen, "A coefficient of agreement for nominal scales", 1960; Fleiss, "Measuring nominal scale agreement among many
raters", 1971; the range is Wilson's ("Probable inference", 1927) of the observed agreement, chance held as it is: also
where all agree, few cases tell less than many.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

SURE = 1.96  # of a normal distribution: 95 of 100


@dataclass(frozen=True)
class Agreement:
    """`kappa`: 1 agrees wholly, 0 as chance would; None where it can't be told. `low` to `high` holds the true one in
    95 of 100 cases, about. `count`: of what was compared; `same`: the share that was judged alike."""

    kappa: float | None
    low: float | None
    high: float | None
    count: int
    same: float | None

    def too_few(self, few: int) -> bool:
        return self.count < few

    @property
    def says(self) -> str:
        if self.kappa is None:
            return "can't be told"
        steps = ((0.8, "very good"), (0.6, "good"), (0.4, "fair"), (0.2, "weak"))
        return next((word for least, word in steps if self.kappa >= least), "hardly better than chance")


NOTHING = Agreement(None, None, None, 0, None)


def cohen(pairs: Iterable[tuple[Hashable, Hashable]]) -> Agreement:
    """Of two people: each pair is what one and the other said of the same."""
    said = list(pairs)
    count = len(said)
    if not count:
        return NOTHING
    same = sum(one == other for one, other in said) / count
    first, second = Counter(one for one, _ in said), Counter(other for _, other in said)
    chance = sum(first[name] * second[name] for name in first) / count**2
    if chance >= 1:
        # Both said one and the same of everything: they agree, and chance explains it as well.
        return Agreement(None, None, None, count, same)
    return _beyond(chance, same, count, count)


def fleiss(cases: Iterable[Sequence[Hashable]]) -> Agreement:
    """Of several: each case holds what everybody said of it. Those with fewer than two words are left out. A different
    number of people a case is allowed: every pair of people weighs the same, and so each word weighs by how many others
    it is compared with. The range takes each case as one draw, however many judged it."""
    rows = [Counter(case) for case in cases if len(case) > 1]
    if not rows:
        return NOTHING
    pairs = [_pairs(row.total()) for row in rows]
    whole = sum(pairs)
    words = [sum(row[name] * (row.total() - 1) for row in rows) for name in set().union(*rows)]
    chance = sum((one / whole) ** 2 for one in words)
    same = sum(_pairs(n) for row in rows for n in row.values()) / whole
    if chance >= 1 - 1e-12:
        return Agreement(None, None, None, len(rows), same)
    return _beyond(chance, same, len(rows), whole**2 / sum(one**2 for one in pairs))


def _pairs(size: int) -> int:
    """Of so many people, each with each other, both ways."""
    return size * (size - 1)


def _beyond(chance: float, same: float, count: int, draws: float) -> Agreement:
    """How far what was judged alike goes beyond chance. `draws`: of how many the share counts, uneven ones as fewer."""
    least, most = wilson(same, draws)
    low, kappa, high = ((one - chance) / (1 - chance) for one in (least, same, most))
    return Agreement(kappa, max(-1.0, low), min(1.0, high), count, same)


def wilson(share: float, draws: float) -> tuple[float, float]:
    """Between what the true share lies; at 0 and 1 too it has a breadth."""
    beside = SURE**2 / draws
    middle = (share + beside / 2) / (1 + beside)
    half = SURE * sqrt(share * (1 - share) / draws + beside / (4 * draws)) / (1 + beside)
    return min(share, middle - half), max(share, middle + half)


Said = Mapping[tuple[int, str], Mapping[int, str]]  # {(case, item): {person: verdict}}


def by_item(said: Said) -> dict[str, Agreement]:
    """Of each item, over all cases."""
    rows: dict[str, list[list[str]]] = {}
    for (_, item), words in said.items():
        rows.setdefault(item, []).append(list(words.values()))
    return {item: fleiss(cases) for item, cases in rows.items()}


def by_pair(said: Said) -> dict[tuple[int, int], Agreement]:
    """Of each two people, over all they both judged."""
    people = sorted({person for words in said.values() for person in words})
    return {
        (one, other): cohen(
            (words[one], words[other]) for words in said.values() if one in words and other in words
        )
        for one, other in combinations(people, 2)
    }  # fmt: skip


@dataclass(frozen=True)
class Grader:
    """One who judges, against what was settled: `same` and `off` of `count`; `lenient` is how much higher (or, below 0,
    lower) they judge than the reference, -1 to 1."""

    person: int
    count: int
    same: int
    lenient: float
    agreement: Agreement


WORTH = {"met": 1.0, "partly": 0.5, "missed": 0.0}


def graders(said: Said, settled: Mapping[tuple[int, str], str]) -> list[Grader]:
    """The grading of the graders: each against the references."""
    people = sorted({person for words in said.values() for person in words})
    found = []
    for person in people:
        pairs = [(words[person], settled[place]) for place, words in said.items()
                 if person in words and place in settled]  # fmt: skip
        worth = [WORTH[one] - WORTH[other] for one, other in pairs if one in WORTH and other in WORTH]
        lenient = sum(worth) / len(worth) if worth else 0.0
        found.append(Grader(person, len(pairs), sum(one == other for one, other in pairs), lenient, cohen(pairs)))
    return found


def drift(before: Grader, after: Grader) -> float:
    """How much their lenience has moved from one session to the next."""
    return after.lenient - before.lenient
