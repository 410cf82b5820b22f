"""Many patterns in several RE2 filters: one takes some 8 MB of the literal words it looks for, and refuses more."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import re2

MEMORY = 4 << 20  # bytes that the words of all patterns may take
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

    def potential(self, text: bytes) -> list[int]:
        """The places, in the order they were added, of the patterns that may be found in `text`."""
        return [start + place for start, one in self._parts for place in one.Match(text, potential=True) or ()]

    def patterns(self) -> list[re2._Regexp]:
        """As they were added."""
        ends = [*(start for start, _ in self._parts), self._count][1:]
        parts = zip(self._parts, ends, strict=True)
        return [one.re(place) for (start, one), end in parts for place in range(end - start)]


class Words:
    """Patterns that can't do without some words: which of them a text leaves out."""

    def __init__(self, words: Mapping[int, Sequence[Collection[str]]]) -> None:
        """`words` by the place of their pattern: one of each collection is needed."""
        self._places = [place for place, sets in words.items() for _ in sets]
        self._all = frozenset(range(len(self._places)))
        options = re2.Options()
        options.case_sensitive = False
        options.max_mem = MEMORY
        self._set = re2.Set.SearchSet(options)
        for some in (one for sets in words.values() for one in sets):
            self._set.Add("|".join(sorted(map(_either_case, some))))
        if self._all:
            self._set.Compile()

    def left_out(self, text: bytes) -> frozenset[int]:
        """Places of the patterns that need a word which `text` hasn't."""
        if not self._all:
            return self._all
        return frozenset([self._places[one] for one in self._all.difference(self._set.Match(text) or ())])


def _either_case(word: str) -> str:
    """As a pattern; a capital stands for itself."""
    quoted = re2.escape(word)
    return quoted if word == word.lower() else f"(?-i:{quoted})"
