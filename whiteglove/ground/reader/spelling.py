"""Words of English, from `words.txt`: a word that is none, and no slip of the pen either, is somebody's name."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("words.txt")
SHORTEST = 3  # letters of a word that is strange wherever it stands
_SLIPPED = 5  # letters from which on one wrong letter is a slip, and not another word
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOWEL = re.compile(r"[aeiouy]")


@cache
def _by_letters() -> dict[str, str]:
    """The words by their first two letters, with spaces around: a tenth of the memory that a set takes."""
    found: dict[str, list[str]] = {}
    for line in FILE.read_text("utf-8").splitlines():
        if line[:1] not in ("#", "["):
            for word in line.split():
                found.setdefault(word[:2], []).append(word)
    return {letters: f" {' '.join(words)} " for letters, words in found.items()}


@lru_cache(maxsize=16_384)
def is_english(word: str) -> bool:
    """Whether the word (plain letters, lower case) is one of English, as ordinary words and not as a name."""
    return f" {word} " in _by_letters().get(word[:2], "")


@lru_cache(maxsize=4096)
def is_slip(word: str, vocabulary: Collection[str]) -> bool:
    """Whether it is a word of the vocabulary but for one letter: "recieved", "delivry"."""
    if len(word) < _SLIPPED:
        return False
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    tried = {a + b[1:] for a, b in cuts if b} | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    tried |= {a + one + b[1:] for a, b in cuts if b for one in _LETTERS}
    tried |= {a + one + b for a, b in cuts for one in _LETTERS}
    return any(len(one) >= _SLIPPED and one in vocabulary for one in tried)


def is_strange(word: str, vocabulary: Collection[str]) -> bool:
    """Whether nobody taught us the word, nor English knows it, and somebody can say it."""
    return (
        len(word) >= SHORTEST
        and word not in vocabulary
        and bool(_VOWEL.search(word))
        and not is_english(word)
        and not is_slip(word, vocabulary)
    )
