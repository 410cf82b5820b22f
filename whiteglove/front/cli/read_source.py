"""Conversations from files and standard input: unpacked, recognised, in bounded memory."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import os
import re
import select
import stat
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from whiteglove.front.cli.sources import LONGEST, SEPARATOR, split
from whiteglove.ground.reader.transcripts import chat_text, csv_rows, json_objects
from whiteglove.ground.reader.transcripts.gathering import Gathering
from whiteglove.ground.reader.transcripts.shapes import Bad, Keys, Row, Said, Talk

PACKED = {b"\x1f\x8b": lambda stream: gzip.GzipFile(fileobj=stream), b"BZh": bz2.BZ2File, b"\xfd7zXZ": lzma.LZMAFile}
# What a file of other kinds begins with.
FOREIGN = {
    b"PK\x03\x04": "it is a ZIP or Excel file; unpack it, or save the sheet as CSV",
    b"%PDF": "it is a PDF; export the conversations as text or CSV",
    b"PAR1": "it is a Parquet file; save it as CSV or JSON lines",
    b"SQLite format 3": "it is a database; export its messages as CSV",
    b"\xd0\xcf\x11\xe0": "it is an old Office file; save it as CSV",
    b"(\xb5/\xfd": "it is packed with zstd; unpack it, as in: zstdcat FILE | whiteglove read",
    b"7z\xbc\xaf": "it is packed with 7-Zip; unpack it",
    b"Rar!": "it is packed with RAR; unpack it",
    b"!BDN": "it is an Outlook data file; export its folders as mbox",
    b"\x89PNG": "it is a picture; export the conversations as text or CSV",
    b"\xff\xd8\xff": "it is a picture; export the conversations as text or CSV",
}
NO_TEXT = "it is no text; export the conversations as JSON, CSV or text"
DAMAGED = "the packed file is damaged or cut off here"
BUFFER = 1 << 16
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_HEADER = re.compile(
    rb"(?:From|Return-Path|Received|Delivered-To|Message-ID|Date|Subject|MIME-Version|X-[\w-]+): ", re.I
)


class Tap(io.RawIOBase):
    """Bytes of an open file, counted. `waiting` is called before it would wait for a slow writer."""

    def __init__(self, file: int, waiting: Callable[[], None]) -> None:
        self.file, self.waiting, self.count = file, waiting, 0
        self.slow = not stat.S_ISREG(os.fstat(file).st_mode) and os.name == "posix"

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        """The first time at least a whole line, so that a slow writer's file can be recognised too."""
        if self.slow and not select.select([self.file], [], [], 0)[0]:
            self.waiting()
        first, piece = not self.count, os.read(self.file, len(buffer))
        while first and piece and b"\n" not in piece and len(piece) < len(buffer):
            if not (more := os.read(self.file, len(buffer) - len(piece))):
                break
            piece += more
        buffer[: len(piece)] = piece
        self.count += len(piece)
        return len(piece)


