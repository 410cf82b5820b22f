"""Whether a text was handed in before, by its runs of words: a hint for its reader, no verdict. Pure."""

from whiteglove.ground.lib.words import fold, pieces

RUN = 5  # so many words in a row are a passage
ALIKE = 0.3  # of the passages of a text, how many stand in the other
FEWEST = 20  # passages, below which that says nothing


def passages(text: str) -> set[tuple[str, ...]]:
    words = pieces(fold(text), 64)
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def is_like(text: str, other: str) -> bool:
    known = passages(text)
    return len(known) >= FEWEST and len(known & passages(other)) >= ALIKE * len(known)
