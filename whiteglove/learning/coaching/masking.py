"""A conversation's words without what could tell whose they were. Pure; a person checks the result."""

import re
from collections.abc import Iterable

from whiteglove.service.answers.shortening.masking import Place, of_data, of_numbers, of_persons

LONGEST = 6000
MASK = "[{}]"
# What a reader of an example sees instead.
WORDS = {"NAME": "name", "PLACE": "place", "EMAIL": "address", "URL": "link", "NUMBER": "number", "PHONE": "number",
         "CARD": "number", "IBAN": "number", "NATIONAL ID": "number"}  # fmt: skip


def masked(text: str, language: str, known: Iterable[str]) -> str:
    """`known`: names and addresses of whoever took part."""
    text = text[:LONGEST]
    found = [*of_persons(text, language or "en", known), *of_data(text), *of_numbers(text), *_exactly(text, known)]
    return _without(text, found)


def mask_words(text: str, words: str) -> str:
    """Besides: every place where these words stand, whatever their case."""
    wanted = " ".join(words.split())
    if not wanted:
        return text
    pattern = r"\s+".join(map(re.escape, wanted.split()))
    return re.sub(rf"(?<!\w){pattern}(?!\w)", MASK.format("masked"), text, flags=re.IGNORECASE)


def _exactly(text: str, known: Iterable[str]) -> list[Place]:
    """Addresses as they are written, whole."""
    return [(*one.span(), "EMAIL") for word in known if "@" in word
            for one in re.finditer(re.escape(word), text, re.IGNORECASE)]  # fmt: skip


def _without(text: str, found: Iterable[Place]) -> str:
    said, upto = "", 0
    for start, end, word in sorted(found, key=lambda one: (one[0], -one[1])):
        if end <= upto:
            continue
        said += text[upto : max(start, upto)]
        said += MASK.format(WORDS.get(word, "masked")) if start >= upto else ""
        upto = end
    return said + text[upto:]
