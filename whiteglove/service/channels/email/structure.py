"""Cut a message into its parts, in one pass over its bytes and without recursion.

The boundaries in force are kept by name; each line that starts with `--` is looked up once. So the
time grows with the length of the message, however it is nested, and a missing closing boundary ends
where the parent's next one stands.
"""

import re
from dataclasses import dataclass, field

from .headers import Block, read_block
from .limits import Limits
from .parameters import value_and_parameters

_DELIMITER = re.compile(rb"^--[^\r\n]*", re.M)
_GUESS = re.compile(rb"^--([^\r\n]{1,200}?)[ \t]*\r?\nContent-", re.M | re.I)

_TAIL = 2_000  # bytes of the end in which a closing boundary may stand
CROWDED = 20_000  # lines that start with dashes


@dataclass(slots=True)
class Part:
    """One part: its header, its type, and where in the message its body stands. Multiparts hold parts."""

    block: Block
    type: str
    parameters: dict[str, str]
    start: int
    end: int
    depth: int
    parent: "Part | None" = None
    parts: list["Part"] = field(default_factory=list)
    boundary: bytes = b""
    unread: str = ""

    def body(self, data: bytes) -> bytes:
        """The part's bytes as they stand in the message."""
        return data[self.start : self.end]

    @property
    def whole(self) -> bool:
        """Whether this multipart was cut into parts."""
        return bool(self.parts)


@dataclass(slots=True)
class Structure:
    """All parts of a message; `leaves` in order of the message."""

    root: Part
    leaves: list[Part]
    warnings: list[str]
    after: int = 0  # where the text behind the last boundary starts; 0 for none


