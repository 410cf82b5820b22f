"""Names told by their shape: a title before them, a greeting, a comma, "my name is", a capital inside a sentence."""
# ruff: noqa: E501  (patterns)

from __future__ import annotations

import re
from collections.abc import Iterator

from whiteglove.ground.reader.language import UNSURE
from whiteglove.ground.reader.name_known import GREETS, Found, Known, dated
from whiteglove.ground.reader.name_list import listed
from whiteglove.ground.reader.name_places import NAME, NOT_OWNED, subject
from whiteglove.ground.reader.name_words import BEGINS, DOES, NAMES_ENDING_SO, SAYS, STAYS, WORDS_TOO

LOOKED_AT = 4000
_CAP = r"(?:[ODL]'|O )?[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:'(?!(?:s|ll|d|ve|re|m|t)\b)[A-Za-z]+|-[A-Za-z]+)*(?![A-Za-z]|'t\b)"
PART = r"(?:de las?|de los|del|della|de|da|dos|das|di|du|van der|van den|van de|van|von der|von|ter|ten|bin|ibn|bint|abu|al|el|la|le|y|st\.?|o)"
_INNER = r"(?:am|sur|upon|lez|les|sous|of the|of|op|aan|bei|an der|ob der|nad|pod)"
# "Sarah", "J. Smith", "Juan de la Cruz".
_RUN = rf"(?:[A-Z]\. ?){{0,2}}{_CAP}(?: (?:(?:{PART}|{_INNER}) )?(?:[A-Z]\. )?{_CAP})*"
_ALONE = re.compile(rf"^(?P<name>{_CAP})[.!]?$")
SHORTENED = re.compile(r"(?:n't|'(?:ll|re|ve|d|m|s))$")
TITLE = r"(?:Mrs|Mr|Ms|Mx|Miss|Dr|Prof|Professor|Herr|Frau|Monsieur|Madame|Mme|Mlle|Sr|Sra|Senor|Senora|Senhor|Senhora|Dona|Don)"
# What begins with letters is looked for much faster than what begins with the edge of a word.
TITLE_INSIDE = re.compile(TITLE)
TITLED = re.compile(rf"\b{TITLE}\.? (?:{PART} )?(?!And\b){_RUN}|\b{TITLE}\. [A-Z]\b\.?")
_GREETED = re.compile(rf"\b(?i:{GREETS}(?: there| again)?),? (?P<name>{_RUN})(?=\s*(?:[,.!?:;)-]|$|I\b|[a-z]))")
_CALLED = re.compile(
    rf"\b(?i:name is|name's|this is|i am|i'm|it's|speaking with|speaking to|called|ich bin|mein name ist|je m'appelle|je suis"
    rf"|me llamo|soy|meu nome e|me chamo|sou) (?P<name>{_RUN})(?=\s*(?:[,.!?]|$|from|here|with|and|at|in|your|speaking|of|"
    rf"calling|i\b|von|vom|de|du|da|do))",
)
_LEADS = re.compile(rf"^(?P<name>{_CAP})(?=,| here\b| speaking\b| from\b| at your\b)")
_TRAILS = re.compile(rf",\s*(?P<name>{_RUN})(?=\s*[.!?)]*\s*(?:$|[-:(]))")
_INSIDE = re.compile(rf"(?<=[a-z0-9,;'\")] )(?:{PART} )?(?P<name>{_RUN})")
_FIRST = re.compile(rf"^[\"'(]*(?P<name>{_RUN})(?P<own>'s\b)?(?: (?P<after>[a-z]+(?:'[a-z]+)?))?")
_CAPITAL = re.compile(_CAP)
_CAPITAL_INSIDE = re.compile(r"[A-Z][a-z]")
_WORD = re.compile(r"[A-Za-z']+")
SUFFIX = re.compile(r"(?:ly|ing|ed|tion|ment|ness|able|ally|ous|ful|est|ers|ies|ks|ts)$")
# Of these endings plurals and adverbs have many, and names too; a verb in the singular after it tells a name.
_SOFT = re.compile(r"(?:ly|ed|ers|ies|ks|ts)$")
# The first two tell by their words; the others by capitals, where we know which words are ordinary: in English. The last
# two need none inside the sentence.
_AT_START = (_LEADS, _ALONE)
_SHAPES = (_GREETED, _CALLED, _TRAILS, _LEADS, _ALONE)


