"""Names we know without a capital: people's, towns' and countries', from `names.txt`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("names.txt")
_SECTIONS = ("names", "words too", "in several words")


@dataclass(frozen=True)
class Listed:
    """`names`: hardly ever anything else. `too`: words that are names as well. `phrases`: first word -> the whole
    names that begin with it ("new york"), the longest first. All in plain characters, lower case."""

    names: frozenset[str]
    too: frozenset[str]
    phrases: dict[str, tuple[str, ...]]
    words: frozenset[str]  # of all of them


@cache
def listed() -> Listed:
    """The list that ships; 0.3 MB, read once."""
    parts: dict[str, list[str]] = {name: [] for name in _SECTIONS}
    for name, line in _lines(FILE.read_text("utf-8")):
        parts[name].append(line)
    phrases: dict[str, list[str]] = {}
    several = parts["in several words"]
    for phrase in sorted(
        [*several, *(f"st. {one[3:]}" for one in several if one.startswith("st "))], key=len, reverse=True
    ):
        phrases.setdefault(phrase.partition(" ")[0].partition("-")[0].rstrip("."), []).append(phrase)
    return Listed(
        frozenset(" ".join(parts["names"]).split()),
        frozenset(" ".join(parts["words too"]).split()),
        {first: tuple(wholes) for first, wholes in phrases.items()},
        frozenset(" ".join([*parts["names"], *several]).split()),
    )


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """(section, line) of every line that says something."""
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            yield section, line
