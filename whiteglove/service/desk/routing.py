"""Whom a waiting chat is given to. Pure: who is there and what they carry goes in, one of them or nobody comes out.

Whoever may not see it, has just passed it on, lacks the skill its desk asks for, or carries as many chats as
they, or else the desk, allow is out. Of the others: who speaks the customer's language, then who is better at it, who
carries less, who has waited longest.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

NO_LANGUAGE = 99
# What somebody may be allowed to have.
AT_ONCE = range(1, 13)


@dataclass(frozen=True)
class Waiting:
    """A chat nobody has: `team` None is open to all; `skill` and `language` may be empty; `giver` just gave it away."""

    ticket: int
    team: int | None = None
    skill: str = ""
    language: str = ""
    most: int = 3
    giver: int | None = None


@dataclass(frozen=True)
class Ready:
    """Somebody who takes chats: `languages` the dearest first, `skills` with their level, `chats` carried
    now, `most` their own measure where they have one, which counts instead of the desk's."""

    person: int
    since: datetime
    teams: frozenset[int] = frozenset()
    languages: tuple[str, ...] = ()
    skills: Mapping[str, int] = field(default_factory=dict)
    chats: int = 0
    most: int | None = None


def choose(chat: Waiting, ready: Iterable[Ready]) -> Ready | None:
    fit = [one for one in ready if may_take(chat, one)]
    return min(fit, key=lambda one: standing(chat, one), default=None)


def shared(waiting: Iterable[Waiting], ready: Iterable[Ready]) -> Iterator[tuple[int, int]]:
    """(ticket, person) in the order in which they wait. Of chats that ask for the same, nobody is looked for once one
    has found nobody: however many nobody can take stand before it, one that somebody can take is given."""
    there, nobody_for = {one.person: one for one in ready}, set[Waiting]()
    for chat in waiting:
        kind = replace(chat, ticket=0)
        one = choose(chat, there.values()) if kind not in nobody_for else None
        if one is None:
            nobody_for.add(kind)
            continue
        there[one.person] = replace(one, chats=one.chats + 1)
        yield chat.ticket, one.person


def may_take(chat: Waiting, one: Ready) -> bool:
    ours = (chat.team is None or chat.team in one.teams) and one.person != chat.giver
    return ours and one.chats < room(chat, one) and (not chat.skill or chat.skill in one.skills)


def room(chat: Waiting, one: Ready) -> int:
    """How many chats they may carry, this one among them."""
    return chat.most if one.most is None else one.most


def standing(chat: Waiting, one: Ready) -> tuple:
    return (
        language_place(chat.language, one.languages),
        -one.skills.get(chat.skill, 0),
        one.chats,
        one.since,
        one.person,
    )


def language_place(wanted: str, spoken: Iterable[str]) -> int:
    """0 for their dearest language; the same for all when nobody knows what the customer speaks."""
    bare = [one.partition("-")[0].lower() for one in spoken]
    first = wanted.partition("-")[0].lower()
    if not first:
        return 0
    return bare.index(first) if first in bare else NO_LANGUAGE
