"""A JSON document cut into its conversations, without holding more of it than one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from whiteglove.ground.reader.transcripts.layout import ONE, Layout
from whiteglove.ground.reader.transcripts.shapes import LONGEST_NAME, Bad, text_of

LONGEST = 16 << 20  # bytes of one conversation
PIECE = 1 << 16
_OUTSIDE, _INSIDE = re.compile(rb'["{}\[\]]'), re.compile(rb'["\\]')
_LAST = re.compile(rb'"((?:[^"\\]|\\.){0,1000})"\s*:\s*$', re.DOTALL)
Item = tuple[bytes | Bad, int, str]


def items(stream: BinaryIO, laid: Layout) -> Iterator[Item]:
    """(bytes, line, name) of each object or array that is a conversation or a message."""
    walk = Walk(laid)
    while piece := stream.read1(PIECE) if hasattr(stream, "read1") else stream.read(PIECE):
        yield from walk.on(piece)
    if walk.deep and not walk.skipping:
        says = "the file ends in the middle of this conversation"
        yield Bad(walk.began, says, "Export it again.", text_of(bytes(walk.kept[:4000]))), walk.began, walk.name
    elif walk.opened:
        yield Bad(walk.line, "the file ends before it is whole", "Export it again."), walk.line, ""


class Walk:
    """`on(piece)`: what is whole by then. Goes into brackets as the layout says, and keeps what it doesn't go into."""

    def __init__(self, laid: Layout) -> None:
        self.laid = laid
        self.opened: list[tuple[Layout, str]] = []  # what it is in, and the name that stood before it
        self.deep = 0  # brackets open since what is being kept began
        self.kept, self.skipping, self.too_long = bytearray(), False, False
        self.inside = self.escaped = False  # a string
        self.line = self.began = 1
        self.name, self.before = "", b""  # `before`: the end of what was passed, where a key may stand

    def on(self, piece: bytes) -> Iterator[Item]:
        place = int(self.escaped and bool(piece))
        self.escaped = False
        start = counted = passed = 0
        while mark := (_INSIDE if self.inside else _OUTSIDE).search(piece, place):
            place, sign = mark.end(), mark[0]
            if sign == b'"':
                self.inside = not self.inside
            elif sign == b"\\":
                self.escaped = place == len(piece)
                place += 1
            elif sign in b"{[":
                if self.deep:
                    self.deep += 1
                    continue
                self.line, counted = self.line + piece.count(b"\n", counted, mark.start()), mark.start()
                self._open(sign, self.before + piece[max(passed, mark.start() - 1100) : mark.start()])
                start = mark.start()
                self.before, passed = b"", place
            elif self.deep:
                self.deep -= 1
                if not self.deep:
                    self.before, passed = b"", place
                    if (done := self._whole(piece[start:place])) is not None:
                        yield done, self.began, self.name
                    start = place
            elif self.opened:
                self.opened.pop()
            else:
                yield Bad(self.line, "a bracket closes that was never opened", "Export it again."), self.line, ""
        self.line += piece.count(b"\n", counted)
        if self.deep:
            self._keep(piece[start:])
        else:
            self.before = (self.before + piece[passed:])[-1100:]

    def _open(self, bracket: bytes, before: bytes) -> None:
        key = _key(before)
        here = self.opened[-1] if self.opened else None
        into = here[0].of(key, bracket) if here else self.laid
        if into is not None and into.kind != ONE and (here or bracket == b"{" or into.kind == "listed"):
            self.opened.append((into, key or (here[1] if here else "")))
            return
        self.deep, self.began, self.kept = 1, self.line, bytearray()
        self.skipping, self.too_long = into is None, False
        self.name = key if here and here[0].kind == "named" else ""

    def _keep(self, part: bytes) -> None:
        if self.skipping or self.too_long:
            return
        self.kept += part
        if len(self.kept) > LONGEST:
            self.too_long, self.kept = True, bytearray()

    def _whole(self, part: bytes) -> bytes | Bad | None:
        self._keep(part)
        kept, self.kept = bytes(self.kept), bytearray()
        if self.too_long:
            return Bad(self.began, f"this conversation is longer than {LONGEST >> 20} MB", "Split it.")
        return None if self.skipping else kept


def _key(before: bytes) -> str:
    """The name that stands before a bracket: "A17.json": {"""
    found = _LAST.search(before)
    return text_of(found[1]).replace('\\"', '"')[:LONGEST_NAME] if found else ""
