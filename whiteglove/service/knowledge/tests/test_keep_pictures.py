"""Pictures: what they are is read from their bytes."""

import struct

import pytest

from whiteglove.service.knowledge import actions
from whiteglove.service.knowledge.errors import Refused
from whiteglove.service.knowledge.pictures import Seen, Unreadable, looked_at

from .conftest import AT


def png(width: int = 4, height: int = 3) -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", width, height) + b"\x08\x06\0\0\0"
    )


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 30, 40) + b"\x03" + b"\0" * 12
LOSSY = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 40, 30)
LOSSLESS = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 39 | 29 << 14) + b"\0" * 8
EXTENDED = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0" + (39).to_bytes(3, "little") + (29).to_bytes(3, "little")


@pytest.mark.parametrize(("content", "type"), [
    (png(40, 30), "image/png"), (JPEG, "image/jpeg"), (b"GIF89a" + struct.pack("<HH", 40, 30), "image/gif"),
    (LOSSY, "image/webp"), (LOSSLESS, "image/webp"), (EXTENDED, "image/webp"),
])  # fmt: skip
def test_kind_and_size_are_read_from_the_first_bytes(content, type):
    assert looked_at(content) == Seen(type, 40, 30)


@pytest.mark.parametrize("content", [
    b"", b"hello", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", b"\x89PNG\r\n\x1a\n", b"GIF89a",
    b"\xff\xd8\xff\xe0",    b"RIFF\0\0\0\0WEBP", png(0, 4), png(20_000, 4), png(7_999, 7_999),
])  # fmt: skip
def test_anything_else_is_refused(content):
    with pytest.raises(Unreadable):
        looked_at(content)


def test_a_picture_is_kept_once_with_its_article(written, ada):
    article = written("paying")
    first = actions.add_picture(article=article, by=ada, at=AT, name="form.svg", content=png())
    again = actions.add_picture(article=article, by=ada, at=AT, name="same.png", content=png())
    assert first == again and (first.type, first.width, first.height) == ("image/png", 4, 3)


def test_what_is_no_picture_is_refused_in_words(written, ada):
    with pytest.raises(Refused, match="PNG, JPEG, GIF or WebP"):
        actions.add_picture(article=written("paying"), by=ada, at=AT, name="x.png", content=b"<script>")


def test_a_heavy_picture_is_refused(written, ada):
    with pytest.raises(Refused, match="5 MB"):
        actions.add_picture(article=written("paying"), by=ada, at=AT, name="x.png", content=png() + b"\0" * 6_000_000)
