"""Which words a pattern can't do without: whether it's worth trying on a sentence, told before it is tried.

RE2's own filter knows pieces of three letters or more, wherever they stand. What is found here may be as short as a
character, and knows where a word begins and ends: "you" isn't in "your".
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from math import fsum
from re import _constants as kind
from re import _parser as parser
from typing import NamedTuple

from whiteglove.ground.reader.usual_words import BEGIN, EDGE, usual

MOST = 400  # words one of which is asked for; ways to say a word
SETS = 4  # of words, of each of which one is asked for
ROWS, ALONE = 24, 500  # ways to match that are told apart; where nothing was told apart before, more
WIDE = 6  # letters of a class that are told apart
# What Python reads otherwise than RE2 does.
_OTHERWISE = re.compile(r"\[\[|\[:\^?\w+:\]|\{,|\\[QECzZ]|\(\?[a-zA-Z]*[xUm]")
_SCRIPT = re.compile(r"\\[pP](?:\{\^?\w+\}|\w)")
_LETTERS = re.compile(r"[A-Za-z0-9_]+")
_RUN = re.compile(r"[A-Za-z0-9_]+|[^\x00-\x7f]+|[^A-Za-z0-9_]")
_PART = re.compile(rf"[{EDGE}{BEGIN}]?[^{EDGE}{BEGIN}]+{EDGE}?")
_DIGIT = str.maketrans("123456789", "000000000")
_REPEATS = (kind.MAX_REPEAT, kind.MIN_REPEAT)
_STARTS = (kind.AT_BEGINNING, kind.AT_BEGINNING_STRING)
_CLASSES = (kind.CATEGORY_SPACE, kind.CATEGORY_NOT_WORD)
Words = frozenset[str]
_ANYTHING: Words = frozenset({""})
_BORDER: Words = frozenset({EDGE})
_START: Words = frozenset({BEGIN})
_NOWHERE = _ANYTHING | _BORDER | _START


def needed(pattern: str) -> list[tuple[Words, ...]]:
    """Every match of `pattern` has in it a word of each set of at least one of these rows. An empty row: it may be any.

    Words as `shape` gives them: EDGE where a word begins or ends, BEGIN where the text does. One with a capital stands
    so in the match, others in either case.
    """
    if _OTHERWISE.search(pattern):
        return [()]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            read = parser.parse(_SCRIPT.sub(r"\\w", pattern))
    except (re.error, Warning, RecursionError, OverflowError):
        return [()]
    rows = {_rarest(way.broken().sets) for way in _walked([Way((), _ANYTHING)], read, shape, ROWS)}
    return [()] if () in rows else list(rows)


def shape(word: str) -> str:
    """As words are compared: lower case, every digit as 0."""
    return word.lower().translate(_DIGIT)


def cased(word: str) -> str:
    return word.translate(_DIGIT)


def _rarest(sets: Iterable[Words]) -> tuple[Words, ...]:
    told = sorted((_share(one), sorted(one), one) for one in set(sets))
    return tuple(one for share, _, one in told[:SETS] if share < SETS)


@lru_cache(maxsize=4096)
def _share(words: Words) -> float:
    """About how many of all sentences have one of them; the same however they are ordered."""
    return fsum(map(usual, words))


class Way(NamedTuple):
    """One way to match up to here: the sets passed by, and how the word may go that it is in the middle of."""

    sets: tuple[Words, ...]
    said: Words

    def broken(self) -> Way:
        """Anything may follow."""
        return self if self.said is _ANYTHING else Way(self.sets + _told(self.said), _ANYTHING)

    def ended(self) -> Way:
        """No letter follows."""
        if self.said is _BORDER:
            return self
        if not _NOWHERE.isdisjoint(self.said):
            return Way(self.sets, _BORDER)
        return Way(self.sets + _told([*map(_closed, self.said)]), _BORDER)

    def apart(self) -> Way:
        return self.broken() if any(one.strip(EDGE + BEGIN) for one in self.said) else self

    def grown(self, letters: Sequence[str]) -> Way:
        if len(self.said) * len(letters) > MOST:
            return Way(self.sets + _told(self.said), frozenset(letters))
        return Way(self.sets, frozenset([a + b for a in self.said for b in letters]))


def _closed(said: str) -> str:
    return said if said[-1] == EDGE else said + EDGE


def _told(said: Collection[str]) -> tuple[Words, ...]:
    """The set that is asked for where a word may go so; none where it may be no word at all."""
    if len(said) > MOST or not _NOWHERE.isdisjoint(said):
        return ()
    return (frozenset([one if one.find(EDGE, 1, -1) < 0 else _best_part(one) for one in said]),)


def _best_part(said: str) -> str:
    return min(_PART.findall(said), key=usual)


def _each(ways: list[Way], step: Callable[[Way], list[Way]]) -> list[Way]:
    """`step` makes several of each; those in the middle of the same word are looked at once."""
    if len(ways) == 1:
        return step(ways[0])
    made: list[Way] = []
    known: dict[Words, list[Way]] = {}
    for sets, said in ways:
        if (more := known.get(said)) is None:
            more = known[said] = step(Way((), said))
        made += [Way(sets + one.sets, one.said) for one in more]
    return made


def _walked(ways: list[Way], sequence: Iterable, fold: Callable[[str], str], room: int) -> list[Way]:
    """All ways through a sequence; `room` for so many."""
    letters = ""
    for name, value in getattr(sequence, "data", sequence):
        if name is kind.LITERAL:
            letters += chr(value)
            continue
        if letters:
            ways, letters = _written(ways, letters, fold), ""
        ways = _through(ways, name, value, fold, room)
    return _written(ways, letters, fold) if letters else ways


def _written(ways: list[Way], letters: str, fold: Callable[[str], str]) -> list[Way]:
    return _each(ways, lambda way: [_spelt(way, letters, fold)])


def _spelt(way: Way, letters: str, fold: Callable[[str], str]) -> Way:
    for run in _RUN.findall(letters):
        if _is_letter(run[0]):
            way = way.grown((fold(run),))
        else:
            way = way.ended()
            if run > " " and _caseless(run):
                way = Way((*way.sets, frozenset({run})), _BORDER)
    return way


def _is_letter(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "_")


def _caseless(text: str) -> bool:
    return text.isascii() or text == text.casefold() == text.upper()


def _through(ways: list[Way], name, value, fold: Callable[[str], str], room: int) -> list[Way]:
    if name is kind.SUBPATTERN:
        _, added, taken, inside = value
        if not (added | taken) & re.IGNORECASE:
            return _walked(ways, inside, fold, room)
        walked = _walked([one.apart() for one in ways], inside, cased if taken & re.IGNORECASE else shape, room)
        return [one.apart() for one in walked]
    if name is kind.BRANCH:
        return _branched(ways, value[1], fold, room)
    if name in _REPEATS:
        return _repeated(ways, value, fold, room)
    if name is kind.IN:
        return [_of_class(one, value, fold) for one in ways]
    if name is kind.AT and value in _STARTS:
        return [Way(one.ended().sets, _START) for one in ways]
    if name is kind.AT and value in (kind.AT_BOUNDARY, kind.AT_END):
        return [one if one.said is _START else one.ended() for one in ways]
    return ways if name is kind.AT else [one.broken() for one in ways]


def _branched(ways: list[Way], branches: Sequence, fold: Callable[[str], str], room: int) -> list[Way]:
    """Branches are ways of their own where there's room; else what can be said of all of them."""
    room = ALONE if len(ways) == 1 and room == ROWS else room // len(ways)
    inside = ROWS if room == ALONE else room // len(branches)

    told = [(_word(branch), branch) for branch in branches]
    words = [fold(word) for word, _ in told if word]
    others = [branch for word, branch in told if not word]

    def step(way: Way) -> list[Way]:
        made = [way.grown(words)] if words else []
        made += [one for branch in others for one in _walked([way], branch, fold, inside)]
        in_a_word = [one for one in made if len(one.sets) == len(way.sets)]
        if len(made) > room or len(in_a_word) == len(made):
            return [_merged(way, made)]
        if len(in_a_word) < 2:
            return made
        return [_merged(way, in_a_word), *(one for one in made if len(one.sets) > len(way.sets))]

    return _each(ways, step)


