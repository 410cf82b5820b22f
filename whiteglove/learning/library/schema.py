"""The shape of a pack's `library/` folder: a file for each shelf, with what stands on it by its stable id."""

from collections.abc import Mapping as Plain
from typing import Any

from whiteglove.ground.packs.schema import ListOf, Mapping, Name, Record, Tell, Text, Whole
from whiteglove.ground.packs.yamlmarks import Node

from .models import Kind
from .shelf import LEVELS, isbn13

PART = "library"
BOOK = Record({
    "title": Text(200),
    "by?": ListOf(Text(100), most=12),
    "year?": Whole(1400, 2100),
    "isbn?": Text(20),
    "kind?": Text(among=[one.value for one in Kind]),
    "about": Text(1500),
    "where?": Text(500, pattern=r"https://\S+|/(?![/\\])\S*", example="https://example.org/report, or /standard/"),
    "levels?": ListOf(Text(among=sorted(LEVELS)), most=4),
    "topics?": ListOf(Text(40), most=8),
})  # fmt: skip
SHELVES = Mapping(Name(), Mapping(Name(), BOOK))


def verify(content: Plain[str, Any], node: Node, tell: Tell) -> None:
    """Numbers with a right check digit, and each id on one shelf alone."""
    seen: set[str] = set()
    for shelf, books in content.items():
        for name, one in books.items():
            here = node.value[shelf].value[name]
            if name in seen:
                tell(here, f"{shelf}.{name}", "this id stands on two shelves.")
            seen.add(name)
            try:
                isbn13(one.get("isbn", ""))
            except ValueError:
                tell(here, f"{shelf}.{name}.isbn", "the check digit of this number is wrong: look at the cover again.")
