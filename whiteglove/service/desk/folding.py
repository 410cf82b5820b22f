"""Fold what a mail only repeats: the quoted mail at its end, kept beside the new words. Pure."""

import re
from functools import lru_cache

from whiteglove.ground.lib.html import clean

LETTERS = re.compile(r"\w+")
TAGS = re.compile(r"<[^>]*>")
ENTITIES = re.compile(r"&#?\w+;")
START = re.compile(r"<(?:blockquote|hr)\b", re.I)


def length(html: str) -> int:
    """How many letters the markup shows."""
    return sum(map(len, LETTERS.findall(ENTITIES.sub(" ", TAGS.sub(" ", html)))))


@lru_cache(maxsize=512)
def folded(html: str, new_text: str) -> tuple[str, str]:
    """(new part, quoted part) of cleaned HTML, told apart by the text that was found to be new.

    The quotation begins at the first quote mark or rule before which all new words have been said. Without one the
    whole stays as it is: showing too much is a nuisance, hiding an answer is a fault.
    """
    wanted = sum(map(len, LETTERS.findall(new_text)))
    for mark in START.finditer(html):
        if length(html[: mark.start()]) >= wanted * 0.98:
            return clean(html[: mark.start()]).html, clean(html[mark.start() :]).html
    return html, ""
