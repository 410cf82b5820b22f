"""Many patterns in several RE2 filters: one takes some 8 MB of the literal words it looks for, and refuses more."""

from __future__ import annotations

import re2

ROOM = 120_000  # characters of patterns in one filter: larger is slower, and three times that is refused


class Filters:
    """As `re2.Filter`, without its limit."""

    def __init__(self) -> None:
        self._parts: list[tuple[int, re2.Filter]] = []
        self._room = self._count = 0

    def Add(self, pattern: str, options: re2.Options) -> None:
        if len(pattern) > self._room:
            self._parts.append((self._count, re2.Filter()))
            self._room = max(ROOM, len(pattern))
        self._parts[-1][1].Add(pattern, options)
        self._room -= len(pattern)
        self._count += 1

    def Compile(self) -> None:
        for _, one in self._parts:
            one.Compile()

    def Match(self, text: str) -> list[int]:
        """The places, in the order they were added, of the patterns found in `text`."""
        return [start + place for start, one in self._parts for place in one.Match(text) or ()]
