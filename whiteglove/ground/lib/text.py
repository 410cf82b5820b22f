"""Put text into one shape: line ends, characters no store can hold, length."""

import json
import re
from hashlib import sha256

# Every line end in use, as one class; form feeds and vertical tabs stay what they are.
_ENDS = re.compile(r"\r\n|\r|\u2028|\u2029|\x85")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def one_line_end(text: str) -> str:
    """With `\\n` for every line end."""
    return _ENDS.sub("\n", text)


def storable(text: str) -> str:
    """Without control characters, and with U+FFFD for lone surrogates: any database column takes it."""
    return whole(_CONTROLS.sub("", text))


def whole(text: str) -> str:
    """With U+FFFD for lone surrogates, halves of a character that nothing can write down."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def one_line(text: str) -> str:
    """On one line, runs of white space as one space."""
    return " ".join(text.split())


def mark_of(*written: object) -> str:
    """The same for the same words. What a form was opened with and what stands by now are compared by it."""
    return sha256(json.dumps(written).encode()).hexdigest()[:16]


def ascii_domain(domain: str) -> str:
    """An international domain as DNS knows it; what can't be encoded stays as it is."""
    try:
        return domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain
