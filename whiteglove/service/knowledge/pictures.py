"""What a picture is, by its first bytes: never by its name or by what its sender says. Pure."""

import struct
from typing import NamedTuple

LARGEST = 8_000  # pixels a side
MOST_PIXELS = 40_000_000


class Unreadable(ValueError):
    """Not a picture that may be shown, with what to do instead."""


class Seen(NamedTuple):
    type: str
    width: int
    height: int


def looked_at(content: bytes) -> Seen:
    """Raises Unreadable for anything but PNG, JPEG, GIF and WebP of a sensible size."""
    try:
        seen = next((found for look in (png, jpeg, gif, webp) if (found := look(content))), None)
    except (struct.error, IndexError):
        seen = None
    if seen is None:
        raise Unreadable("This file isn't a picture that can be shown here. Use PNG, JPEG, GIF or WebP.")
    if not (0 < seen.width <= LARGEST and 0 < seen.height <= LARGEST) or seen.width * seen.height > MOST_PIXELS:
        raise Unreadable(f"This picture is {seen.width} × {seen.height} pixels. Make it smaller than 8000 a side.")
    return seen


def png(content: bytes) -> Seen | None:
    if content[:8] != b"\x89PNG\r\n\x1a\n" or content[12:16] != b"IHDR":
        return None
    return Seen("image/png", *struct.unpack(">II", content[16:24]))


def gif(content: bytes) -> Seen | None:
    if content[:6] not in (b"GIF87a", b"GIF89a"):
        return None
    return Seen("image/gif", *struct.unpack("<HH", content[6:10]))


def webp(content: bytes) -> Seen | None:
    """The three ways WebP begins: lossy, lossless, extended (RFC 9649)."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return None
    kind = content[12:16]
    if kind == b"VP8 " and content[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", content[26:30])
        return Seen("image/webp", width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L" and content[20] == 0x2F:
        (bits,) = struct.unpack("<I", content[21:25])
        return Seen("image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8X":
        width, height = (int.from_bytes(content[at : at + 3], "little") + 1 for at in (24, 27))
        return Seen("image/webp", width, height)
    return None


def jpeg(content: bytes) -> Seen | None:
    """Walks over the segments to the frame header (ITU T.81, B.2.2)."""
    if content[:3] != b"\xff\xd8\xff":
        return None
    at = 2
    while at < len(content) - 9:
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return Seen("image/jpeg", width, height)
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        at += 2 + max(2, length)
    return None
