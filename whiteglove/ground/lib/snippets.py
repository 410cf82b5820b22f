"""A few words around what was found, as pieces of which some are hits. Plain text: whoever shows them escapes. Pure."""

import re
from collections.abc import Sequence
from typing import NamedTuple

Span = tuple[int, int]


class Piece(NamedTuple):
    text: str
    hit: bool = False


def merged(spans: Sequence[Span]) -> list[Span]:
    """In order, those that touch as one."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def cut(text: str, spans: Sequence[Span], *, around: int, longest: int) -> tuple[Piece, ...]:
    """From `around` characters before the first of `spans` (merged) or from the beginning; at words, in one line."""
    start = max(0, spans[0][0] - around) if spans else 0
    if start:
        start = text.find(" ", start, spans[0][0]) + 1 or start
    end = min(len(text), start + longest)
    pieces, here = [Piece("…")] if start else [], start
    for begin, finish in spans:
        if finish > end:
            break
        pieces += [Piece(_tidy(text[here:begin])), Piece(_tidy(text[begin:finish]), True)]
        here = finish
    pieces.append(Piece(_tidy(text[here:end]) + ("…" if end < len(text) else "")))
    return tuple(piece for piece in pieces if piece.text)


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text)
