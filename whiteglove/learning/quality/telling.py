"""What an answer tells that the customer didn't know: words and numbers of the matter, not of every conversation. Pure.

Whoever writes only what fits everywhere, however kindly, tells nothing; whoever repeats the customer's own words
neither. So an answer can't be made good by phrases alone. English has the list; of other languages words count as they
are.
"""

import re
from collections.abc import Iterable, Set
from functools import cache
from pathlib import Path

from .fitting import DEEDS, WORD, is_courtesy
from .transcript import CUSTOMER, Block, Transcript

LIST = Path(__file__).parent / "plain_words.txt"
NUMBER = re.compile(r"\d[\d.,:/-]*")
# So many things told are enough for an answer: more make it longer, not better.
ENOUGH = 2.5
DEED = 0.5
SHORT = 25  # characters: a "Done." or "You're welcome" needs to tell nothing


@cache
def worths() -> dict[str, float]:
    """{stem: what it tells}, of those that tell less than a word of the matter."""
    plain, _, usual = LIST.read_text(encoding="utf-8").partition("# usual\n")
    words = " ".join(line for line in plain.splitlines() if not line.startswith("#"))
    return dict.fromkeys(words.split(), 0.0) | dict.fromkeys(usual.split(), 0.5)


def things(text: str) -> dict[str, float]:
    """Numbers, and words by their first six letters, each with what it tells: 1 for a word of the matter itself."""
    low, known = text.lower()[:4000], worths()
    found = {word[:6] for word in WORD.findall(low) if not word.isdigit()} | set(NUMBER.findall(low))
    return {one: worth for one in found if (worth := known.get(one, 1.0))}


def known_before(talk: Transcript, block: Block) -> Set[str]:
    """What anybody has said before this answer."""
    return things(" ".join(line.text for line in talk.lines if line.number < block.number)).keys()


def told(block: Block, known: Set[str]) -> float:
    """0 to 1: how much an answer tells, besides what was known; less where most of it is courtesy."""
    sentences = [(line, place, words) for line in block.lines for place, words in line.sentences]
    matter = [words for line, place, words in sentences if not is_courtesy(line, place, words)]
    share = len(matter) / len(sentences) if sentences else 0
    new = sum(worth for one, worth in things(" ".join(matter)).items() if one not in known)
    deeds = sum(bool(line.shown_in(place) & DEEDS and things(words).keys() & known) for line, place, words in sentences)
    return min(1.0, (new + min(1.0, DEED * deeds)) / ENOUGH) * min(1.0, 0.4 + 1.2 * share)


def blocks_told(talk: Transcript, blocks: Iterable[Block]) -> list[tuple[Block, float]]:
    """Of each answer, how much it tells; a short word between is left out where others are longer."""
    some = list(blocks)
    long = [one for one in some if sum(len(line.text) for line in one.lines) > SHORT] or some
    return [(one, told(one, known_before(talk, one))) for one in long if one.side != CUSTOMER]
