"""Whether a customer says how often they have come: in words that a pack lists. Pure."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any


def words_for_often(criteria: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Of all languages: who mixes two is understood."""
    return tuple(word for one in criteria for words in one.get("often", {}).values() for word in words)


def says_how_often(text: str, words: tuple[str, ...]) -> bool:
    """Whole words alone, in capitals or not."""
    return bool(words) and bool(_any_of(words).search(text))


@lru_cache(maxsize=4)
def _any_of(words: tuple[str, ...]) -> re.Pattern:
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
