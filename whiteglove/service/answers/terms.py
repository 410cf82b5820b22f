"""What a text is about, in words that can be compared: stems, how rare each is, and what they stand for. Pure.

The data is in words/: concepts.yaml (what customers use for one another), opposites.yaml, common.en.txt (how often
customers write a word). All of it can be changed without a programmer.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from whiteglove.ground.lib.words import fold
from whiteglove.service.knowledge.words import EMPTY, of_the_language, runs, stem

DATA = Path(__file__).parent / "words"
LONGEST = 1500  # characters of a text that are looked at
GAP = 3  # words that may stand between those of a phrase
NOT = {
    "en": {"not", "no", "never", "without", "dont", "don", "doesn", "won", "isn", "stop"},
    "fr": {"ne", "pas", "plus", "jamais", "sans"},
    "de": {"nicht", "kein", "keine", "keinen", "nie", "ohne"},
    "es": {"no", "nunca", "sin"},
}
# {first stem: [(the phrase's stems, what it stands for)]}
Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


@dataclass(frozen=True)
class Term:
    word: str
    stem: str


def terms(text: str, language: str) -> list[Term]:
    """All words of a text in order."""
    return [Term(fold(one), stem(one, language)) for one in runs(text[:LONGEST])]


def telling(found: Iterable[Term], language: str) -> list[Term]:
    """Each word that says something, once."""
    empty = _empty(of_the_language(language))
    kept = {one.stem: one for one in found if one.word not in empty and len(one.word) > 1}
    return list(kept.values())


@cache
def _empty(language: str) -> frozenset[str]:
    return frozenset(EMPTY.get(language, "").split())


def concepts(found: Sequence[Term], language: str) -> frozenset[str]:
    """What the words stand for, by concepts.yaml: the same names in every language."""
    return frozenset(name for _, name in places(found, _phrases(of_the_language(language))))


def stands_for(found: Sequence[Term], language: str) -> dict[str, frozenset[str]]:
    """{stem: what the phrases stand for that it is part of}, of the words that are part of any."""
    made: dict[str, set[str]] = {}
    for at, name in places(found, _phrases(of_the_language(language))):
        for one in at:
            made.setdefault(found[one].stem, set()).add(name)
    return {one: frozenset(names) for one, names in made.items()}


def places(found: Sequence[Term], phrases: Phrases) -> list[tuple[tuple[int, ...], str]]:
    """(where its words stand, what it stands for) of every phrase in the text."""
    stems = [one.stem for one in found]
    return [
        ((at, *rest), name)
        for at, first in enumerate(stems)
        for phrase, name in phrases.get(first, ())
        if (rest := following(phrase[1:], stems, at + 1)) is not None
    ]


def following(rest: Sequence[str], stems: Sequence[str], at: int) -> list[int] | None:
    """Where the words come in this order, each near the one before; None where they don't."""
    found: list[int] = []
    for one in rest:
        near = stems[at : at + GAP + 1]
        if one not in near:
            return None
        found.append(at + near.index(one))
        at = found[-1] + 1
    return found


def against(question: Sequence[Term], title: Sequence[Term], language: str) -> bool:
    """Whether the title speaks of the opposite of what is asked (subscribe, unsubscribe), by opposites.yaml."""
    language = of_the_language(language)
    for number in range(len(_pairs().get(language, ()))):
        asked, told = sides(question, language, number), sides(title, language, number)
        if asked and told and not asked & told:
            return True
    return False


def sides(found: Sequence[Term], language: str, number: int) -> set[int]:
    """Which sides of a pair a text is on: 0, 1; turned round by a "not" in the three words before."""
    turned = NOT.get(language, set())
    said = set()
    for side in (0, 1):
        for at, _ in places(found, _opposites(language, number, side)):
            nots = sum(one.word in turned for one in found[max(0, at[0] - GAP) : at[0]])
            said.add(side ^ (nots % 2))
    return said


def says_no(found: Sequence[Term], language: str) -> bool:
    """Whether it says "not", "never" or the like; "can't" and "don't" are cut where the apostrophe stands."""
    words = [one.word for one in found]
    turned = NOT.get(of_the_language(language), set()) - {"stop"}
    return bool(turned & set(words)) or any(pair == ("can", "t") for pair in pairwise(words)) or "cannot" in words


def commonness(word: str, language: str) -> float:
    """0 for a word that customers hardly ever write, 1 for one of the most frequent. 0 in languages without a list."""
    return _common().get(word, 0.0) if of_the_language(language) == "en" else 0.0


def known(word: str, language: str) -> bool:
    return of_the_language(language) == "en" and (word in _common() or stem(word, "en") in _stems())


def common_words() -> list[str]:
    """The English words that are known, the most frequent last."""
    return list(_common())


@cache
def _common() -> dict[str, float]:
    found: dict[str, float] = {}
    for line in (DATA / "common.en.txt").read_text().splitlines():
        if not line.startswith("#"):
            level, *words = line.split()
            found |= dict.fromkeys(words, min(1.0, int(level) / 12))
    return found


@cache
def _stems() -> frozenset[str]:
    return frozenset(stem(word, "en") for word in _common())


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return _read("concepts.yaml")


def _read(name: str) -> dict:
    import yaml

    return yaml.safe_load((DATA / name).read_text())


@cache
def _phrases(language: str) -> Phrases:
    data = _data().get(language, {})
    return by_first([(phrase, name) for name, phrases in data.items() for phrase in phrases], language)


@cache
def _pairs() -> dict[str, list]:
    return _read("opposites.yaml")


@lru_cache(maxsize=200)
def _opposites(language: str, number: int, side: int) -> Phrases:
    return by_first([(phrase, str(side)) for phrase in _pairs()[language][number][side]], language)


def by_first(phrases: Iterable[tuple[str, str]], language: str) -> Phrases:
    made: Phrases = {}
    for phrase, name in phrases:
        stems = tuple(one.stem for one in terms(str(phrase), language))
        made.setdefault(stems[0], []).append((stems, name))
    return made


def rarity(word: str, language: str, pages: int, of: int) -> float:
    """0.05 to 1: how much it says that a word of the question stands in an article, where `pages` of `of` have it."""
    among = math.log((of + 1) / (pages + 0.5)) / math.log((of + 1) / 0.5)
    said = 1 - commonness(word, language)
    return max(0.05, (among + said) / 2)
