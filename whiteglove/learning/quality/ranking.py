"""How well scores rank: the share of pairs in which the good one stands above the poor one. Pure."""

from collections.abc import Sequence


def auc(good: Sequence[float], poor: Sequence[float]) -> float | None:
    """1 where every good one stands above every poor one, 0.5 by lot; a tie counts half. None without pairs."""
    if not good or not poor:
        return None
    wins = sum((one > other) + 0.5 * (one == other) for one in good for other in poor)
    return wins / (len(good) * len(poor))