def _word(branch: Sequence) -> str:
    """The letters that are all of it."""
    letters = [value for name, value in branch.data if name is kind.LITERAL]
    word = "".join(map(chr, letters)) if len(letters) == len(branch.data) else ""
    return word if _LETTERS.fullmatch(word) else ""


def _merged(way: Way, made: Sequence[Way]) -> Way:
    sets, said = way.sets, frozenset[str]().union(*[one.said for one in made])
    offers = [one.sets[len(sets) :] or _told(one.said) for one in made]
    if any(len(one.sets) > len(sets) for one in made) and all(offers):
        union = frozenset[str]().union(*[min(one, key=_share) for one in offers])
        sets += (union,) if len(union) <= MOST else ()
    if "" in said:
        return Way(sets, _ANYTHING)
    return Way(sets, said) if len(said) <= MOST else Way(sets, said).broken()


def _repeated(ways: list[Way], value: tuple, fold: Callable[[str], str], room: int) -> list[Way]:
    least, times, inside = value
    if least:
        ways = _walked(ways, inside, fold, room)
        if times == 1:
            return ways
    if _is_sign(inside):
        return [_perhaps_ended(one) for one in ways]

    def step(way: Way) -> list[Way]:
        start = way if times == 1 else way.broken()
        return [_merged(way, [way, *_walked([start], inside, fold, 1)])]

    return _each(ways, step)


def _is_sign(inside: Sequence) -> bool:
    name, value = inside[0] if len(inside) == 1 else (None, None)
    if name is kind.LITERAL:
        return not _is_letter(chr(value))
    return name is kind.IN and _letters_of(value, shape) is _BORDER


def _perhaps_ended(way: Way) -> Way:
    """A sign may follow, or none: "no,? " ends a word either way."""
    if "" in way.said or len(way.said) * 2 > MOST:
        return way.broken()
    return Way(way.sets, way.said | {EDGE if one in _NOWHERE else _closed(one) for one in way.said})


def _of_class(way: Way, items: list, fold: Callable[[str], str]) -> Way:
    letters = _letters_of(items, fold)
    if letters is _BORDER:
        signs = [chr(value) for name, value in items if name is kind.LITERAL and value > 127 and _caseless(chr(value))]
        ended = way.ended()
        return Way((*ended.sets, frozenset(signs)), _BORDER) if len(signs) == len(items) else ended
    return way.grown(sorted(letters)) if letters and len(letters) <= WIDE else way.broken()


def _letters_of(items: list, fold: Callable[[str], str]) -> Words | None:
    """The letters of a class; `_BORDER` where it has none, None where it has others too, or too many."""
    letters, signs = set(), False
    for name, value in items:
        if name is kind.LITERAL and _is_letter(chr(value)):
            letters.add(fold(chr(value)))
        elif (name, value) in ((kind.CATEGORY, kind.CATEGORY_DIGIT), (kind.RANGE, (48, 57))):
            letters.add("0")
        elif name is kind.LITERAL or (name is kind.CATEGORY and value in _CLASSES):
            signs = True
        else:
            return None
    if signs:
        return None if letters else _BORDER
    return frozenset(letters)
