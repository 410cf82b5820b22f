"""The parts of a long sentence: what is said in one of them can drown in the others."""

from __future__ import annotations

import re
from functools import lru_cache

FEWEST = 4  # words of a part that says something by itself
# Where one part of a sentence ends and another begins, by language.
_AND = {
    "en": "but|however|yet|and|so|then", "fr": "mais|et|donc|alors", "es": "pero|y|así que", "pt": "mas|e|então",
    "de": "aber|doch|und|also",
}  # fmt: skip
# After a comma these begin a part too: "You should have called, I can help you now."
_SUBJECTS = {"en": re.compile(r",\s+(?=(?:i|i'(?:m|ve|ll|d)|we|we'(?:re|ve|ll|d)|let me|let's)\b)", re.I)}


def joints_in(text: str, language: str) -> list[tuple[int, int]]:
    """(start, end) of everything in `text` that stands between two parts of a sentence."""
    return [match.span() for match in _joint(language).finditer(text)]


def part_around(text: str, span: tuple[int, int], language: str) -> tuple[int, int] | None:
    """(start, end) of the part of `text` that `span` is in; None where it is all of it, or too few words to judge."""
    joints = joints_in(text, language)
    if subjects := _SUBJECTS.get(language or "en"):
        joints += [match.span() for match in subjects.finditer(text)]
    start = max((after for _, after in joints if after <= span[0]), default=0)
    end = min((before for before, _ in joints if before >= span[1]), default=len(text))
    whole = (start, end) == (0, len(text))
    return None if whole or text.count(" ", start, end) < FEWEST - 1 else (start, end)


@lru_cache(maxsize=8)
def _joint(language: str) -> re.Pattern:
    """Of this language; English where we don't know it."""
    words = _AND.get(language, _AND["en"])
    first = words.partition("|")[0]
    # A bare "and" mostly joins words; after a comma it joins clauses. "But" joins clauses anyway.
    return re.compile(rf"\s*[,;]\s+(?:{words})\s+|\s+(?:{first})\s+|\s*;\s+|\s+[–—-]\s+", re.I)
