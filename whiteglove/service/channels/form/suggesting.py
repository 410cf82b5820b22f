"""Articles that may answer a request before it is sent: a higher room that knows them registers how to find some, and
how to count that there was none.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Suggestion(NamedTuple):
    title: str
    url: str
    language: str


Finder = Callable[[str, str], Sequence[Suggestion]]
_finder: Finder = lambda words, language: ()  # noqa: E731
_miss: Callable[[str, str], None] = lambda words, language: None  # noqa: E731
SHORTEST, LONGEST = 3, 200


def register(finder: Finder, miss: Callable[[str, str], None]) -> None:
    """`finder(words, language)`: only what is for everybody. `miss(words, language)`: nothing was."""
    global _finder, _miss
    _finder, _miss = finder, miss


def suggest(words: str, language: str) -> list[Suggestion]:
    words = " ".join(words.replace("\x00", "").split())[:LONGEST]
    return list(_finder(words, language)) if len(words) >= SHORTEST else []


def count_if_missed(words: str, language: str) -> None:
    """Once a request was sent: what its subject found nothing for is to be written."""
    if len(" ".join(words.split())) >= SHORTEST and not suggest(words, language):
        _miss(words[:LONGEST], language)
