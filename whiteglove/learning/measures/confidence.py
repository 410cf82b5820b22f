"""How far a number may be from what it stands for, given how little it was counted on. Pure.

Shares: the score interval of Wilson (1927), which neither leaves 0 to 1 nor shrinks to nothing at "all of three".
Means: Student's interval, from the sums of values and squares alone; its quantile by Hill's expansion (1970).
"""

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

SURE = 0.95
SMALL = {1: 12.706204736432095, 2: 4.302652729696142, 3: 3.182446305284263}
Z = NormalDist().inv_cdf((1 + SURE) / 2)


class Interval(NamedTuple):
    low: float
    high: float


def of_share(part: int, whole: int) -> Interval | None:
    """Of `part` in `whole`, as numbers from 0 to 1; None of nothing."""
    if whole <= 0:
        return None
    share, spread = part / whole, Z * Z / whole
    middle = (share + spread / 2) / (1 + spread)
    reach = Z / (1 + spread) * sqrt(max(0.0, share * (1 - share) / whole + spread / (4 * whole)))
    # At none and at all it ends there exactly, which no arithmetic of fractions says.
    return Interval(max(0.0, middle - reach) if part else 0.0, min(1.0, middle + reach) if part < whole else 1.0)


def of_mean(count: int, total: float, squares: float) -> Interval | None:
    """Of a mean of `count` values; None of fewer than two."""
    if count < 2:
        return None
    mean = total / count
    variance = max(0.0, (squares - total * mean) / (count - 1))
    reach = quantile(count - 1) * sqrt(variance / count)
    return Interval(mean - reach, mean + reach)


def of_balance(more: int, less: int, whole: int) -> Interval | None:
    """Of (more - less) / whole, as with promoters and detractors: from -1 to 1. None of fewer than two."""
    found = of_mean(whole, more - less, more + less)
    return found and Interval(max(-1.0, found.low), min(1.0, found.high))


def quantile(freedom: int) -> float:
    """Student's t for 95 in 100, both sides. Exact up to 3, within 0.003 beyond."""
    if freedom in SMALL:
        return SMALL[freedom]
    z, n = Z, freedom
    return z + sum((
        (z**3 + z) / (4 * n),
        (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2),
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3),
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * n**4),
    ))  # fmt: skip
