"""Whether something is said at all, and whether it was said before. Pure: no judgement of what is said."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import timedelta

from whiteglove.ground.lib.words import fold, pieces

LONGEST, LONGEST_TITLE = 20_000, 140
TITLE, TOPIC, ANSWER = 3, 6, 3
# Different words of one's own that an answer needs to count elsewhere, unless it helped somebody.
ENOUGH = 8
# What shares that much of its words with one of the last so many is the same again.
ALIKE, LOOKS_BACK = 0.7, 60
# Who says the same again within so long says it once.
AGAIN = timedelta(days=180)
SAID_BEFORE = "You have written the same before: {where}. Add what is new there instead, so that answers stay together."


def words_of(text: str) -> list[str]:
    """As they count here: folded, without numbers and marks."""
    return [word for word in pieces(fold(text), 64) if not word.isdigit()]


def fingerprint(text: str) -> str:
    """The same for the same words, whatever stands between them."""
    return hashlib.sha256(" ".join(words_of(text)).encode()).hexdigest()


def says_enough(text: str) -> bool:
    own = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))
    return len(set(words_of(own))) >= ENOUGH


def new_among(texts: Iterable[str]) -> Iterator[bool]:
    """For each text whether it says anything that those before it didn't."""
    known: list[set[str]] = []
    for text in texts:
        words = set(words_of(text))
        new = not any(alike(words, one) for one in known[-LOOKS_BACK:])
        if new:
            known.append(words)
        yield new


def alike(one: set[str], other: set[str]) -> bool:
    enough = ALIKE * max(len(one), len(other))
    return min(len(one), len(other)) >= enough and len(one & other) >= enough


def why_no_topic(title: str, own: str) -> str:
    """`own`: its words without what is quoted. "" where it can stand."""
    if len(set(words_of(title))) < TITLE:
        return "Give it a title of at least three words, so that others know what it is about."
    if len(set(words_of(own))) < TOPIC:
        return "Say a little more: what you tried, what you expect, what puzzles you."
    return ""


def why_no_answer(own: str) -> str:
    if len(set(words_of(own))) < ANSWER:
        return "Say it in a few words of your own. To say that something helped, press “Helped me” under it."
    return ""