class Unbroken(io.RawIOBase):
    """A packed stream that ends where it is damaged, so that what came before is read. `broken`: whether it was."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.broken = stream, False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        try:
            piece = b"" if self.broken else self.stream.read1(len(buffer))
        except (EOFError, OSError, zlib.error, lzma.LZMAError):
            self.broken, piece = True, b""
        buffer[: len(piece)] = piece
        return len(piece)


class Recoded(io.RawIOBase):
    """UTF-16, as Windows writes it, as UTF-8. With `returns`: lines that end with a bare return, with a line feed."""

    def __init__(self, stream: BinaryIO, encoding: str, returns: bool = False) -> None:
        self.stream, self.left, self.returns = stream, b"", returns
        self.decoder = codecs.getincrementaldecoder(encoding)("replace")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while not self.left:
            piece = self.stream.read(BUFFER)
            if self.returns:
                self.left = piece.replace(b"\r", b"\n")
            else:
                self.left = self.decoder.decode(piece, final=not piece).encode("utf-8", "replace")
            if not piece:
                break
        part, self.left = self.left[: len(buffer)], self.left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


class Source:
    """`all()`: conversations and what is bad, file by file. `read` and `size` are bytes, for who shows progress.

    `noticed(path, says)` is told what the columns of a table were taken for.
    """

    def __init__(
        self,
        paths: list[str],
        keys: Keys,
        format_: str | None,
        waiting: Callable[[], None],
        noticed: Callable[[str, str], None] = lambda path, says: None,
    ) -> None:
        self.path, self.noticed = "-", noticed
        self.paths, self.keys, self.format, self.waiting = paths or ["-"], keys, format_, waiting
        self.size = sum(Path(one).stat().st_size for one in self.paths if one != "-" and Path(one).is_file())
        self.size = 0 if "-" in self.paths else self.size
        self.before, self.tap = 0, None

    @property
    def read(self) -> int:
        return self.before + (self.tap.count if self.tap else 0)

    def all(self) -> Iterator[tuple[str, Talk | Bad]]:
        """(name of the file, what is in it), file by file."""
        for path in self.paths:
            self.path, name = path, "stdin" if path == "-" else Path(path).name
            try:
                yield from ((path, one) for one in self._of(path, name))
            except csv_rows.NoColumns as problem:
                yield path, Bad(1, str(problem), "")
            except OSError as problem:
                yield path, Bad(0, f"can't be read: {problem.strerror or problem}", "Look at its name and rights.")

    def _of(self, path: str, name: str) -> Iterator[Talk | Bad]:
        if path == "-":
            yield from self._found(sys.stdin.fileno(), name)
            return
        if Path(path).is_dir():
            raise OSError(None, "it is a folder; name the files in it")
        with Path(path).open("rb") as file:
            yield from self._found(file.fileno(), name)
        self.before, self.tap = self.read, None

    def _found(self, file: int, name: str) -> Iterator[Talk | Bad]:
        self.tap = Tap(file, self.waiting)
        stream, packed = unpacked(io.BufferedReader(self.tap, BUFFER))
        if kind := foreign(beginning(stream)):
            says, _, do = kind.partition("; ")
            yield Bad(1, says, f"{do[:1].upper()}{do[1:]}.")
            return
        rows = self._rows(stream, self.format or format_of(beginning(stream)), name)
        empty = True
        for one in Gathering(name).of(rows):
            empty = False
            yield one
        if packed and packed.broken:
            yield Bad(0, DAMAGED, "Fetch it again; what came before was read.")
        elif empty and self.read > self.before:
            yield Bad(1, "there is no conversation in it", "Say what it is with --format, or see --help for examples.")

    def _rows(self, stream: BinaryIO, format_: str, name: str) -> Iterator[Talk | Row | Bad]:
        if format_ == "mbox":
            return mails(stream, name)
        if format_ == "chat":
            return chat_text.of_lines(stream, name)
        if format_ == "csv":
            return csv_rows.of_lines(stream, self.keys, name, lambda says: self.noticed(self.path, says))
        if format_ == "jsonl" or (format_ == "zendesk" and not json_objects.is_document(beginning(stream))):
            return json_objects.of_lines(stream, self.keys, name)
        return json_objects.of_document(stream, self.keys, name)


def unpacked(stream: io.BufferedReader) -> tuple[io.BufferedReader, Unbroken | None]:
    """The same in UTF-8 and unpacked, with what tells whether it was damaged where it was packed."""
    packed = None
    if opens := next((opens for mark, opens in PACKED.items() if stream.peek(6).startswith(mark)), None):
        packed = Unbroken(opens(stream))
        stream = io.BufferedReader(packed, BUFFER)
    head = stream.peek(BUFFER)[:BUFFER]
    if encoding := MARKS.get(head[:2]):
        stream.read(2)
        stream = io.BufferedReader(Recoded(stream, encoding), BUFFER)
    elif head[:3] == codecs.BOM_UTF8:
        stream.read(3)
    elif encoding := _unmarked(head):
        stream = io.BufferedReader(Recoded(stream, encoding), BUFFER)
    elif b"\r" in head and b"\n" not in head:
        stream = io.BufferedReader(Recoded(stream, "utf-8", returns=True), BUFFER)
    return stream, packed


def _unmarked(head: bytes) -> str:
    """UTF-16 without its mark: nearly every other byte is zero."""
    few = head[:400]
    if len(few) < 8:
        return ""
    for name, zeros, others in (("utf-16-le", few[1::2], few[::2]), ("utf-16-be", few[::2], few[1::2])):
        if zeros.count(0) * 5 > len(zeros) * 4 and not others.count(0):
            return name
    return ""


def foreign(head: bytes) -> str | None:
    """What a file of another kind is, and what to do with it."""
    known = next((says for mark, says in FOREIGN.items() if head.startswith(mark)), None)
    return known or (NO_TEXT if _is_binary(head) else None)


def _is_binary(head: bytes) -> bool:
    """Many bytes that no text has, and not as many colours of a terminal, which begin with an escape."""
    strange = len(head) - len(head.translate(None, _CONTROLS))
    return strange * 20 > len(head) > 256 and not _readable(head)


def _readable(head: bytes) -> bool:
    try:
        head[: head.rfind(b"\n") + 1 or len(head) - 4].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def beginning(stream: io.BufferedReader) -> bytes:
    return stream.peek(BUFFER)[:BUFFER]


def format_of(head: bytes) -> str:
    """jsonl, json, mbox, chat or csv, by how it begins."""
    start = head.lstrip(b"\0 \t\r\n")
    if SEPARATOR.match(start) or _HEADER.match(start):
        return "mbox"
    if start[:1] in (b"{", b"[") and not chat_text.begins_with_a_time(start):
        return "json" if json_objects.is_document(head) else "jsonl"
    return "chat" if chat_text.is_chat(head) else "csv"


def mails(stream: io.BufferedReader, name: str) -> Iterator[Row | Bad]:
    """The mails of an mbox, or a single one. Threads are conversations; quotations and signatures aren't read."""
    from whiteglove.service.channels.email.parse import parse

    if SEPARATOR.match(beginning(stream).lstrip()):
        stream.readline(BUFFER)
        raws = split(stream)
    else:
        raws = iter([stream.read(LONGEST)])
    roots: dict[str, str] = {}
    for number, raw in enumerate(raws, 1):
        if not raw.strip():
            yield Bad(number, f"mail {number} is empty", "")
            continue
        mail = parse(raw)
        thread = thread_of(mail, roots) or f"{name}#{number}"
        writer = mail.from_[0].address if mail.from_ else ""
        at = mail.date.isoformat() if mail.date else ""
        yield Row(
            thread, Said(mail.new_text or mail.text, writer or "unknown", "", mail.message_id, number, at), "email"
        )


def thread_of(mail, roots: dict[str, str]) -> str:
    """The Message-ID that began it. `roots` remembers, for mails that name only the one they answer."""
    named = (*mail.references, *mail.in_reply_to)
    root = next((roots[one] for one in named if one in roots), named[0] if named else mail.message_id)
    if mail.message_id:
        roots[mail.message_id] = root
        if len(roots) > 100_000:
            del roots[next(iter(roots))]
    return root
