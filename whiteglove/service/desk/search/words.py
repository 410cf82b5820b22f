"""Text as the index holds it: folded words, and pairs of signs for scripts that write without spaces. Pure.

Both engines get the same words, so a search means the same on both. A word is letters and digits only; marks of
our own begin with "@", which no text can produce.
"""

import re
from collections.abc import Iterator

from whiteglove.ground.lib.words import fold, is_unspaced, pieces, runs

LONGEST = 64
_PLAIN_RUN = re.compile(r"[a-z0-9]+")  # as `runs` finds them among ASCII


def words(text: str) -> list[str]:
    """The words of a text in order; a run of unspaced script as overlapping pairs and its last sign."""
    if text.isascii():
        return [run[:LONGEST] for run in _PLAIN_RUN.findall(text.lower())]
    return list(_words(fold(text)))


def _words(folded: str) -> Iterator[str]:
    for run in runs(folded):
        if is_unspaced(run):
            yield from (run[at : at + 2] for at in range(len(run)))
        else:
            yield run[:LONGEST]


def asked(text: str) -> list[str]:
    """The words of something searched for: as `words`, without the lone last sign that only ends a run."""
    return pieces(fold(text), LONGEST)


def is_lone_sign(word: str) -> bool:
    """One sign of an unspaced script: it is looked for as the beginning of a pair."""
    return len(word) == 1 and is_unspaced(word)
