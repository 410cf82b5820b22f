"""Unpack the RTF of Outlook's winmail.dat ([MS-OXRTFCP]): literal bytes, and references to what came before."""

import struct

# What every writer takes for said before the first byte, so that references can reach into it.
_BEFORE = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_RING = 4096  # bytes back that a reference can reach
_HEADER = struct.Struct("<III")
PACKED, PLAIN = 0x75465A4C, 0x414C454D


def is_compressed(data: bytes) -> bool:
    """Whether it is such a stream, packed or not."""
    return len(data) >= 16 and _HEADER.unpack_from(data)[2] in (PACKED, PLAIN)


def length_of(data: bytes) -> int:
    """How many bytes of RTF the stream says it holds."""
    return _HEADER.unpack_from(data)[1]


def decompress(data: bytes, limit: int) -> bytes:
    """The RTF in it, at most about `limit` bytes. A stream that breaks off gives what stood before."""
    size, length, kind = _HEADER.unpack_from(data)
    body = data[16 : size + 4]
    return body[: min(length, limit)] if kind == PLAIN else _unpacked(body, min(length, limit))


def _unpacked(body: bytes, length: int) -> bytes:
    out = bytearray(_BEFORE)
    whole, at, end = len(_BEFORE) + length, 0, len(body)
    while at < end and len(out) < whole:
        flags, at = body[at], at + 1
        for bit in range(8):
            if not flags >> bit & 1:
                out += body[at : at + 1]
                at += 1
            elif at + 1 < end and _refer(out, body[at] << 8 | body[at + 1]):
                at += 2
            else:
                return bytes(out[len(_BEFORE) : whole])
    return bytes(out[len(_BEFORE) : whole])


def _refer(out: bytearray, reference: int) -> bool:
    """Say again what stands at a place of the ring; False for the place written next, which ends the stream."""
    back = (len(out) - (reference >> 4)) % _RING
    if not back:
        return False
    start, count = len(out) - back, (reference & 15) + 2
    piece = out[max(start, 0) : start + count] if start >= 0 else bytes(count)
    while len(piece) < count:  # it runs into what it writes itself
        piece += piece[: count - len(piece)] if piece else bytes(count)
    out += piece
    return True
