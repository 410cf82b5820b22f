"""JSON, line by line or as one large document, without holding more of it than one conversation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from whiteglove.ground.reader.transcripts import objects
from whiteglove.ground.reader.transcripts.layout import NAMED, ONE, WRAPPED, layout
from whiteglove.ground.reader.transcripts.shapes import Bad, Keys, Row, Talk, text_of
from whiteglove.ground.reader.transcripts.walking import LONGEST, PIECE, items

MOST_TOGETHER, HELD = 20_000, 16 << 20  # messages and characters of one conversation that stand in a bare array
_CUT = "Give each conversation a line of its own, or write the whole file as one JSON array."


def is_document(head: bytes, keys: Keys | None = None) -> bool:
    """Whether a file that begins like this is one JSON document rather than a value a line."""
    first, broken, rest = head.lstrip().partition(b"\n")
    if first[:1] == b"[":
        return not _whole(first) or not rest.strip() or first.strip() == b"["
    if first.strip() == b"{" or (bool(broken) and not _whole(first) and rest.lstrip()[:1] not in b"{["):
        return True
    return not rest.strip() and layout(text_of(head), keys or Keys()).kind in (WRAPPED, NAMED)


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
            yield from _read(raw, number, keys, f"{name}#{number}")


def of_document(stream: BinaryIO, keys: Keys, name: str) -> Iterator[Talk | Row | Bad]:
    """Conversations in an array, bare or under "tickets" and such, each under its own name, or one after another.

    Messages in an array that name no conversation are one conversation together.
    """
    head = stream.peek(PIECE)[:PIECE] if hasattr(stream, "peek") else b""
    laid = layout(text_of(head), keys)
    alone: list[Row] = []
    held = 0
    for number, (raw, line, own) in enumerate(items(stream, laid), 1):
        for found in [raw] if isinstance(raw, Bad) else _read(raw, line, keys, own or f"{name}#{number}"):
            if not isinstance(found, Row) or found.conversation or found.answers is not None or laid.kind == ONE:
                yield found
                continue
            alone.append(found)
            held += len(found.said.text)
            if len(alone) >= MOST_TOGETHER or held > HELD:
                yield _together(alone, name)
                alone, held = [], 0
    if alone:
        yield _together(alone, name)


def _together(rows: list[Row], name: str) -> Talk:
    line = rows[0].said.line
    return Talk(f"{name}#{line}", [one.said for one in rows], line, channel=rows[0].channel)


def _read(raw: bytes, line: int, keys: Keys, own: str) -> Iterator[Talk | Row | Bad]:
    try:
        value: Any = json.loads(text_of(raw))
    except (ValueError, RecursionError) as problem:
        what = getattr(problem, "msg", "it is nested too deeply")
        yield Bad(line, f"this isn't JSON: {what}", _CUT, text_of(raw[:4000]))
        return
    yield from objects.told(value, line, keys, own)
