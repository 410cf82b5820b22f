"""How bytes are written in credentials: multibase (base58 and base64url) and Multikey. Pure."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
VALUES = {letter: value for value, letter in enumerate(LETTERS)}
# What says, before a public key, that it is one of Ed25519 (multicodec 0xed as a varint).
ED25519 = b"\xed\x01"
LONGEST = 200  # Of base58, whose arithmetic grows with the square; a signature has 88 letters.


class Unreadable(ValueError):
    """It isn't written as it should be."""


def base58(data: bytes) -> str:
    number, written = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        written = LETTERS[rest] + written
    return LETTERS[0] * (len(data) - len(data.lstrip(b"\0"))) + written


def from_base58(text: str) -> bytes:
    if len(text) > LONGEST or not all(letter in VALUES for letter in text):
        raise Unreadable("not base58")
    number = 0
    for letter in text:
        number = number * 58 + VALUES[letter]
    zeros = len(text) - len(text.lstrip(LETTERS[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """Strict: what isn't the one way to write these bytes is refused, so that no letter can be changed unseen."""
    try:
        data = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (Error, ValueError) as error:
        raise Unreadable("not base64url") from error
    if base64url(data) != text:
        raise Unreadable("not base64url")
    return data


def multikey(public: bytes) -> str:
    """A public key of Ed25519 (32 bytes) as `publicKeyMultibase`."""
    return "z" + base58(ED25519 + public)


def public_key(written: str) -> bytes:
    """The 32 bytes of a `publicKeyMultibase`."""
    data = from_base58(written[1:]) if written.startswith("z") else b""
    if not data.startswith(ED25519) or len(data) != 34:
        raise Unreadable("not a public key of Ed25519")
    return data[2:]
