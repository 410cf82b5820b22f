"""A question without what could tell who asks it: names, places, addresses and long numbers become words. Pure."""

import re
from collections.abc import Iterable

from whiteglove.ground.reader import names, sentences
from whiteglove.ground.reader.folding import plainly
from whiteglove.ground.reader.personal import personal_data

LONGEST = 600  # characters of a question that leave
_WORDS = re.compile(r"\b(?:NAME|PLACE|EMAIL|URL)\b")
# Of an order, a customer or a parcel: five digits, or letters and at least four digits in one.
_NUMBER = re.compile(r"(?<!\w)(?=(?:[\w/-]*\d){4})[\w/-]{5,}(?!\w)|\d(?:[ .,/-]?\d){4,}")
Place = tuple[int, int, str]  # start, end, the word that stands there instead


def masked(question: str, language: str, known: Iterable[str] = ()) -> str:
    """`known`: names of whoever asks."""
    text = " ".join(question[: 2 * LONGEST].split())
    found = [*of_persons(text, language, known), *of_data(text), *of_numbers(text)]
    said, upto = "", 0
    for start, end, word in sorted(found):
        if end <= upto:
            continue
        said += text[upto : max(start, upto)] + (word if start >= upto else "")
        upto = end
    return (said + text[upto:])[:LONGEST]


def of_persons(text: str, language: str, known: Iterable[str]) -> list[Place]:
    """Names and places as the reader tells them, and every part of a name that is known."""
    parts = sorted({part for name in known for part in name.split() if len(part) > 1}, key=len, reverse=True)
    own = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, parts))})(?!\w)", re.IGNORECASE) if parts else None
    found = [(*one.span(), "NAME") for one in own.finditer(text)] if own else []
    for start, end in sentences.spans(text):
        said = names.mask(plainly(text[start:end]), names.Known(), language).text
        for match in _WORDS.finditer(said.text):
            first, last = said.origin(*match.span())
            found.append((start + first, start + last, match[0]))
    return found


def of_data(text: str) -> list[Place]:
    """Cards, accounts, addresses of mail, telephone and identity numbers."""
    plain = plainly(text)
    return [
        (*plain.origin(one.start, one.end), one.kind.partition(".")[2].upper().replace("_", " "))
        for one in personal_data(plain.text)
    ]


def of_numbers(text: str) -> list[Place]:
    return [(*one.span(), "NUMBER") for one in _NUMBER.finditer(text)]
