"""What is typed of a book, put into one shape. Pure."""

from stdnum import isbn as numbers
from stdnum.exceptions import ValidationError

from whiteglove.ground.lib.words import fold, runs

LEVELS = {"1": "Junior practitioner", "2": "Professional", "3": "Manager", "4": "Leader"}


def isbn13(written: str) -> str:
    """Thirteen digits, also of an older number of ten; "" for nothing. ValueError where its check digit is wrong."""
    if not written.strip():
        return ""
    try:
        return numbers.to_isbn13(numbers.validate(written, convert=False)).replace("-", "")
    except ValidationError as no:
        raise ValueError(written) from no


def grouped(isbn: str) -> str:
    """As it stands on a cover: 978-0-13-468599-1."""
    return numbers.format(isbn) if isbn else ""


def found_by(*texts: str) -> str:
    """What a search looks through: words without accents, each once, each after a blank."""
    return f" {' '.join(dict.fromkeys(runs(fold(' '.join(texts)))))} "


def asked(words: str) -> list[str]:
    """What was typed to search for, at most eight words."""
    return runs(fold(words))[:8]
