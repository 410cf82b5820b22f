"""Set algebra on half-open spans `(start, end)` of integers: how hours, closings and pauses combine.

A span is a pair of ticks (microseconds since 1970 UTC, see `wall.py`). Lists that come out are sorted,
without overlaps and without empty spans; lists that go in may be in any order.
"""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]


def union(spans: Iterable[Span]) -> list[Span]:
    """Join overlapping and touching spans; empty ones vanish."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def minus(spans: Iterable[Span], cuts: Iterable[Span]) -> list[Span]:
    """What is left of `spans` once every moment of `cuts` is taken out."""
    left, holes, first = [], union(cuts), 0
    for start, end in union(spans):
        while first < len(holes) and holes[first][1] <= start:
            first += 1
        left += _cut(start, end, holes, first)
    return left


def _cut(start: int, end: int, holes: list[Span], first: int) -> list[Span]:
    pieces = []
    for hole_start, hole_end in holes[first:]:
        if hole_start >= end:
            break
        pieces.append((start, hole_start))
        start = max(start, hole_end)
    pieces.append((start, end))
    return [piece for piece in pieces if piece[0] < piece[1]]


def clip(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """The parts of `spans` within `[start, end)`."""
    cut = ((max(a, start), min(b, end)) for a, b in spans)
    return [span for span in cut if span[0] < span[1]]