def by_shape(text: str, known: Known, language: str) -> Iterator[Found]:
    inside = _CAPITAL_INSIDE.search(text, 1)
    capitals = bool(inside) and _mostly_capitals(text)
    shapes = _SHAPES if language == "en" else _SHAPES[:2]
    for shape in shapes if inside else shapes[3:]:
        for match in shape.finditer(text) if shape not in _AT_START else filter(None, [shape.match(text)]):
            name = match["name"]
            word = name.lower()
            certain = word in WORDS_TOO and word not in SAYS if shape in (_LEADS, _ALONE) else not capitals
            if name[0].isupper() and _may_be_name(name, known, certain=certain):
                yield *match.span("name"), NAME, known.whose(name)
    if inside and language not in ("de", UNSURE) and not capitals:
        yield from _by_capitals(text, known)


def _mostly_capitals(text: str) -> bool:
    """Whether This Is Written Like This, so that capitals say nothing."""
    words = [one for one in _WORD.findall(text[:LOOKED_AT]) if one != "I" and not one.startswith("I'")]
    return len(words) > 4 and sum(word[0].isupper() for word in words) > len(words) * 0.6


def _is_ordinary(word: str, known: Known) -> bool:
    """Whether the word, or each part of "they're" and "twenty-six", is no name by itself."""
    plain_word = SHORTENED.sub("", word)
    return all(one in known.vocabulary or one in BEGINS for one in (plain_word or word).split("-")) and (
        plain_word not in WORDS_TOO
    )


def _may_be_name(name: str, known: Known, *, certain: bool) -> bool:
    words = name.lower().split()
    if len(words) == 1 and _is_ordinary(words[0], known):
        return False
    if any(word in STAYS and word not in WORDS_TOO for word in words):
        return False
    if certain:
        return words[0] not in known.vocabulary or words[0] in WORDS_TOO or words[0] in listed().too or len(words) > 1
    shaped = words[0] in NAMES_ENDING_SO or not SUFFIX.search(words[0])
    return words[0] not in known.vocabulary and words[0] not in WORDS_TOO and shaped


def _by_capitals(text: str, known: Known) -> Iterator[Found]:
    """Capitals where a sentence has none of its own."""
    for match in _INSIDE.finditer(text):
        for start, end in _groups(text, *match.span("name")):
            if not dated(text, start, end):
                yield start, end, *known.at(text, start, text[start:end])


def _groups(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a run of capitals between words that are never a name: "Sarah | Monday"."""
    begun, last = -1, start
    for match in _CAPITAL.finditer(text, start, end):
        if match[0].lower() in STAYS and match[0].lower() not in WORDS_TOO:
            if begun >= 0:
                yield begun, last
            begun = -1
        elif begun < 0:
            begun = start if last == start else match.start()
        last = match.end()
    if begun >= 0:
        yield begun, last


def _says_nothing(word: str, known: Known) -> bool:
    """Whether the word is ordinary wherever it begins a sentence: no more need be looked at."""
    return word in known.vocabulary and word.isalpha() and word not in WORDS_TOO and word not in listed().too


def at_start(text: str, known: Known) -> Iterator[Found]:
    """The capital at the start of a sentence, where it says something."""
    match = _FIRST.match(text)
    if not match or not known.vocabulary or _says_nothing(match["name"].lower(), known):
        return
    start, end = next(_groups(text, *match.span("name")), (-1, 0))
    if start != match.start("name"):
        return
    word, *others = text[start:end].lower().split()
    after = match["after"] or ""
    listing = listed()
    if others:
        told = word in listing.names or word in WORDS_TOO or word in listing.too or word[1:2] == "."
    elif word in WORDS_TOO or word in listing.too:
        told = subject(word, after) or (match["own"] and not after.startswith(NOT_OWNED))
    else:
        told = after in DOES and _SOFT.search(word) and not _is_ordinary(word, known)
    if told or _may_be_name(word, known, certain=False):
        yield start, end, NAME, known.whose(text[start:end])
