"""What changed between two texts, line by line and, inside changed lines, word by word. Pure."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

AROUND = 2
# Beyond so many words in a changed stretch only whole lines are compared: the time grows with the square.
CLOSELY = 2_000


class Piece(NamedTuple):
    """`kind`: same, added or removed."""

    kind: str
    text: str


class Line(NamedTuple):
    """`kind`: same, added, removed, changed, or left_out for lines that are alike and far from any change."""

    kind: str
    pieces: tuple[Piece, ...]


def lines_between(before: str, after: str) -> list[Line]:
    """[] where nothing changed."""
    if before == after:
        return []
    old, new = before.splitlines(), after.splitlines()
    found: list[Line] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += alike(old[a:b], first=a == c == 0, last=b == len(old) and d == len(new))
        elif kind == "replace" and sum(len(line.split()) for line in [*old[a:b], *new[c:d]]) <= CLOSELY:
            found.append(Line("changed", tuple(words_between("\n".join(old[a:b]), "\n".join(new[c:d])))))
        else:
            found += [Line("removed", (Piece("removed", line),)) for line in old[a:b]]
            found += [Line("added", (Piece("added", line),)) for line in new[c:d]]
    return found


def alike(lines: list[str], *, first: bool, last: bool) -> list[Line]:
    """Lines that are the same, without those in the middle of a long stretch."""
    head, tail = (0 if first else AROUND), (0 if last else AROUND)
    if len(lines) <= head + tail + 1:
        return [same(line) for line in lines]
    left_out = len(lines) - head - tail
    gap = Line("left_out", (Piece("same", f"{left_out} lines are the same"),))
    return [*map(same, lines[:head]), gap, *map(same, lines[len(lines) - tail :])]


def same(line: str) -> Line:
    return Line("same", (Piece("same", line),))


def words_between(before: str, after: str) -> Iterator[Piece]:
    old, new = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (before, after))
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        if b > a:
            yield Piece("removed", "".join(old[a:b]))
        if d > c:
            yield Piece("added", "".join(new[c:d]))
