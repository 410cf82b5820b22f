"""A chat as text: "Agent: Hello" on each line, or as WhatsApp exports it, with the time before the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from whiteglove.ground.reader.transcripts.shapes import LONGEST_TEXT, Bad, Row, Said, clean, text_of
from whiteglove.ground.reader.transcripts.sides import SYSTEM, side_of

LONGEST_LINE = 1 << 20
LOOKED_AT = 60  # lines
_MARKS = "\u200e\u200f\u202a\u202c\ufeff"
_STAMP = re.compile(
    r"\[?(?P<a>\d{1,4})(?P<by>[./-])(?P<b>\d{1,2})[./-](?P<c>\d{2,4}),?[ \u202f](?P<hour>\d{1,2})[:.](?P<minute>\d\d)"
    r"(?:[:.](?P<second>\d\d))?(?:[ \u202f]?(?P<half>[ap])\.?[ \u202f]?m\.?)?(?:\]| [-\u2013])[ ]",
    re.IGNORECASE,
)
_NAMED = re.compile(r"([^\W\d_+~(][^:\n]{0,60}|[+~(][^:\n]{1,60}):[ \t](.*)", re.DOTALL)


def begins_with_a_time(head: bytes) -> bool:
    """ "[23/11/2026, 10:00:00] Cleo: …", as a telephone of Apple's exports it: no list in JSON."""
    return bool(_STAMP.match(text_of(head[:200]).lstrip(_MARKS)))


def is_chat(head: bytes) -> bool:
    """Whether a file that begins like this is a chat as text."""
    lines = [one for one in (text_of(head).replace("\r", "\n").split("\n"))[:LOOKED_AT] if one.strip()]
    if not lines:
        return False
    stamped = sum(bool(_STAMP.match(one.lstrip(_MARKS))) for one in lines)
    if _STAMP.match(lines[0].lstrip(_MARKS)):
        return stamped * 4 >= len(lines)
    names = [found[1].strip() for one in lines if (found := _NAMED.match(one.strip())) and len(found[1]) < 32]
    different = {one.lower() for one in names}
    if any(set(",;|\t") & set(one) for one in names):
        return False
    known = len({side_of(one) for one in different} - {""}) > 1
    # Where the names are "customer" and "agent", messages may have as many lines again.
    if not _NAMED.match(lines[0].strip()) or len(different) < 2 or len(names) * 4 < len(lines) * (2 if known else 3):
        return False
    return known or len(different) * 3 <= len(names)


def of_lines(stream: BinaryIO, name: str) -> Iterator[Row | Bad]:
    """One conversation. Lines that begin with no name go on with the message before."""
    open_: Said | None = None
    parts: list[str] = []
    number = length = 0
    stamped = False
    while raw := stream.readline(LONGEST_LINE):
        number += 1
        line = clean(text_of(raw)).rstrip("\r\n")
        said = _said(line.lstrip(_MARKS), number, stamped)
        stamped = stamped or bool(said and said.at is not None and _STAMP.match(line.lstrip(_MARKS)))
        if said is not None:
            if open_:
                yield _row(open_, parts, name)
            open_, parts, length = said, [said.text], len(said.text)
        elif open_ and length <= LONGEST_TEXT:
            parts.append(line)
            length += len(line) + 1
        elif not open_ and line.strip():
            yield Bad(number, "no message begins here", "Begin each with its speaker: “Agent: Hello”.", line)
    if open_:
        yield _row(open_, parts, name)


def _row(said: Said, parts: list[str], name: str) -> Row:
    text = "\n".join(parts).rstrip()[: LONGEST_TEXT + 1]
    return Row(name, Said(text, said.speaker, said.side, line=said.line, at=said.at))


def _said(line: str, number: int, stamped: bool) -> Said | None:
    """The message that begins here. In a chat with times, a line without one begins nothing."""
    stamp = _STAMP.match(line)
    if stamped and not stamp:
        return None
    rest = (line[stamp.end() :] if stamp else line).lstrip(_MARKS + " \t")
    if found := _NAMED.match(rest):
        return Said(found[2].lstrip(_MARKS), found[1].strip(), line=number, at=_at(stamp) if stamp else "")
    return Said(rest, f"{SYSTEM}:", SYSTEM, line=number, at=_at(stamp)) if stamp else None


def _at(stamp: re.Match) -> str:
    """As in ISO 8601; "" where nobody can tell the day from the month."""
    a, b, c = (int(stamp[one]) for one in "abc")
    if a > 31:
        year, month, day = a, b, c
    elif stamp["by"] == "." or a > 12:
        year, month, day = c, b, a
    elif b > 12:
        year, month, day = c, a, b
    else:
        return ""
    hour = int(stamp["hour"]) % 12 + 12 * (stamp["half"].lower() == "p") if stamp["half"] else int(stamp["hour"])
    year += 2000 if year < 100 else 0
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{stamp['minute']}:{stamp['second'] or '00'}"
