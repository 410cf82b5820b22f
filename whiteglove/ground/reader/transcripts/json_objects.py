"""JSON, line by line or as one large document, without holding more of it than one conversation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from whiteglove.ground.reader.transcripts import objects
from whiteglove.ground.reader.transcripts.shapes import Bad, Keys, Row, Talk

LONGEST = 64 << 20  # bytes of one conversation
PIECE = 1 << 16
_WRAPPED = re.compile(rb'\s*\{\s*"(?:' + "|".join(objects.WRAPPERS).encode() + rb')"\s*:\s*(?=\[)')
_OUTSIDE, _INSIDE = re.compile(rb'["{}\[\]]'), re.compile(rb'["\\]')
_CUT = "Give each conversation a line of its own, or write the whole file as one JSON array."


def is_document(head: bytes) -> bool:
    """Whether a file that begins like this is one JSON document rather than a value a line."""
    if _WRAPPED.match(head):
        return True
    first, broken, rest = head.lstrip().partition(b"\n")
    if first[:1] == b"[":
        return not _whole(first) or not rest.strip() or first.strip() == b"["
    return first.strip() == b"{" or (bool(broken) and not _whole(first) and rest.lstrip()[:1] not in b"{[")


def _whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def of_lines(stream: BinaryIO, keys: Keys, name: str) -> Iterator[Talk | Row | Bad]:
    """A value on each line."""
    number = 0
    while raw := stream.readline(LONGEST):
        number += 1
        if len(raw) == LONGEST and not raw.endswith(b"\n"):
            yield Bad(
                number,
                f"this line is longer than {LONGEST >> 20} MB",
                "Split the conversation in it.",
                text_of(raw[:4000]),
            )
            while (raw := stream.readline(LONGEST)) and not raw.endswith(b"\n"):
                pass
        elif raw.strip():
            yield from _read(raw, number, keys, name)


def of_document(stream: BinaryIO, keys: Keys, name: str) -> Iterator[Talk | Row | Bad]:
    """An array of conversations, bare or under "tickets" and such; an array of messages; or one value after another.

    Messages in an array that name no conversation are one conversation together.
    """
    head = stream.peek(PIECE)[:PIECE] if hasattr(stream, "peek") else b""
    level = 0
    if wrapped := _WRAPPED.match(head):
        stream.read(wrapped.end())
        level = 1
    elif head.lstrip()[:1] == b"[":
        level = 1
    alone: list[Row] = []
    first_line = head[: wrapped.end()].count(b"\n") if wrapped else 0
    for raw, line in _items(stream, level, first_line + 1):
        if isinstance(raw, Bad):
            yield raw
            continue
        for found in _read(raw, line, keys, name):
            if isinstance(found, Row) and not found.conversation and level:
                alone.append(found)
                if len(alone) < 20_000:
                    continue
                yield _together(alone, name)
                alone = []
            else:
                yield found
    if alone:
        yield _together(alone, name)


def _together(rows: list[Row], name: str) -> Talk:
    line = rows[0].said.line
    return Talk(f"{name}#{line}", [one.said for one in rows], line, channel=rows[0].channel)


def _read(raw: bytes, line: int, keys: Keys, name: str) -> Iterator[Talk | Row | Bad]:
    try:
        value: Any = json.loads(text_of(raw))
    except (ValueError, RecursionError) as problem:
        what = getattr(problem, "msg", "it is nested too deeply")
        yield Bad(line, f"this isn't JSON: {what}", _CUT, text_of(raw[:4000]))
        return
    yield from objects.told(value, line, keys, name)


def text_of(raw: bytes) -> str:
    """UTF-8; what isn't is most likely from an old Windows."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _items(stream: BinaryIO, level: int, line: int) -> Iterator[tuple[bytes | Bad, int]]:
    """(bytes, line) of each object or array `level` brackets deep. What lies between them isn't looked at."""
    kept, depth, inside, begun, skipped = bytearray(), 0, False, False, False
    began = line
    while piece := stream.read1(PIECE) if hasattr(stream, "read1") else stream.read(PIECE):
        place, start = 0, 0
        while mark := (_INSIDE if inside else _OUTSIDE).search(piece, place):
            place, sign = mark.end(), mark[0]
            if inside:
                if sign == b"\\":
                    if place == len(piece):
                        piece += stream.read(1)
                    place += 1
                else:
                    inside = False
            elif sign == b'"':
                inside = True
            elif sign in b"{[":
                depth += 1
                if depth == level + 1:
                    begun, start, began = True, mark.start(), line + piece.count(b"\n", 0, mark.start())
            else:
                depth -= 1
                if begun and depth == level:
                    kept += piece[start:place]
                    yield (_too_long(began), began) if skipped else (bytes(kept), began)
                    kept, begun, skipped = bytearray(), False, False
                elif level and depth == 0:
                    return
                elif depth < 0:
                    yield Bad(line, "a bracket closes that was never opened", _CUT), line
                    depth = 0
        line += piece.count(b"\n")
        if begun:
            kept += piece[start:]
            if len(kept) > LONGEST:
                kept, skipped = bytearray(), True
    if begun:
        yield (
            Bad(
                began,
                "the file ends in the middle of this conversation",
                "Export it again.",
                text_of(bytes(kept[:4000])),
            ),
            began,
        )


def _too_long(line: int) -> Bad:
    return Bad(line, f"this conversation is longer than {LONGEST >> 20} MB", "Split it.")
