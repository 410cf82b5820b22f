"""Undo transfer encodings, however broken: base64, quoted-printable, uuencode."""

import binascii
import re
from dataclasses import dataclass

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_DASHES = re.compile(rb"^--", re.M)
_PADDING_INSIDE = re.compile(rb"=+(?=[A-Za-z0-9+/])")
_QP = re.compile(rb"=(?:([0-9A-Fa-f]{2})|[ \t]*+(\r\n|\n|\r|\Z))|[ \t]++(?=\r?\n|\Z)")
_UU_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,255})\r?\n", re.M)
_UU_LINE = re.compile(rb"[\x20-\x60]{1,90}\Z")
_YENC = re.compile(rb"^=ybegin [^\r\n]*size=\d+[^\r\n]*name=", re.M)


def base64(data: bytes) -> tuple[bytes, str]:
    """The bytes, and a warning or "". Junk is passed over, missing padding is added; a line like a boundary ends it."""
    foreign = _DASHES.search(data) if b"--" in data else None
    data, odd = (data[: foreign.start()], "base64-with-junk") if foreign else (data, "")
    kept = _NOT_BASE64.sub(b"", data)
    if len(data) - len(kept) > 2 * (data.count(b"\n") + 1) + data.count(b" "):
        odd = "base64-with-junk"
    if b"=" in kept:
        body = kept.rstrip(b"=")
        if b"=" in body:
            return b"".join(_base64_piece(one) for one in _PADDING_INSIDE.split(body)), "base64-in-pieces"
        kept = body
    if len(kept) % 4 == 1:
        kept, odd = kept[:-1], "base64-cut-short"
    return _base64_piece(kept), odd


def _base64_piece(kept: bytes) -> bytes:
    kept = kept[: len(kept) - (len(kept) % 4 == 1)]
    try:
        return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))
    except binascii.Error:
        return b""


def quoted_printable(data: bytes) -> tuple[bytes, str]:
    """The bytes, and a warning or "". An `=` that encodes nothing stays as it is."""
    decoded = _QP.sub(_qp_piece, data)
    stray = data.count(b"=") - sum(1 for found in _QP.finditer(data) if found.group().startswith(b"="))
    return decoded, "quoted-printable-broken" if stray > 3 else ""


def _qp_piece(found: re.Match[bytes]) -> bytes:
    return bytes((int(found.group(1), 16),)) if found.group(1) else b""


@dataclass(frozen=True, slots=True)
class Uuencoded:
    """A file found inside text, and where."""

    name: str
    content: bytes
    start: int
    end: int


def uuencoded(data: bytes) -> list[Uuencoded]:
    """The uuencoded files inside a text, in order; a block that isn't really one is left in the text."""
    found: list[Uuencoded] = []
    if b"begin" not in data:
        return found
    at = 0
    tries = 0
    while (start := _UU_BEGIN.search(data, at)) and len(found) < 100 and tries < 100:
        one = _uu_block(data, start)
        tries += one is None
        at = one.end if one else start.end()
        if one:
            found.append(one)
    return found


def _uu_block(data: bytes, start: re.Match[bytes]) -> Uuencoded | None:
    """The block that begins at `start`; None as soon as a line isn't of one, or when none ends it."""
    plain64 = start.group().startswith(b"begin-base64")
    pieces: list[bytes] = []
    at = start.end()
    while at < len(data):
        after = data.find(b"\n", at) + 1 or len(data)
        line, at = data[at:after].rstrip(b"\r\n"), after
        if line.strip() == (b"====" if plain64 else b"end"):
            name = start.group(1).strip().decode("utf-8", "replace")
            content = base64(b"".join(pieces))[0] if plain64 else b"".join(_uu_line(one) for one in pieces)
            return Uuencoded(name, content, start.start(), at)
        if line and not (plain64 or _UU_LINE.match(line)):
            return None
        if line:
            pieces.append(line)
    return None


def _uu_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        size = (((line[0] - 32) & 63) * 4 + 5) // 3  # some programs pad with junk
        try:
            return binascii.a2b_uu(line[:size])
        except binascii.Error:
            return b""


def holds_yenc(data: bytes) -> bool:
    """Whether the text holds a yEnc file, which is left in the text."""
    return b"=ybegin" in data and _YENC.search(data) is not None


def undo(data: bytes, encoding: str) -> tuple[bytes, str]:
    """The bytes behind a Content-Transfer-Encoding, and a warning or "". Unknown ones are passed through."""
    named = encoding.strip().strip("\"'").lower().split(";")[0].split("(")[0].strip()
    if named in ("base64", "b", "base-64", "base 64"):
        return base64(data)
    if named in ("quoted-printable", "q", "quoted_printable", "quotedprintable", "quoted printable", "qp"):
        return quoted_printable(data)
    if named in ("x-uuencode", "uuencode", "x-uue", "uue"):
        found = uuencoded(data)
        return (found[0].content, "") if found else (data, "uuencode-broken")
    if named in ("", "7bit", "8bit", "binary", "7-bit", "8-bit", "7 bit", "8 bit", "none", "unencoded"):
        return data, ""
    return data, f"transfer-encoding-unknown:{named[:40]}"
