"""Fold what a mail only repeats: the quoted mail at its end, kept beside the new words. Pure."""

import re
from functools import lru_cache

from whiteglove.ground.lib.html import clean

LETTERS = re.compile(r"\w")
TAG = re.compile(r"<(/?)([a-zA-Z0-9]*)[^>]*>")
ENTITY = re.compile(r"&#?\w+;")


def letters(html: str) -> int:
    """How many letters and figures the text between two tags shows."""
    return len(LETTERS.findall(ENTITY.sub(" ", html)))


def end_of_new(html: str, wanted: int) -> int | None:
    """Where the quotation begins: the first quote or rule before which `wanted` letters stand outside of quotes."""
    said, depth, at = 0, 0, 0
    for tag in TAG.finditer(html):
        said += 0 if depth else letters(html[at : tag.start()])
        at, name = tag.end(), tag[2].lower()
        if name in {"blockquote", "hr"} and not tag[1] and not depth and said >= wanted:
            return tag.start()
        if name == "blockquote":
            depth = max(0, depth + (-1 if tag[1] else 1))
    return None


@lru_cache(maxsize=512)
def folded(html: str, new_text: str) -> tuple[str, str]:
    """(new part, quoted part) of cleaned HTML, told apart by the text that was found to be new.

    Without a clear place the whole stays as it is: showing too much is a nuisance, hiding an answer is a fault.
    """
    place = end_of_new(html, len(LETTERS.findall(new_text)))
    if place is None:
        return html, ""
    return clean(html[:place]).html, clean(html[place:]).html
