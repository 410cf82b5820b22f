"""What follows an @: made of a person's name once, and theirs from then on. Pure."""

import re
from collections.abc import Container
from itertools import chain, count

from whiteglove.ground.lib.words import fold, runs

LONGEST = 40
_HANDLE = re.compile(r"(?<![\w@./+-])@(?P<handle>\w[\w.-]{0,58})")


def handle_for(name: str, number: int, taken: Container[str] = ()) -> str:
    """`Ada Osei` -> `ada.osei`; with the person's number where somebody else has that, or one more if even so."""
    root = ".".join(runs(fold(name)))[:LONGEST].strip(".") or "colleague"
    further = (f"{root}.{number}" if not more else f"{root}.{number}.{more}" for more in count())
    return next(one for one in chain([root], further) if one not in taken)


def named(text: str) -> list[tuple[int, int, str]]:
    """(start, end, handle) of each, folded; a full stop that ends the sentence isn't part of it."""
    found = []
    for match in _HANDLE.finditer(text):
        handle = match["handle"].rstrip(".-")
        found.append((match.start(), match.start() + 1 + len(handle), fold(handle)))
    return found
