"""A picture of somebody, drawn anew: a square of fixed size, and nothing else of the file that was given. Pure.

Where it was taken, with which camera, a preview of what was cut off: all of that stays behind, because only the colours
of the points are written. What can't be read, or is too large to be read safely, is refused before it is unpacked.
"""

from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageOps

from whiteglove.service.knowledge.pictures import Unreadable, looked_at

HEAVIEST = 6 * 1024 * 1024
SIDE = 384
SMALLEST = 64
QUALITY = 85
FORMATS = ("PNG", "JPEG", "WEBP")
WRONG = "This file isn’t a picture we can read. Choose a PNG, JPEG or WebP."


def drawn(content: bytes) -> bytes:
    """A JPEG of SIDE x SIDE. Raises Unreadable with what to do instead."""
    if len(content) > HEAVIEST:
        raise Unreadable("This picture is heavier than 6 MB. Make it smaller first.")
    seen = looked_at(content)
    if min(seen.width, seen.height) < SMALLEST:
        raise Unreadable(f"This picture is too small. It needs at least {SMALLEST} pixels a side.")
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as given:
            if given.size != (seen.width, seen.height):
                raise Unreadable(WRONG)
            return _written(given)
    except Unreadable:
        raise
    except Exception as error:  # whatever a broken file makes the library say
        raise Unreadable(WRONG) from error


def _written(given: Image.Image) -> bytes:
    given.draft("RGB", (SIDE * 2, SIDE * 2))  # JPEG: unpack no more than is needed
    upright = ImageOps.exif_transpose(_smaller(given)).convert("RGBA")
    ground = Image.new("RGBA", upright.size, "white")
    ground.alpha_composite(upright)
    square = ImageOps.fit(ground.convert("RGB"), (SIDE, SIDE), Image.Resampling.LANCZOS)
    fresh = Image.new("RGB", square.size)
    fresh.paste(square)
    out = BytesIO()
    fresh.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _smaller(given: Image.Image) -> Image.Image:
    """Early, so that a large picture isn't held several times over."""
    by = min(given.size) // (SIDE * 2)
    if by < 2:
        return given
    return (given if given.mode in ("L", "RGB", "RGBA") else given.convert("RGBA")).reduce(by)


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:16]
