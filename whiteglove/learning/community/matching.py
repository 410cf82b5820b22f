"""Who could mentor whom, and why: topics, languages, how far each has come, who has room. Pure.

An obstacle closes a match, whatever else speaks for it. What speaks for it only orders the list, and is said in words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from whiteglove.ground.lib.words import fold

_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True)
class Seeker:
    """Whoever looks for a mentor. `level` 0: none reached yet. `leads`: who leads a team of theirs; `mentees`: whom
    they mentor themselves."""

    id: int
    topics: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset()
    level: int = 0
    leads: frozenset[int] = frozenset()
    mentees: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Offered:
    id: int
    mentor: int
    topics: tuple[str, ...]
    languages: frozenset[str]
    level: int
    capacity: int
    taken: int = 0


@dataclass(frozen=True)
class Match:
    offered: Offered
    topics: tuple[str, ...] = ()
    reasons: tuple[str, ...] = field(default=())
    obstacles: tuple[str, ...] = field(default=())

    @property
    def is_open(self) -> bool:
        return not self.obstacles


def alike(one: str, other: str) -> bool:
    """Whether two topics are about the same: the same words, or all long words of one stand in the other."""
    first, second = set(_WORD.findall(fold(one))), set(_WORD.findall(fold(other)))
    return fold(one).strip() == fold(other).strip() or bool(first and second and (first <= second or second <= first))


def match(seeker: Seeker, offered: Offered) -> Match:
    shared = tuple(topic for topic in offered.topics if any(alike(topic, mine) for mine in seeker.topics))
    return Match(offered, shared, tuple(_reasons(seeker, offered, shared)), tuple(_obstacles(seeker, offered)))


def _obstacles(seeker: Seeker, offered: Offered) -> Iterable[str]:
    if seeker.id == offered.mentor:
        yield "This is your own offer."
    if offered.mentor in seeker.leads:
        yield "They lead a team of yours. A mentor is somebody who doesn’t judge your work."
    if offered.mentor in seeker.mentees:
        yield "You mentor them already."
    if offered.taken >= offered.capacity:
        yield "All their places are taken at the moment."
    if offered.level < seeker.level:
        yield "You have come further than they have."
    if seeker.languages and offered.languages and not seeker.languages & offered.languages:
        yield "You have no language in common."


def _reasons(seeker: Seeker, offered: Offered, shared: tuple[str, ...]) -> Iterable[str]:
    if shared:
        yield f"Offers what you look for: {', '.join(shared)}."
    elif seeker.topics:
        yield "None of your topics stands in their offer; ask all the same if it fits."
    if offered.level > seeker.level:
        yield f"Has reached level {offered.level}."
    if seeker.languages and not offered.languages:
        yield "Which languages they speak isn’t noted."
    free = offered.capacity - offered.taken
    if free > 0:
        yield "One place is free." if free == 1 else f"{free} places are free."


def ranked(seeker: Seeker, offers: Iterable[Offered]) -> list[Match]:
    """Others' offers: those that are open first; most topics in common, then furthest on, then with most room."""
    found = [match(seeker, one) for one in offers if one.mentor != seeker.id]
    return sorted(found, key=_order)


def _order(one: Match) -> tuple[bool, int, int, int, int]:
    offered = one.offered
    return (not one.is_open, -len(one.topics), -offered.level, offered.taken - offered.capacity, offered.id)
