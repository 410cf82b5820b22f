"""A share against the one before, in words that promise no more than the numbers hold. Pure."""

from math import sqrt

from .evidence.shape import Share

BETTER, WORSE, SAME, FEW = "better", "worse", "same", "few"
SAYS = {
    BETTER: "More often than before.", WORSE: "Less often than before.", SAME: "About as before.",
    FEW: "Too few to compare.",
}  # fmt: skip
Z = 1.96  # 95 %


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's score interval: honest for small numbers, and never beyond 0 or 1."""
    if not of:
        return 0.0, 1.0
    share, square = hits / of, Z * Z / of
    middle = (share + square / 2) / (1 + square)
    reach = Z / (1 + square) * sqrt(share * (1 - share) / of + square / (4 * of))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def against(now: Share, before: Share, few: int) -> str:
    """How `now` stands to `before`: only what lies outside each other's interval differs."""
    if now.of < few or before.of < few:
        return FEW
    low, high = interval(now.hits, now.of)
    earlier = before.hits / before.of
    if earlier < low and now.hits / now.of > interval(before.hits, before.of)[1]:
        return BETTER
    if earlier > high and now.hits / now.of < interval(before.hits, before.of)[0]:
        return WORSE
    return SAME


def told(share: Share, few: int) -> str:
    """ "42 of 50 (84 %)"; of few only the count, of none a word."""
    if not share.of:
        return "none"
    count = f"{share.hits} of {share.of}"
    return f"{count} ({round(100 * share.hits / share.of)} %)" if share.of >= few else count


def sentence(now: Share, before: Share, few: int) -> str:
    """One line of an agenda."""
    return f"{now.name}: {told(now, few)}; the time before: {told(before, few)}. {SAYS[against(now, before, few)]}"
