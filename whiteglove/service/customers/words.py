"""The words a customer is found by. Pure rules: text in, folded words out."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 60
_SPLIT = re.compile(r"[^\w]+")
_DIGITS = re.compile(r"\D+")


def fold(text: str) -> str:
    """Case and accents away: `Élodie` -> `elodie`, `Weiß` -> `weiss`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _pieces(text: str) -> list[str]:
    return [piece for piece in _SPLIT.split(fold(text).replace("_", " ")) if piece]


def _phone_words(key: str) -> list[str]:
    """`+4930123456` -> with and without the country code's up to three digits."""
    digits = _DIGITS.sub("", key)
    return [digits[start:] for start in range(4) if len(digits) - start >= 5]


def _email_words(key: str) -> list[str]:
    local, _, domain = key.rpartition("@")
    return [key, *_pieces(local), domain, *_pieces(domain)[:-1]]


def words_of(name: str, addresses: Iterable[tuple[str, str]], organisation: str = "") -> set[bytes]:
    """Every word by which a customer with these `(kind, key)` addresses is found, as UTF-8 bytes."""
    found = {*_pieces(name), *_pieces(organisation)}
    for kind, key in addresses:
        found.update(_phone_words(key) if kind == "phone" else _email_words(key))
    return {cut(word) for word in found}


def cut(word: str) -> bytes:
    """Bytes, so that both databases sort and compare words alike, whatever their collation."""
    return word[:LONGEST].encode()


def asked_words(text: str) -> list[bytes]:
    """What was typed into a search box, as prefixes to look for, the longest (rarest) first; at most six."""
    plain = text.strip()
    if "@" in plain and " " not in plain:
        return [cut(fold(plain.strip("<>")))]
    digits = _DIGITS.sub("", plain)
    if len(digits) >= 5 and not re.search(r"[^\W\d]", plain):
        return [cut(digits.lstrip("0"))]
    words = set(fold(plain).replace("_", " ").split())
    cleaned = {piece for word in words for piece in ([word] if "." in word else _SPLIT.split(word)) if piece}
    return [cut(word) for word in sorted(cleaned, key=lambda word: (-len(word), word))[:6]]
