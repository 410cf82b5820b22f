"""How far people agree who judge the same: Cohen's and Fleiss' kappa, with how sure one can be. Pure.

Cohen, "A coefficient of agreement for nominal scales", 1960; Fleiss, "Measuring nominal scale agreement among many
raters", 1971; the standard error of Fleiss, Cohen and Everitt, 1969, in its simple form for Cohen's.
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
    95 of 100 cases. `count`: of what was compared; `same`: the share that was judged alike."""

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
    kappa = (same - chance) / (1 - chance)
    error = sqrt(same * (1 - same) / count) / (1 - chance)
    return Agreement(kappa, max(-1.0, kappa - SURE * error), min(1.0, kappa + SURE * error), count, same)


def fleiss(cases: Iterable[Sequence[Hashable]]) -> Agreement:
    """Of several: each case holds what everybody said of it. Those with fewer than two words are left out; a different
    number of people a case is allowed, each weighing by its pairs."""
    rows = [Counter(case) for case in cases if len(case) > 1]
    if not rows:
        return NOTHING
    sizes = [sum(row.values()) for row in rows]
    alike = [_alike(row) for row in rows]
    whole = sum(sizes)
    shares = [sum(row[name] for row in rows) / whole for name in set().union(*rows)]
    chance = sum(share**2 for share in shares)
    same = sum(alike) / len(alike)
    if chance >= 1 - 1e-12:
        return Agreement(None, None, None, len(rows), same)
    kappa = (same - chance) / (1 - chance)
    spread = _spread(alike) / (1 - chance)
    return Agreement(kappa, max(-1.0, kappa - SURE * spread), min(1.0, kappa + SURE * spread), len(rows), same)


def _alike(row: Counter) -> float:
    """The share of pairs of people who said the same of one case."""
    size = sum(row.values())
    return sum(n * (n - 1) for n in row.values()) / (size * (size - 1))


def _spread(alike: Sequence[float]) -> float:
    """Standard error of the mean agreement of cases."""
    if len(alike) < 2:
        return 1.0
    mean = sum(alike) / len(alike)
    return sqrt(sum((one - mean) ** 2 for one in alike) / (len(alike) - 1) / len(alike))


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
