"""Whether a sentence says that something is so, or that it isn't. Pure; texts are `plain` ones, one sentence each.

A denial denies its own part of a sentence (“it isn't at the depot, it's on its way” denies the depot alone), but not
where the words that a scenario listens for are themselves the denial (“you won't be cut off”), nor where “not” is but a
manner of speaking (“not only”, “don't worry”), nor in “not this but that”, which says what it is.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from .denial_words import (
    BACKGROUND,
    BREAKS,
    BUT,
    DENIES,
    ENDS,
    FALSE,
    HARMLESS,
    INSTEAD,
    IS_NOT,
    LESSENS,
    REASSURES,
    RELATIVE,
    SO,
    WAS_NOT,
)  # fmt: skip
from .words import any_of

Span = tuple[int, int]
TABLES = {"denies": DENIES, "lessens": LESSENS, "harmless": HARMLESS, "false": FALSE}


@lru_cache(maxsize=32)
def _known(kind: str, language: str) -> re.Pattern[str]:
    return re.compile(TABLES[kind].get(language, TABLES[kind]["en"]))


def affirms(text: str, groups: Sequence[Sequence[str]], language: str) -> frozenset[int]:
    """Which of these groups of words stand in a part of this sentence that denies nothing."""
    found = [[one.span() for one in any_of(tuple(group)).finditer(text)] for group in groups]
    there = frozenset(place for place, spans in enumerate(found) if spans)
    if not there or not denies(text, language):
        return there
    flat, besides = denials(text, [span for spans in found for span in spans], language)
    # What is named beside, in a part that tells how it came about or what it isn't, is named where the rest is told.
    return _outside(found, flat) if _outside(found, (*flat, *besides)) else frozenset()


def _outside(found: Sequence[Sequence[Span]], denied: Sequence[Span]) -> frozenset[int]:
    return frozenset(place for place, spans in enumerate(found) if any(not _within(one[0], denied) for one in spans))


def affirmed(texts: Iterable[str], groups: Sequence[Sequence[str]], language: str) -> bool:
    """Whether a word of every group stands in these sentences, and isn't denied there."""
    said: set[int] = set()
    for one in texts:
        said |= affirms(one, groups, language)
    return len(said) == len(groups)


def denies(text: str, language: str) -> bool:
    """Whether anything is denied in this sentence, be it only by a manner of speaking."""
    return bool(_known("denies", language).search(text) or _known("false", language).search(text))


def said_not(text: str, language: str) -> list[str]:
    """The parts of a sentence in which something is denied, whatever anybody listens for."""
    flat, besides = denials(text, (), language)
    return [text[start:end] for start, end in (*flat, *besides)]


def says_no(text: str, language: str) -> bool:
    """Whether it denies something in earnest, and not to spare somebody something."""
    return bool(_cues(REASSURES.sub("", text), language) or _known("false", language).search(text))


def _cues(text: str, language: str) -> list[Span]:
    harmless = [one.span() for one in _known("harmless", language).finditer(text)]
    cues = (one.span() for one in _known("denies", language).finditer(text))
    return [one for one in cues if not _within(one[0], harmless)]


def denials(text: str, listened: Sequence[Span], language: str) -> tuple[list[Span], list[Span]]:
    """(parts of a sentence that are denied, parts that only say how it came about or what it isn't).

    `listened`: where words stand that somebody listens for, which may be denials themselves.
    """
    flat = [_reach(text, one.end()) for one in _known("false", language).finditer(text)]
    besides: list[Span] = []
    cues = _cues(text, language)
    own = [one for one in cues if _overlap(one, listened)]
    ends = [one.span() for one in ENDS.finditer(text)]
    for one in (*(each for each in cues if each not in own), *_doubled(text, own, listened, ends, language)):
        part = _from_relative(text, one, _part(one[0], ends, len(text)))
        (besides if _is_aside(text, one, part) else flat).append(part)
    return flat, besides


def _is_aside(text: str, cue: Span, part: Span) -> bool:
    upto = text[: cue[1]]
    if WAS_NOT.search(upto) and (BACKGROUND.search(text[: part[0]]) or SO.match(text, part[1])):
        return True
    return bool(BUT.match(text, part[1]) or (IS_NOT.search(upto) and INSTEAD.match(text, part[1])))


def _doubled(
    text: str, own: Sequence[Span], listened: Sequence[Span], ends: Sequence[Span], language: str
) -> list[Span]:
    """“Nothing will not be cut off”: another denial beside the one that is listened for."""
    less = [one.span() for one in _known("lessens", language).finditer(text)]
    return [one for one in less if not _overlap(one, listened)
            and any(_part(one[0], ends, len(text)) == _part(each[0], ends, len(text)) for each in own)]  # fmt: skip


def _reach(text: str, start: int) -> Span:
    end = BREAKS.search(text, start)
    return start, end.start() if end else len(text)


def _part(at: int, ends: Sequence[Span], length: int) -> Span:
    """From the last end before to the next after."""
    start = max((end for _, end in ends if end <= at), default=0)
    return start, min((one for one, _ in ends if one >= at), default=length)


def _from_relative(text: str, cue: Span, part: Span) -> Span:
    """“An attempt that didn't go through” denies nothing but that it did."""
    found = RELATIVE.search(text, part[0], cue[0])
    return (found.start(), part[1]) if found else part


def _within(at: int, spans: Iterable[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def _overlap(one: Span, spans: Iterable[Span]) -> bool:
    return any(one[0] < end and start < one[1] for start, end in spans)
