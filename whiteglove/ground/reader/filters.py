"""Which of many patterns may be found in a text, by its words: cost grows with the text, hardly with the patterns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from whiteglove.ground.reader.literals import cased, shape
from whiteglove.ground.reader.needs import Needs, needs_of
from whiteglove.ground.reader.usual_words import BEGIN, EDGE

KEPT, LONG = 4096, 32  # words remembered, and their letters
_WORD = re.compile(rf"{BEGIN}?[A-Za-z0-9_]+|[^\x00-\x7f]+|[^\sA-Za-z0-9_{BEGIN}]")
_FOLDED_ODDLY = frozenset("\u017f\u212a")  # RE2 takes them for s and k


Row = tuple[int, int]  # the sets of a pattern's row besides its rarest, as bits, and the pattern's place


class Filter:
    """A row that a pattern needs is looked at where a word of its rarest set stands: are its other sets there too?"""

    def __init__(self, patterns: Sequence[str], known: Needs = MappingProxyType({})) -> None:
        """`known`: what some of them need, as a pack keeps it."""
        rows = [(place, row) for place, pattern in enumerate(patterns) for row in needs_of(pattern, known)]
        self._count = len(patterns)
        self._always = [place for place, row in rows if not row]
        # The more a set is asked for, the lower its number: most rows look at few bits.
        asked = Counter(words for _, row in rows for words in row[1:])
        numbers = {words: number for number, (words, _) in enumerate(asked.most_common())}
        bits: dict[str, list[int]] = {}
        for words, number in numbers.items():
            for word in words:
                bits.setdefault(word, []).append(number)
        rows_of: dict[str, list[Row]] = {}
        for place, (rarest, *others) in ((place, row) for place, row in rows if row):
            made = sum(1 << numbers[words] for words in others), place
            for word in rarest:
                rows_of.setdefault(word, []).append(made)
        # Tuples, which the collector of garbage needn't look at again and again.
        self._bits = {word: tuple(numbers) for word, numbers in bits.items()}
        self._rows = {word: tuple(rows) for word, rows in rows_of.items()}
        self._longest = max(map(len, (*self._bits, *self._rows)), default=0)
        self._remembered: dict[str, tuple[int, tuple[Row, ...]]] = {}

    def worth_trying(self, text: str) -> list[int]:
        """The places of the patterns that may be found in `text`, in order."""
        if not (text.isascii() or _FOLDED_ODDLY.isdisjoint(text)):
            return list(range(self._count))
        there, remembered = 0, self._remembered
        rows: list[Row] = []
        for word in _WORD.findall(BEGIN + text):
            bits, more = remembered.get(word) or self._brought_by(word)
            there |= bits
            rows += more
        return sorted({*self._always, *[place for others, place in rows if others & there == others]})

    def _brought_by(self, word: str) -> tuple[int, tuple[Row, ...]]:
        """The sets that a word of a text is in, as bits, and the rows whose rarest it is in."""
        pieces = set(self._pieces(word))
        numbers = {number for piece in pieces for number in self._bits.get(piece, ())}
        rows = {row for piece in pieces for row in self._rows.get(piece, ())}
        made = sum(1 << number for number in numbers), tuple(rows)
        if len(word) < LONG:
            if len(self._remembered) >= KEPT:
                self._remembered.clear()
            self._remembered[word] = made
        return made

    def _pieces(self, word: str) -> Iterator[str]:
        """Every stretch of it that a pattern may need."""
        bare = word.removeprefix(BEGIN)
        for one in {shape(bare), cased(bare)}:
            whole = f"{EDGE}{one}{EDGE}"
            for start in range(len(whole)):
                for end in range(start + 1, min(len(whole), start + self._longest) + 1):
                    yield whole[start:end]
            if word is not bare:
                yield from (BEGIN + whole[1:end] for end in range(2, min(len(whole), self._longest) + 1))
