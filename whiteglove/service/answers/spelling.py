"""Slips of the finger in a question, put right by the words of the articles and those customers often write."""

import re

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from whiteglove.ground.lib.words import fold
from whiteglove.service.knowledge.models import Word
from whiteglove.service.knowledge.search.ask import meant
from whiteglove.service.knowledge.words import of_the_language

from .terms import common_words, commonness, known

SHORTEST, LONG = 4, 8  # letters of a word that is looked at; from which it may hold two slips
MOST = 5  # words of a question
_WORD = re.compile(r"[^\W\d_]+")


def put_right(text: str, languages: list[str]) -> str:
    """The text with words nobody knows replaced by the likeliest that are, in the first of the languages."""
    language = languages[0]
    words = dict.fromkeys(fold(one) for one in _WORD.findall(text) if len(one) >= SHORTEST)
    strange = [one for one in words if not known(one, language)]
    strange = [one for one in strange if one not in standing(strange, languages)][:MOST]
    right = {one: better for one in strange if (better := likeliest(one, language))}
    return _WORD.sub(lambda match: right.get(fold(match[0]), match[0]), text) if right else text


def standing(words: list[str], languages: list[str]) -> set[str]:
    """Those that stand in some article."""
    rows = Word.objects.filter(word__in=[one.encode() for one in words], language__in=languages) if words else []
    return {bytes(row.word).decode() for row in rows}


def likeliest(word: str, language: str) -> str:
    """The word of an article, or else of customers, with the fewest slips; "" where none is near or it is known."""
    near = meant(word, [language])
    if any(not one.slips for one in near):
        return ""
    found = [(one.slips, 0.0, one.word) for one in near if fits(word, one.word, one.slips)]
    if of_the_language(language) == "en":
        often = extract(word, common_words(), scorer=OSA.distance, score_cutoff=most_slips(word), limit=8)
        found += [(apart + 0.5, -commonness(one, "en"), one) for one, apart, _ in often if fits(word, one, apart)]
    return min(found)[2] if found else ""


def most_slips(word: str) -> int:
    return 2 if len(word) >= LONG else 1


def fits(word: str, other: str, apart: float) -> bool:
    """The first letter is right, except in a swap of the first two."""
    swapped = word[:2] == other[1::-1]
    return apart <= most_slips(word) and len(other) >= SHORTEST and (word[0] == other[0] or swapped)
