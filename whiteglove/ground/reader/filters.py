"""Which of many patterns may be found in a text, by its words: cost grows with the text, hardly with the patterns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

import numpy as np

from whiteglove.ground.reader.literals import SETS, cased, shape
from whiteglove.ground.reader.needs import Needs, needs_of
from whiteglove.ground.reader.usual_words import BEGIN, EDGE

BEGINS = 3  # letters
KEPT, LONG = 8192, 32  # words remembered, and their letters
AT_ONCE = 1 << 17  # rows compared together
_WORD = re.compile(rf"{BEGIN}?[A-Za-z0-9_]+|[^\x00-\x7f]+|[^\sA-Za-z0-9_{BEGIN}]")
_FOLDED_ODDLY = frozenset("\u017f\u212a")  # RE2 takes them for s and k
Brought = tuple[int, bytes]  # by a word of a text: the sets it is in, as bits, and numbers of rows (int32)


class Filter:
    """A row that a pattern needs is looked at where a word of its rarest set stands: are its other sets there too?"""

    def __init__(self, patterns: Sequence[str], known: Needs = MappingProxyType({})) -> None:
        """`known`: what some of them need, as a pack keeps it."""
        needed = [(place, row) for place, pattern in enumerate(patterns) for row in needs_of(pattern, known)]
        self._count = len(patterns)
        self._always = [place for place, row in needed if not row]
        rows = [(place, row) for place, row in needed if row]
        # The more a set is asked for, the lower its number: most texts have sets of few bytes.
        asked = Counter(words for _, row in rows for words in row[1:])
        numbers = {words: number for number, (words, _) in enumerate(asked.most_common(), 1)}
        self._bits: dict[str, tuple[int, ...]] = _by_word(numbers.items())
        self._rows: dict[str, tuple[int, ...]] = _by_word((row[0], number) for number, (_, row) in enumerate(rows))
        self._longest = max(map(len, (*self._bits, *self._rows)), default=0)
        # Of a stretch that begins as none of them does, nothing longer is looked at: a word of a code has hundreds.
        self._begins = {one[:BEGINS] for one in (*self._bits, *self._rows)}
        self._width = len(numbers) // 8 + 1
        self._place = np.array([place for place, _ in rows], np.int64)
        # The sets of each row besides its rarest, as bits of a text's sets; bit 0 is always there.
        others = np.zeros((SETS - 1, len(rows)), np.int64)
        for number, (_, row) in enumerate(rows):
            others[: len(row) - 1, number] = [numbers[words] for words in row[1:]]
        self._byte, self._bit = others >> 3, (1 << (others & 7)).astype(np.uint8)
        self._remembered: dict[str, Brought] = {}

    def worth_trying(self, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
        """(place of a pattern, number of a text) where it may be found, pattern by pattern."""
        count = len(texts)
        found = [np.array([place * count + text for place in self._always for text in range(count)], np.int64)]
        there, rows, held = [], [], 0
        for number, text in enumerate(texts):
            if not (text.isascii() or _FOLDED_ODDLY.isdisjoint(text)):
                found.append(np.arange(self._count) * count + number)
                text = ""
            sets, more = self._brought(text)
            there.append(sets)
            rows.append(more)
            held += len(more) // 4
            if held > AT_ONCE or number == count - 1:
                first = number - len(rows) + 1
                found.append(self._compared(there, rows, first, count))
                there, rows, held = [], [], 0
        pairs = np.concatenate(found)
        pairs.sort()
        places, numbers = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], max(1, count))
        return zip(places.tolist(), numbers.tolist(), strict=True)

    def _brought(self, text: str) -> tuple[bytes, bytes]:
        """The sets of which a text has a word, as bits, and its rows."""
        sets, rows, remembered = 1, [], self._remembered
        for word in set(_WORD.findall(BEGIN + text)):
            more, those = remembered.get(word) or self._brought_by(word)
            sets |= more
            rows.append(those)
        return sets.to_bytes(self._width, "little"), b"".join(rows)

    def _compared(self, there: list[bytes], rows: list[bytes], first: int, count: int) -> np.ndarray:
        """The rows whose other sets are there too, each as place * count + number of the text."""
        sets = np.frombuffer(b"".join(there), np.uint8)
        row = np.frombuffer(b"".join(rows), np.int32)
        text = np.repeat(np.arange(len(rows)), [len(one) // 4 for one in rows])
        for byte, bit in zip(self._byte, self._bit, strict=True):
            kept = (sets.take(text * self._width + byte.take(row)) & bit.take(row)).nonzero()[0]
            row, text = row.take(kept), text.take(kept)
        return self._place.take(row) * count + (text + first)

    def _brought_by(self, word: str) -> Brought:
        pieces = set(self._pieces(word))
        numbers = {number for piece in pieces for number in self._bits.get(piece, ())}
        rows = sorted({row for piece in pieces for row in self._rows.get(piece, ())})
        made = sum(1 << number for number in numbers), np.array(rows, np.int32).tobytes()
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
                longest = self._longest if whole[start : start + BEGINS] in self._begins else BEGINS - 1
                for end in range(start + 1, min(len(whole), start + longest) + 1):
                    yield whole[start:end]
            if word is not bare:
                yield from (BEGIN + whole[1:end] for end in range(2, min(len(whole), self._longest) + 1))


def _by_word(numbered: Iterable[tuple[Iterable[str], int]]) -> dict[str, tuple[int, ...]]:
    """{word: the numbers of the sets it is in}. Tuples: the collector of garbage looks at them but once."""
    made: dict[str, list[int]] = {}
    for words, number in numbered:
        for word in words:
            made.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in made.items()}
