"""The lines around what was found, as pieces of which some are marked. Plain text: whoever shows them escapes. Pure."""

import re
from typing import NamedTuple

from whiteglove.service.knowledge.words import fold

_WORD = re.compile(r"\w+")
AROUND, LONGEST, MOST = 60, 220, 20


class Piece(NamedTuple):
    text: str
    hit: bool = False


def snippet(text: str, words: set[str], *, whole: bool = False) -> tuple[Piece, ...]:
    """Around the first of these folded words, or the beginning where none stands there; all of the text if `whole`."""
    spans = marks(text, words)
    start = 0 if whole or not spans else max(0, spans[0][0] - AROUND)
    if start:
        start = text.find(" ", start, spans[0][0]) + 1 or start
    end = len(text) if whole else min(len(text), start + LONGEST)
    pieces, here = [Piece("…")] if start else [], start
    for begin, finish in spans:
        if finish > end:
            break
        pieces += [Piece(tidy(text[here:begin])), Piece(text[begin:finish], True)]
        here = finish
    pieces.append(Piece(tidy(text[here:end]) + ("…" if end < len(text) else "")))
    return tuple(piece for piece in pieces if piece.text)


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
    return joined(spans)


def joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text)
