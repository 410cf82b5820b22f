"""Messages from files, mailboxes, folders and standard input, one at a time, however large the whole is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

LONGEST = 256 * 1024 * 1024
A_PIECE = 1024 * 1024
# The line between two messages of an mbox: "From ada@example.com Sat Nov 21 09:00:00 2026". A time and a year, so that
# a sentence that begins with "From " doesn't cut a message in two.
SEPARATOR = re.compile(rb"From \S*.*\d{1,2}:\d\d.*\b\d{4}\b")
BLANK = (b"\n", b"\r\n")
ESCAPED = re.compile(rb">+From ")


@dataclass(frozen=True)
class Found:
    """One message, or why there is none. `name` says where: "old.mbox#12"."""

    name: str
    raw: bytes = b""
    error: str = ""


def messages(paths: list[str], stdin: BinaryIO) -> Iterator[Found]:
    """Every message of `paths` in order; of standard input when there are none or one is "-"."""
    for path in paths or ["-"]:
        try:
            yield from stream("standard input", stdin) if path == "-" else at_path(Path(path))
        except OSError as problem:
            yield Found(path, error=f"can't be read: {problem.strerror or problem}")


def at_path(path: Path) -> Iterator[Found]:
    """A message or mbox file, a Maildir, or a folder of either."""
    if not path.is_dir():
        with path.open("rb") as file:
            yield from stream(str(path), file)
        return
    for one in sorted(files_in(path)):
        try:
            yield from at_path(one)
        except OSError as problem:
            yield Found(str(one), error=f"can't be read: {problem.strerror or problem}")


def files_in(folder: Path) -> Iterable[Path]:
    """A Maildir's new and cur; of any other folder everything below that isn't hidden."""
    if (folder / "cur").is_dir() and (folder / "new").is_dir():
        return [*(folder / "new").iterdir(), *(folder / "cur").iterdir()]
    return [one for one in folder.rglob("*") if one.is_file() and not one.name.startswith(".")]


def stream(name: str, file: BinaryIO) -> Iterator[Found]:
    """The messages in an open file: several if it begins like an mbox, else one."""
    first = file.readline(LONGEST)
    if SEPARATOR.match(first):
        for number, raw in enumerate(split(file), start=1):
            yield told(f"{name}#{number}", raw)
    else:
        yield told(name, first + file.read(LONGEST + 1))


def told(name: str, raw: bytes) -> Found:
    if not raw.strip():
        return Found(name, error="there is nothing in it")
    if len(raw) > LONGEST:
        return Found(name, error=f"is longer than {LONGEST // 1024 // 1024} MB")
    return Found(name, raw)


def split(file: BinaryIO) -> Iterator[bytes]:
    """The messages of an mbox, after its first separator. Keeps one in memory, and not much more than LONGEST of it."""
    kept: list[bytes] = []
    size, blank, begun = 0, False, False
    # A line is read in bounded pieces; `begun` says that `line` goes on where another piece ended.
    while line := file.readline(A_PIECE):
        if blank and not begun and SEPARATOR.match(line):
            yield joined(kept)
            kept, size, blank = [], 0, False
            continue
        blank = not begun and line in BLANK
        if size <= LONGEST:
            kept.append(line[1:] if not begun and ESCAPED.match(line) else line)
        size += len(line)
        begun = not line.endswith(b"\n")
    yield joined(kept)


def joined(lines: list[bytes]) -> bytes:
    """A message without the empty line that an mbox puts after it."""
    return b"".join(lines[:-1] if lines and lines[-1] in BLANK else lines)
