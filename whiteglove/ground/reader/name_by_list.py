"""Names of our list however they are written, and other words where they must be names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from whiteglove.ground.reader.genders import NEUTRAL
from whiteglove.ground.reader.name_known import SOMEBODY, Found, Known
from whiteglove.ground.reader.name_list import listed
from whiteglove.ground.reader.name_places import NAME, Word, beside
from whiteglove.ground.reader.name_shapes import PART, SHORTENED, SUFFIX
from whiteglove.ground.reader.name_words import (
    BEGINS,
    HOW_ONE_IS,
    MONTHS,
    OF_THINGS,
    SAID_ALL_DAY,
    STAYS,
    THINGS,
    WORDS_TOO,
)
from whiteglove.ground.reader.spelling import is_english, is_strange

TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*")
# Written anyhow: "mrs hughes", "MR HUGHES".
_TITLED_LOW = re.compile(rf"\b(?:mrs|mr|ms|mx|dr)\.? (?P<name>(?:{PART} )?[a-z]+(?:['-][a-z]+)*)", re.IGNORECASE)
_IRISH = re.compile(r"[od]'(?!clock|you|ya|er$)[a-z]{3}")
TITLES = frozenset(["mr", "mrs", "ms", "mx", "dr"])
FEW = 3  # strange words; as many and more are another language where they are a third of a sentence
LEARNT = 2000  # words; a pack that taught us fewer doesn't say which words are strange


@lru_cache(maxsize=8)
def _everyday(vocabulary: frozenset[str]) -> frozenset[str]:
    """Words that are nobody's name wherever they stand."""
    listing = listed()
    return (vocabulary | BEGINS | STAYS | NEUTRAL) - listing.too - WORDS_TOO - listing.names


def by_list(text: str, lower: str, said: frozenset[str], known: Known) -> Iterator[Found]:
    """Names of our list however they are written, and other words where they must be names: "my child X is ill"."""
    everyday = _everyday(known.vocabulary)
    for match in _TITLED_LOW.finditer(text) if not said.isdisjoint(TITLES) else ():
        if match["name"].rpartition(" ")[2].lower() not in everyday:
            yield *match.span(), NAME, known.whose(match["name"])
    names = known.customer | known.agent
    odd = {one for one in said - everyday if "'" not in one or SHORTENED.sub("", one) not in everyday}
    if names:
        odd |= {one for one in said if one in names or ("'" in one and SHORTENED.sub("", one) in names)}
    if not odd:
        return
    words = [(match[0], *match.span()) for match in TOKEN.finditer(lower)]
    strange = _strange(words, odd, text, known)
    last = -2
    for place, (word, start, _) in enumerate(words):
        if word in odd and (place in strange or _tells(words, place, text, lower, known, after_name=last == start - 1)):
            bare = SHORTENED.sub("", word)
            last = start + len(bare)
            yield start, last, *known.at(text, start, bare)


def _strange(words: list[Word], odd: Collection[str], text: str, known: Known) -> Collection[int]:
    """Which words nobody knows, so that they are names wherever they stand; none where hardly any are English."""
    if len(known.vocabulary) <= LEARNT or not (unheard := {one for one in odd if _is_strange(one, known.vocabulary)}):
        return ()
    found = [
        place
        for place, (word, start, end) in enumerate(words)
        if word in unheard and _by_itself(text, start, end) and not (place and words[place - 1][0] in OF_THINGS)
    ]
    return found if len(found) < FEW or len(found) * 3 <= len(words) else ()


@lru_cache(maxsize=4096)
def _is_strange(word: str, vocabulary: frozenset[str]) -> bool:
    """Whether nobody knows the word, also with an apostrophe in it: "ng'ang'a", but not "shan't"."""
    bare = SHORTENED.sub("", word)
    if "'" not in bare:
        return not word.endswith("n't") and is_strange(bare, vocabulary)
    parts = [part for part in bare.split("'") if len(part) > 1]
    if not parts or any(part in vocabulary for part in parts):
        return False
    return is_strange(bare.replace("'", ""), vocabulary) or all(is_strange(part, vocabulary) for part in parts)


def _by_itself(text: str, start: int, end: int) -> bool:
    """Whether it is a word, and not part of a number, an address or a file's name; and no abbreviation."""
    before, after = text[start - 1 : start], text[end : end + 2]
    if before.isalnum() or (before and before in "@_/\\#=&{") or (after and after[0] in "@_/\\=}"):
        return False
    if after[:1].isalnum() or (after[:1] == "." and after[1:].isalnum()):
        return False
    if text[max(0, start - 5) : start].lower().endswith(" dot ") or text[end : end + 5].lower() == " dot ":
        return False
    if before == "." and text[start - 2 : start - 1].isalnum():
        return False
    return not text[start:end].isupper() or _is_shouted(text)


def _is_shouted(text: str) -> bool:
    return sum(map(str.isupper, text)) > 2 * sum(map(str.islower, text))


def _tells(words: list[Word], place: int, text: str, lower: str, known: Known, *, after_name: bool) -> bool:
    """Whether the word is a name: listed, a surname behind one that is, or for what stands beside it."""
    listing, (word, start, end) = listed(), words[place]
    bare = SHORTENED.sub("", word)
    if bare in listing.names or _IRISH.match(bare):
        return True
    too, ours = bare in listing.too or bare in WORDS_TOO, known.whose(bare) != SOMEBODY
    if ours:
        return beside(words, place, lower, too=True, ours=True, always=too and _is_seldom_said(bare))
    if not too and not (len(known.vocabulary) > LEARNT and _unheard(bare)):
        return False
    if after_name and not too and not is_english(bare) and text[start - 2].islower() == text[end - 1].islower():
        return True
    if too and bare not in SAID_ALL_DAY and _leads_a_name(words, place, text, known):
        return True
    return beside(words, place, lower, too=too, ours=False)


def _leads_a_name(words: list[Word], place: int, text: str, known: Known) -> bool:
    """Whether a surname stands behind it: "faith balogun"."""
    if words[place][0] in HOW_ONE_IS or place + 1 >= len(words):
        return False
    (_, start, end), (after, begins, ends) = words[place], words[place + 1]
    after = SHORTENED.sub("", after)
    named = after in listed().names or (
        len(known.vocabulary) > LEARNT and _is_strange(after, known.vocabulary) and _by_itself(text, begins, ends)
    )
    return named and text[end:begins] == " " and text[start].islower() == text[begins].islower()


def _is_seldom_said(word: str) -> bool:
    """Whether a word that somebody is called is a thing's name too, and not said all day: "rose", not "hope"."""
    return word not in SAID_ALL_DAY and word not in HOW_ONE_IS and word not in THINGS and word not in MONTHS


def _unheard(word: str) -> bool:
    """Whether a word that nobody taught us has the shape of a name."""
    return len(word) > 2 and not SHORTENED.search(word) and not (SUFFIX.search(word) and is_english(word))


def phrases(text: str, lower: str, first: str, known: Known) -> Iterator[Found]:
    """Names of several words: "new york"."""
    if not any(whole in lower for whole in listed().phrases[first]):
        return
    for match in re.finditer(rf"\b{first}\b", lower):
        for whole in listed().phrases[first]:
            end = match.start() + len(whole)
            if lower.startswith(whole, match.start()) and not lower[end : end + 1].isalnum():
                yield match.start(), end, *known.at(text, match.start(), whole)
                break
