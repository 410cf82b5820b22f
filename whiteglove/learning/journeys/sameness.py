"""What tells one deed from another, so that the same one handed in five times is one. Pure."""

import re
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit

from whiteglove.ground.lib.words import fold

# Of an address that says whence one came, not what it is.
TRACKS = re.compile(r"(utm_.*|fbclid|gclid|ref|source)", re.IGNORECASE)
WORD = re.compile(r"\w+")


def same(*, about: str, title: str, words: str, link: str) -> str:
    """The link where there is one, else title and words without case, accents, signs and order of spaces."""
    what = plain_link(link) if link else " ".join(WORD.findall(fold(f"{title} {words}")))
    return blake2b(f"{about}\n{what}".encode(), digest_size=16).hexdigest()


def plain_link(link: str) -> str:
    parts = urlsplit(link.strip())
    kept = sorted((key, value) for key, value in parse_qsl(parts.query) if not TRACKS.fullmatch(key))
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{urlencode(kept)}"
