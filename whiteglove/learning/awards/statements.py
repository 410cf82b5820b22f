"""What a nomination says: enough of it, and its own words. Pure."""

import re
from collections.abc import Iterable

FEWEST, LONGEST = 40, 6000
RUN = 5  # words in a row
COPIED = 0.5


def fault(said: str, others: Iterable[str]) -> str:
    """Why it can't be handed in, in words; "" if it can. `others`: what was said before, by whomever."""
    words = pieces(said)
    if len(words) < FEWEST:
        return f"Tell a little more: {FEWEST} words at least, and what happened because of it."
    if len(set(words)) < FEWEST // 2:
        return "Say it in words of your own: these repeat themselves."
    if any(share_of(said, one) >= COPIED for one in others):
        return "Most of this was said in a nomination before. Write about this person and this year."
    return ""


def pieces(said: str) -> list[str]:
    return re.findall(r"[^\W_]+", said.lower())


def share_of(said: str, other: str) -> float:
    """How much of `said` stands in `other`, by runs of five words: 0 to 1."""
    mine = runs(said)
    return len(mine & runs(other)) / len(mine) if mine else 0.0


def runs(said: str) -> set[tuple[str, ...]]:
    words = pieces(said)
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
