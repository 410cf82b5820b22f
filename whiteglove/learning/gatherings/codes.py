"""The code of a room: two words and a number that change every minute and a half. Pure.

Whoever is there reads it from the host's screen. One that is passed on is dead within three minutes, and there are
hundreds of thousands for the ten tries somebody has.
"""

import hmac
import re
from datetime import datetime
from hashlib import sha256

SECONDS = 90
TRIES = 10
THINGS = """
    amber apple april arrow autumn bamboo basil beach bell berry birch bird boat book bread breeze bridge brook
    button candle canoe cedar cherry cloud clover coast comet copper coral cotton cup daisy dawn desk dove drum
    echo ember fern field flute forest fox garden ginger glass grape harbor hazel hill honey island ivory jade
    kite lake lamp leaf lemon lilac linen lotus
"""
WORDS = tuple(THINGS.split())


def code_at(secret: str, at: datetime) -> str:
    return _code(secret, _span(at))


def seconds_left(at: datetime) -> int:
    """Until the next one is shown."""
    return SECONDS - int(at.timestamp()) % SECONDS


def is_code(secret: str, said: str, at: datetime) -> bool:
    """Whether it is the one of now, or the one before: nobody types in no time."""
    given, now = plain(said), _span(at)
    return any(hmac.compare_digest(given, plain(_code(secret, now - past))) for past in (0, 1))


def plain(said: str) -> str:
    """However it was typed."""
    return re.sub(r"[^a-z0-9]", "", said[:80].lower())


def _span(at: datetime) -> int:
    return int(at.timestamp()) // SECONDS


def _code(secret: str, span: int) -> str:
    drawn = int.from_bytes(hmac.new(secret.encode(), str(span).encode(), sha256).digest()[:8], "big")
    drawn, number = divmod(drawn, 100)
    drawn, second = divmod(drawn, len(WORDS))
    return f"{WORDS[drawn % len(WORDS)]} {WORDS[second]} {number:02}"