class _Cutter:
    def __init__(self, data: bytes, limits: Limits) -> None:
        self.data = data
        self.limits = limits
        self.end = len(data)
        self.warnings: list[str] = []
        self.leaves: list[Part] = []
        self.open: list[Part] = []
        self.marks: dict[bytes, int] = {}
        self.count = 0
        self.current: Part | None = None
        self.after = 0
        self.crowded = data.count(b"\n--") > CROWDED
        self.sought: re.Pattern[bytes] | None = None

    def cut(self, block: Block) -> Structure:
        root = self._part(block, None)
        at = root.start
        while self.open:
            hit = self._next_delimiter(at)
            if hit is None:
                break
            at = max(hit.end(), at + 1)
            at = self._meet(hit.start(), hit.group().rstrip(), at)
            if self.count >= self.limits.parts:
                self._too_many(at)
                break
        self._close_all()
        return Structure(root, self.leaves, self.warnings, self.after)

    def _next_delimiter(self, at: int) -> re.Match[bytes] | None:
        """The next line that may be a boundary; where dashes abound only the boundaries in force are sought."""
        if not self.crowded:
            return _DELIMITER.search(self.data, at)
        if self.sought is None:
            marks = b"|".join(re.escape(mark) for mark in self.marks)
            self.sought = re.compile(rb"^(?:" + marks + rb")[^\r\n]*", re.M)
        return self.sought.search(self.data, at)

    def _meet(self, start: int, line: bytes, after: int) -> int:
        """A line that starts with `--`: ends parts and begins one if it is a boundary in force."""
        level, closing = self._level(line)
        if level is None:
            return after
        self._end_part(start)
        while len(self.open) > level + 1:
            unclosed = self._shut()
            unclosed.end = min(unclosed.end, start)
            self.warnings.append("multipart-not-closed")
        parent = self.open[-1]
        if closing:
            self._shut().end = start
            self.after = 0 if self.open else after
            return after
        body = after + 1 if self.data[after : after + 1] == b"\n" else min(after + 2, self.end)
        block = read_block(self.data, body, self.end, self.limits)
        block = self._not_past_boundary(block, body)
        self._part(block, parent)
        return block.body

    def _not_past_boundary(self, block: Block, start: int) -> Block:
        """A part without a header's end must not swallow the next boundary."""
        for hit in _DELIMITER.finditer(self.data, start, block.body):
            if self._level(hit.group().rstrip())[0] is not None:
                shorter = read_block(self.data, start, hit.start(), self.limits)
                shorter.body = min(shorter.body, hit.start())
                return shorter
        return block

    def _level(self, line: bytes) -> tuple[int | None, bool]:
        """Which open multipart the line belongs to, and whether it closes it."""
        level = self.marks.get(line)
        if level is not None:
            return level, False
        if line.endswith(b"--"):
            level = self.marks.get(line[:-2])
            return (level, True) if level is not None else (self.marks.get(line[:-2].rstrip()), True)
        return None, False

    def _part(self, block: Block, parent: Part | None) -> Part:
        kind, parameters = value_and_parameters(block.raw("content-type"))
        if "/" not in kind.strip("/"):
            kind = _implied(kind, parent)
        depth = parent.depth + 1 if parent else 0
        part = Part(block, kind, parameters, block.body, self.end, depth, parent)
        self.count += 1
        self.warnings.extend(block.warnings)
        if parent is not None:
            parent.parts.append(part)
        if kind.startswith("multipart/"):
            self._open_multipart(part)
        else:
            self.current = part
            self.leaves.append(part)
        return part

    def _open_multipart(self, part: Part) -> None:
        boundary = part.parameters.get("boundary", "").encode("utf-8", "replace").strip()
        if not boundary or (part.parent is None and self.data.find(b"--" + boundary, part.start) < 0):
            boundary = self._guessed(part, boundary)
        if part.depth >= self.limits.depth:
            part.unread = "nested-too-deeply"
            self.warnings.append("parts-nested-too-deeply-kept-unread")
        elif not boundary:
            part.unread = "boundary-missing"
            self.warnings.append("multipart-without-boundary")
        if part.unread:
            self.current = part
            self.leaves.append(part)
            return
        mark = b"--" + boundary.rstrip()
        part.boundary = mark
        self.open.append(part)
        self.marks[mark] = len(self.open) - 1
        self.sought = None
        self.current = None

    def _guessed(self, part: Part, declared: bytes) -> bytes:
        """The boundary that stands in the body when the header names none, or one that never comes."""
        hit = _GUESS.search(self.data, part.start)
        if hit is None:
            return declared
        self.warnings.append("boundary-guessed")
        return hit.group(1)

    def _end_part(self, at: int) -> None:
        if self.current is not None:
            stop = at - 1 if at and self.data[at - 1 : at] == b"\n" else at
            stop -= self.data[stop - 1 : stop] == b"\r" and stop < at
            self.current.end = max(stop, self.current.start)
            self.current = None

    def _shut(self) -> Part:
        part = self.open.pop()
        self.sought = None
        if self.marks.get(part.boundary) == len(self.open):
            del self.marks[part.boundary]
            for level, outer in enumerate(self.open):
                if outer.boundary == part.boundary:
                    self.marks[part.boundary] = level
        self.current = None
        return part

    def _too_many(self, at: int) -> None:
        """What is left becomes one part that isn't read."""
        self._end_part(at)
        rest = Part(
            Block(body=at), "application/octet-stream", {}, at, self.end, 1, self.open[0] if self.open else None
        )
        rest.unread = "too-many-parts"
        self.leaves.append(rest)
        self.warnings.append("parts-over-limit-rest-kept-unread")
        self.open.clear()

    def _close_all(self) -> None:
        if self.open and not self._closed_behind_words():
            self.warnings.append("multipart-not-closed")
        self.open.clear()

    def _closed_behind_words(self) -> bool:
        """Whether the closing boundary stands at the end of the last words, whose line end was forgotten."""
        part, mark = self.current, self.open[-1].boundary + b"--"
        if part is None or not self.data[-_TAIL:].rstrip().endswith(mark):
            return False
        part.end = max(part.start, self.data.rfind(mark))
        return len(self.open) == 1


def _implied(kind: str, parent: Part | None) -> str:
    """The type of a part that names none, or half of one."""
    kind = kind.strip("/")
    if kind in ("text", "html", "plain"):
        return "text/html" if kind == "html" else "text/plain"
    if parent is not None and parent.type == "multipart/digest":
        return "message/rfc822"
    return "text/plain" if kind in ("", "multipart", "message") or "/" not in kind else kind


def structure(data: bytes, block: Block, limits: Limits) -> Structure:
    """The parts of the message whose header `block` has been read. Never raises."""
    return _Cutter(data, limits).cut(block)
