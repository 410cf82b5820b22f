"""What the answers of many say of a question: how hard it is, whether it tells people apart, what draws them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

FEW = 10  # of fewer first attempts nothing is told: it would be told of somebody


@dataclass(frozen=True)
class Sums:
    """Over first attempts that were graded: `credit` of this question and `rest`, what the others made, both 0 to 1."""

    count: int = 0
    credit: float = 0
    rest: float = 0
    credit_squared: float = 0
    rest_squared: float = 0
    both: float = 0


@dataclass(frozen=True)
class Item:
    """`ease`: the share of credit, 0 to 1. `tells`: whether it goes with the rest, -1 to 1; None: all did alike."""

    count: int
    ease: float | None = None
    tells: float | None = None

    @property
    def enough(self) -> bool:
        return self.count >= FEW

    @property
    def ease_percent(self) -> int | None:
        return None if self.ease is None else round(self.ease * 100)

    @property
    def chance(self) -> float:
        """Chance alone puts one `tells` in twenty farther off than this: 0.63 with ten answers, 0.2 with a hundred."""
        return 2 / sqrt(self.count) if self.count else 1.0

    @property
    def advice(self) -> str:
        if not self.enough or self.ease is None:
            return ""
        if self.tells is not None and self.tells < -self.chance:
            return "Those who do well elsewhere do worse here: look whether the key is right."
        if self.ease > 0.95:
            return "Nearly everybody knows it: it tells little."
        if self.ease < 0.2:
            return "Hardly anybody knows it: look at its words and at the lesson."
        if self.tells is not None and self.tells + self.chance < 0.3:
            return "It hardly goes with the rest: look whether two answers could be right."
        return ""


def item(sums: Sums) -> Item:
    if sums.count < FEW:
        return Item(sums.count)
    return Item(sums.count, sums.credit / sums.count, correlation(sums))


def correlation(sums: Sums) -> float | None:
    n = sums.count
    spread = (n * sums.credit_squared - sums.credit**2) * (n * sums.rest_squared - sums.rest**2)
    if spread <= 1e-9:
        return None
    return max(-1.0, min(1.0, (n * sums.both - sums.credit * sums.rest) / sqrt(spread)))


def sums_of(pairs: Iterable[tuple[float, float]]) -> Sums:
    """From (credit, rest) of each."""
    all_of_them = list(pairs)
    return Sums(
        len(all_of_them), sum(c for c, _ in all_of_them), sum(r for _, r in all_of_them),
        sum(c * c for c, _ in all_of_them), sum(r * r for _, r in all_of_them), sum(c * r for c, r in all_of_them),
    )  # fmt: skip


def shares(counts: Mapping[int, int], answers: int, of: int) -> list[tuple[int, int]] | None:
    """[(how many chose it, in percent)] for each answer; None of too few."""
    if of < FEW:
        return None
    return [(counts.get(place, 0), round(100 * counts.get(place, 0) / of)) for place in range(answers)]
