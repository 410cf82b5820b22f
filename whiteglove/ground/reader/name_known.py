"""Whose names a conversation knows, and where one of them stands for a person and not for a word."""
# ruff: noqa: E501  (patterns)

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whiteglove.ground.reader.folding import plain
from whiteglove.ground.reader.name_places import NAME, placed
from whiteglove.ground.reader.name_words import MONTHS, WORDS_TOO

CUSTOMER, AGENT, SOMEBODY = "customer", "agent", "somebody"
Found = tuple[int, int, str, str]  # start, end, NAME or PLACE, whose
_WORD = re.compile(r"[A-Za-z']+")
GREETS = (
    r"(?:hi|hello|hey|hiya|dear|morning|afternoon|evening|thanks|thank you|many thanks|sorry|apologies|welcome(?: back)?|bye|goodbye"
    r"|cheers|regards|hallo|guten tag|guten morgen|liebe|lieber|bonjour|salut|bonsoir|cher|chere|hola|buenos dias|buenas tardes"
    r"|estimado|estimada|ola|bom dia|boa tarde|caro|cara|prezado|prezada|merci|gracias|obrigado|obrigada|danke|yes|no|ok|okay"
    r"|sure|certainly|absolutely|alright|congratulations|well done|nice to meet you|good to hear from you)"
)
_GREETS_BEFORE = re.compile(rf"\b{GREETS},? $", re.IGNORECASE)
_DATING = re.compile(
    r"(?:\b(?:in|on|of|by|until|till|since|from|this|next|last|early|late|mid|end|before|after|every)|\d(?:st|nd|rd|th)?) $"
)
_RELATED = re.compile(
    r"\b(?:my|our|your) (?:child|spouse|parent|sibling|partner|friend|colleague|boss|neighbour|neighbor) $"
)


@dataclass(frozen=True)
class Known:
    """Who speaks in this conversation, and which words are ordinary. Names in plain characters, lower case."""

    customer: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()
    vocabulary: frozenset[str] = frozenset()

    @classmethod
    def of(cls, customer: Iterable[str], agent: Iterable[str], vocabulary: frozenset[str] = frozenset()) -> Known:
        return cls(_parts(customer), _parts(agent), vocabulary)

    def whose(self, name: str) -> str:
        words = set(_WORD.findall(name.lower())) | {name.lower()}
        return CUSTOMER if words & self.customer else AGENT if words & self.agent else SOMEBODY

    def at(self, text: str, start: int, name: str) -> tuple[str, str]:
        """NAME or PLACE, by what stands before it, and whose: who is known here is no place."""
        whose = self.whose(name)
        return (placed(text, start) if whose == SOMEBODY else NAME), whose


def _parts(names: Iterable[str]) -> frozenset[str]:
    """Every name whole and in its parts: "Cleo Amara" -> cleo amara, cleo, amara."""
    found: set[str] = set()
    for name in names:
        whole = plain(name).strip().lower()
        found |= {whole, *(part for part in re.split(r"[\s]+", whole) if len(part) > 1)} if whole else set()
    return frozenset(found)


def by_acquaintance(text: str, known: Known) -> Iterator[Found]:
    names = known.customer | known.agent
    if not names:
        return
    lower = text.lower()
    for match in re.finditer(r"[a-z'-]+(?:'s)?", lower):
        word = match[0].removesuffix("'s")
        ordinary = word in WORDS_TOO or word in known.vocabulary
        if word not in names:
            continue
        # "Will" is a name after a greeting or with a capital inside the sentence; "will" elsewhere is the verb.
        rest = lower[match.end() : match.end() + 4].lstrip(" .!?")
        called = not rest or rest.startswith(",")
        dated = word in MONTHS and _DATING.search(lower, max(0, match.start() - 12), match.start())
        capital = text[match.start()].isupper() and (match.start() > 0 or called) and not dated
        greeted = _GREETS_BEFORE.search(lower, max(0, match.start() - 25), match.start())
        owning = text[match.start()].isupper() and match[0] != word
        related = _RELATED.search(lower, max(0, match.start() - 20), match.start())
        if not ordinary or capital or greeted or owning or related:
            yield match.start(), match.start() + len(word), NAME, known.whose(word)


def dated(text: str, start: int, end: int) -> bool:
    """Whether it is the month: "in May"."""
    return text[start:end].lower() in MONTHS and bool(_DATING.search(text.lower(), max(0, start - 12), start))
