"""A picture is drawn anew: nothing of the file but its colours is kept, and what is dangerous isn't opened."""

from io import BytesIO

import pytest
from PIL import Image

from whiteglove.learning.community import portrait

pytestmark = pytest.mark.engineless


def made(kind: str = "JPEG", size: tuple[int, int] = (300, 200), **more) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ada"
    exif.get_ifd(0x8825)[1] = "N"
    return made(exif=exif, comment=b"taken at home")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_every_kind_becomes_a_square(kind):
    drawn = Image.open(BytesIO(portrait.drawn(made(kind))))
    assert (drawn.format, drawn.size) == ("JPEG", (portrait.SIDE, portrait.SIDE))


def test_where_and_with_what_it_was_taken_stays_behind():
    given = with_place()
    assert b"Camera of Ada" in given
    drawn = portrait.drawn(given)
    assert b"Camera of Ada" not in drawn
    assert b"taken at home" not in drawn
    assert b"Exif" not in drawn
    assert not Image.open(BytesIO(drawn)).getexif()


def test_what_hides_behind_a_picture_isnt_taken_along():
    assert b"<script>" not in portrait.drawn(made("PNG") + b"<script>alert(1)</script>")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "isn't a picture"),
        (b"GIF89a" + bytes(40), "× 0 pixels"),
        (made("PNG")[:60], "can’t|isn’t a picture we can read"),
        (made("PNG", (40, 300)), "too small"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (60_000).to_bytes(4, "big") * 2 + bytes(40), "60000"),
        (bytes(portrait.HEAVIEST + 1), "heavier"),
    ],
)
def test_what_cant_be_drawn_safely_is_refused(content, why):
    with pytest.raises(portrait.Unreadable, match=why):
        portrait.drawn(content)
