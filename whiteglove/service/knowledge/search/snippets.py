"""The lines around what was found, as pieces of which some are marked. Plain text: whoever shows them escapes. Pure."""

import re

from whiteglove.ground.lib.snippets import Piece, cut, merged
from whiteglove.ground.lib.words import fold

_WORD = re.compile(r"\w+")
AROUND, LONGEST, MOST = 60, 220, 20


def snippet(text: str, words: set[str], *, whole: bool = False) -> tuple[Piece, ...]:
    """Around the first of these folded words, or the beginning where none stands there; all of the text if `whole`."""
    around, longest = (len(text), len(text)) if whole else (AROUND, LONGEST)
    return cut(text, marks(text, words), around=around, longest=longest)


def marks(text: str, words: set[str]) -> list[tuple[int, int]]:
    """Where these words stand; a run of an unspaced script is marked where a pair of its signs was asked for."""
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        folded = fold(match[0])
        if folded in words:
            spans.append(match.span())
        elif not match[0].isascii() and len(folded) == len(match[0]):
            spans += [
                (match.start() + at, match.start() + at + 2)
                for at in range(len(folded) - 1)
                if folded[at] > "\u0e00" and folded[at : at + 2] in words
            ]
        if len(spans) >= MOST:
            break
    return merged(spans)
