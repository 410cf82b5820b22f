"""Which letters a pattern can't do without: whether it's worth trying on a sentence, told before it is tried.

RE2's own filter looks for pieces of three letters or more; a pattern that may also match "ok" or "?" it tries on every
sentence, and there are dozens. What is found here may be as short as one character.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable
from re import _constants as kind
from re import _parser as parser

MOST = 400  # words of one pattern
SETS = 3  # of words that are asked for
CROSSED = 64  # ways to say a stretch, beyond which its parts are looked at one by one
WIDE = 4  # characters of a class that are told apart
# What Python reads otherwise than RE2 does.
_OTHERWISE = re.compile(r"\[\[|\[:|\{,|\\[pPQECzZ]|\(\?[a-zA-Z]*[xU]")
# How many sentences have a given word of so many letters, roughly.
_COMMON = (1.0, 0.6, 0.1, 0.03, 0.01, 0.004)
_RARE = 0.02  # of capitals and digits
_DIGITS = frozenset("0123456789")
_REPEATS = (kind.MAX_REPEAT, kind.MIN_REPEAT)
Words = frozenset[str]
Fold = Callable[[str], str]
_EMPTY: Words = frozenset({""})


def needed(pattern: str) -> list[Words]:
    """Every match of `pattern` has at least one word of each of these in it; empty where that can't be said shortly.

    Words with a capital stand so in the match; the others in either case.
    """
    if _OTHERWISE.search(pattern):
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            read = parser.parse(pattern)
    except (re.error, Warning, RecursionError, OverflowError):
        return []
    offers = sorted(set(_usable(_offers(read, str.lower))), key=lambda one: (_share(one), sorted(one)))
    return [one for one in offers if _share(one) < 1][:SETS]


def _share(words: Words) -> float:
    """About how many of all sentences have one of them."""
    return sum(map(_often, words))


def _often(word: str) -> float:
    return _RARE if word != word.lower() or word in _DIGITS else _COMMON[min(len(word), len(_COMMON) - 1)]


def _usable(offers: Iterable[Words]) -> list[Words]:
    return [one for one in offers if "" not in one and len(one) <= MOST]


def _best(offers: Iterable[Words]) -> Words | None:
    return min(_usable(offers), key=_share, default=None)


def _offers(sequence: Iterable, fold: Fold) -> list[Words]:
    """Sets of which one word must stand there, for each stretch of a sequence."""
    offers, said = [], _EMPTY
    for name, value in sequence:
        exact = _exact(name, value, fold)
        goes_on = exact is not None
        if exact is None and name in _REPEATS and value[0] > 0:
            exact = _said(value[2], fold)  # "ok+" has an "ok"; what follows it we don't know
        if exact and len(said) * len(exact) <= CROSSED:
            said = frozenset(a + b for a in said for b in exact)
        else:
            offers += [said, *(() if exact else _inside(name, value, fold))]
            said = exact or _EMPTY
        if not goes_on:
            offers.append(said)
            said = _EMPTY
    return [*offers, said]


def _inside(name, value, fold: Fold) -> list[Words]:
    """What must stand in a part that can be said in too many ways."""
    if name is kind.SUBPATTERN:
        return _offers(value[3], str if value[2] & re.IGNORECASE else fold)
    if name in _REPEATS and value[0] > 0:
        return _offers(value[2], fold)
    if name is kind.BRANCH:
        each = [_best(_offers(one, fold)) for one in value[1]]
        return [frozenset().union(*each)] if None not in each else []
    return []


def _exact(name, value, fold: Fold) -> Words | None:
    """All that this part can match, where that is little."""
    if name is kind.LITERAL:
        return frozenset({fold(chr(value))})
    if name is kind.AT:
        return _EMPTY
    if name is kind.IN:
        return _of_class(value, fold) if len(value) <= WIDE else None
    if name is kind.SUBPATTERN:
        return None if value[2] else _said(value[3], fold)
    if name is kind.BRANCH:
        each = [_said(one, fold) for one in value[1]]
        together = frozenset().union(*each) if None not in each else frozenset()
        return together if 0 < len(together) <= MOST else None
    if name in _REPEATS and value[:2] == (0, 1):
        inside = _said(value[2], fold)
        return inside | _EMPTY if inside is not None else None
    return None


def _said(sequence: Iterable, fold: Fold) -> Words | None:
    said = _EMPTY
    for name, value in sequence:
        exact = _exact(name, value, fold)
        if exact is None or len(said) * len(exact) > MOST:
            return None
        said = frozenset(a + b for a in said for b in exact)
    return said


def _of_class(value: list, fold: Fold) -> Words | None:
    said = set()
    for name, one in value:
        if name is kind.LITERAL:
            said.add(fold(chr(one)))
        elif (name, one) == (kind.CATEGORY, kind.CATEGORY_DIGIT):
            said |= _DIGITS
        else:
            return None
    return frozenset(said)
