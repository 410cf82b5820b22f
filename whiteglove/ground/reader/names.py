"""Names of people and places, put out of sight before anything judges: a verdict must not depend on who someone is.

A name is known from the conversation, stands in our list, or is told by its shape: a title before it, a greeting, a comma,
"my name is", a capital in the middle of a sentence. Each becomes NAME or PLACE, by the words beside it and never by
which name it is; the reader still knows whose it was.
"""
# ruff: noqa: E501  (patterns)

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from whiteglove.ground.reader.folding import Traced, plain
from whiteglove.ground.reader.genders import NEUTRAL
from whiteglove.ground.reader.language import UNSURE, is_foreign
from whiteglove.ground.reader.name_list import listed
from whiteglove.ground.reader.name_places import NAME, NOT_OWNED, Word, beside, placed, subject
from whiteglove.ground.reader.name_words import BEGINS, DOES, MONTHS, NAMES_ENDING_SO, PARTICLES, SAYS, STAYS, WORDS_TOO

CUSTOMER, AGENT, SOMEBODY = "customer", "agent", "somebody"

_CAP = r"(?:[ODL]'|O )?[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:'(?!(?:s|ll|d|ve|re|m|t)\b)[A-Za-z]+|-[A-Za-z]+)*(?![A-Za-z])"
_PART = r"(?:de las?|de los|del|della|de|da|dos|das|di|du|van der|van den|van de|van|von der|von|ter|ten|bin|ibn|bint|abu|al|el|la|le|y|st\.?|o)"
_INNER = r"(?:am|sur|upon|lez|les|sous|of the|of|op|aan|bei|an der|ob der|nad|pod)"
# "Sarah", "J. Smith", "Juan de la Cruz".
_RUN = rf"(?:[A-Z]\. ?){{0,2}}{_CAP}(?: (?:(?:{_PART}|{_INNER}) )?(?:[A-Z]\. )?{_CAP})*"
_ALONE = re.compile(rf"^(?P<name>{_CAP})[.!]?$")
_SHORTENED = re.compile(r"(?:n't|'(?:ll|re|ve|d|m|s))$")
_TITLE = r"(?:Mrs|Mr|Ms|Mx|Miss|Dr|Prof|Professor|Herr|Frau|Monsieur|Madame|Mme|Mlle|Sr|Sra|Senor|Senora|Senhor|Senhora|Dona|Don)"
_TITLED = re.compile(rf"\b{_TITLE}\.? (?:{_PART} )?(?!And\b){_RUN}|\b{_TITLE}\. [A-Z]\b\.?")
# Written anyhow: "mrs hughes", "MR HUGHES".
_TITLED_LOW = re.compile(rf"\b(?:mrs|mr|ms|mx|dr)\.? (?P<name>(?:{_PART} )?[a-z]+(?:['-][a-z]+)*)", re.IGNORECASE)
_GREETS = (
    r"(?:hi|hello|hey|hiya|dear|morning|afternoon|evening|thanks|thank you|many thanks|sorry|apologies|welcome(?: back)?|bye|goodbye"
    r"|cheers|regards|hallo|guten tag|guten morgen|liebe|lieber|bonjour|salut|bonsoir|cher|chere|hola|buenos dias|buenas tardes"
    r"|estimado|estimada|ola|bom dia|boa tarde|caro|cara|prezado|prezada|merci|gracias|obrigado|obrigada|danke|yes|no|ok|okay"
    r"|sure|certainly|absolutely|alright|congratulations|well done|nice to meet you|good to hear from you)"
)
_GREETED = re.compile(rf"\b(?i:{_GREETS}(?: there| again)?),? (?P<name>{_RUN})(?=\s*(?:[,.!?:;)-]|$|I\b|[a-z]))")
_CALLED = re.compile(
    rf"\b(?i:name is|name's|this is|i am|i'm|it's|speaking with|speaking to|called|ich bin|mein name ist|je m'appelle|je suis"
    rf"|me llamo|soy|meu nome e|me chamo|sou) (?P<name>{_RUN})(?=\s*(?:[,.!?]|$|from|here|with|and|at|in|your|speaking|of|"
    rf"calling|i\b|von|vom|de|du|da|do))",
)
_LEADS = re.compile(rf"^(?P<name>{_CAP})(?=,| here\b| speaking\b| from\b| at your\b)")
_TRAILS = re.compile(rf",\s*(?P<name>{_RUN})(?=\s*[.!?)]*\s*(?:$|[-:(]))")
_INSIDE = re.compile(rf"(?<=[a-z0-9,;'\")] )(?:{_PART} )?(?P<name>{_RUN})")
_FIRST = re.compile(rf"^[\"'(]*(?P<name>{_RUN})(?P<own>'s\b)?(?: (?P<after>[a-z]+(?:'[a-z]+)?))?")
_CAPITAL = re.compile(_CAP)
_CAPITAL_INSIDE = re.compile(r"[A-Z][a-z]")
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*")
_FOREIGN = re.compile(r"[^\W\d_A-Za-z]{2,}(?:[ -][^\W\d_A-Za-z]{2,})*")
_WORD = re.compile(r"[A-Za-z']+")
_HYPHENED = re.compile(r"[A-Za-z'-]+")
_SUFFIX = re.compile(r"(?:ly|ing|ed|tion|ment|ness|able|ally|ous|ful|est|ers|ies|ks|ts)$")
# Of these endings plurals and adverbs have many, and names too; a verb in the singular after it tells a name.
_SOFT = re.compile(r"(?:ly|ed|ers|ies|ks|ts)$")
_PLACEHOLDER = re.compile(rf"(?:\b{_TITLE}\.? )?(?P<who>\{{(?:customer|agent|name)\}})")
CONTACTS = re.compile(
    r"(?P<email>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})|(?P<url>(?:https?://|www\.)[^\s<>\"']{2,2000})"
)


_PLACEHOLDERS = {"{customer}": CUSTOMER, "{agent}": AGENT, "{name}": SOMEBODY}


@dataclass(frozen=True)
class Known:
    """Who speaks in this conversation, and which words are ordinary. Names in plain characters, lower case."""

    customer: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()
    vocabulary: Collection[str] = frozenset()

    @classmethod
    def of(cls, customer: Iterable[str], agent: Iterable[str], vocabulary: Collection[str] = frozenset()) -> Known:
        return cls(_parts(customer), _parts(agent), vocabulary)

    def whose(self, name: str) -> str:
        words = set(_WORD.findall(name.lower())) | {name.lower()}
        return CUSTOMER if words & self.customer else AGENT if words & self.agent else SOMEBODY


def _parts(names: Iterable[str]) -> frozenset[str]:
    """Every name whole and in its parts: "Cleo Amara" -> cleo amara, cleo, amara."""
    found: set[str] = set()
    for name in names:
        whole = plain(name).strip().lower()
        found |= {whole, *(part for part in re.split(r"[\s]+", whole) if len(part) > 1)} if whole else set()
    return frozenset(found)


@dataclass(frozen=True)
class Masked:
    """A sentence without its names; `names`: (start, end in `text`, whose)."""

    text: Traced
    names: tuple[tuple[int, int, str], ...]


def mask(sentence: Traced, known: Known, language: str) -> Masked:
    """NAME and PLACE for names, EMAIL and URL for addresses."""
    language = "en" if language == UNSURE and _looks_english(sentence.text, known) else language
    traced = sentence
    if "@" in traced.text or "://" in traced.text or "www." in traced.text.lower():
        traced = sentence.sub(CONTACTS, lambda match: "EMAIL" if match["email"] else "URL")
    found: list[tuple[int, int, str, str]] = []
    for one in _found(traced.text, known, language):
        if not any(one[0] < b and a < one[1] for a, b, *_ in found):
            found.append(one)
    if not found:
        return Masked(traced, ())
    return _masked(traced, _joined(traced.text, sorted(found)))


_BETWEEN = re.compile(rf"(?:(?<=\bst)\.)?[ -](?:{_PART} )?", re.IGNORECASE)
_LEADING = re.compile(rf"(?:^|(?<= ))(?:{_PART} |[a-z]\. ?)$", re.IGNORECASE)
_AN_ORDINARY = re.compile(
    r"\b(?:a|the|this|that|your|my|our|delivery|removal|white|blue|red|main|rubbish|recycling) $", re.IGNORECASE
)


def _joined(text: str, found: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    """Names that stand together are one: "Maria Flor de la Cruz" as "Sarah"."""
    made: list[tuple[int, int, str, str]] = []
    for start, end, word, whose in found:
        if made and _BETWEEN.fullmatch(text, made[-1][1], start):
            a, _, first, owner = made[-1]
            made[-1] = (a, end, first, owner if owner != SOMEBODY else whose)
        elif (
            start
            and (lead := _LEADING.search(text, max(0, start - 8), start))
            and not _AN_ORDINARY.search(text[: lead.start()])
        ):
            made.append((lead.start(), end, placed(text, lead.start()), whose))
        else:
            made.append((start, end, word, whose))
    return made


def _masked(traced: Traced, found: list[tuple[int, int, str, str]]) -> Masked:
    text, last = "", 0
    starts: list[int] = []
    ends: list[int] = []
    names = []
    for a, b, word, whose in found:
        text += traced.text[last:a]
        starts += [*traced.starts[last:a], *[traced.starts[a]] * len(word)]
        ends += [*traced.ends[last:a], *[traced.ends[b - 1]] * len(word)]
        if word == NAME:
            names.append((len(text), len(text) + len(word), whose))
        text, last = text + word, b
        if traced.text.startswith("' ", b) and traced.text[b - 1] in "sS":
            # "James' parcel" as "Sarah's".
            text, last = text + "'s", b + 1
            starts += [traced.starts[b]] * 2
            ends += [traced.ends[b]] * 2
    starts += traced.starts[last:]
    ends += traced.ends[last:]
    return Masked(Traced(text + traced.text[last:], starts, ends), tuple(names))


def _found(text: str, known: Known, language: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, NAME or PLACE, whose), the surest first."""
    for match in _PLACEHOLDER.finditer(text) if "{" in text else ():
        yield *match.span(), NAME, _PLACEHOLDERS[match["who"]]
    for match in _TITLED.finditer(text):
        yield *match.span(), NAME, known.whose(match[0])
    lower = text.lower()
    said = frozenset(_TOKEN.findall(lower)) if language == "en" else frozenset()
    for first in listed().phrases.keys() & said:
        yield from _phrases(text, lower, first, known)
    if said:
        yield from _first(text, known)
    yield from _by_acquaintance(text, known)
    if any(map(str.isupper, text[:LOOKED_AT])):
        yield from _by_shape(text, known, language)
    if said:
        yield from _by_list(text, lower, said, known)
    if language == "en" and not text.isascii():
        for match in _FOREIGN.finditer(text):
            yield *match.span(), placed(text, match.start()), known.whose(match[0])


LOOKED_AT = 4000


def _by_shape(text: str, known: Known, language: str) -> Iterator[tuple[int, int, str, str]]:
    inside = _CAPITAL_INSIDE.search(text, 1)
    capitals = bool(inside) and _mostly_capitals(text)
    shapes = _SHAPES if language == "en" else _SHAPES[:2]
    for shape in shapes if inside else shapes[3:]:
        for match in shape.finditer(text):
            name = match["name"]
            word = name.lower()
            certain = word in WORDS_TOO and word not in SAYS if shape in (_LEADS, _ALONE) else not capitals
            if name[0].isupper() and _may_be_name(name, known, certain=certain):
                yield *match.span("name"), NAME, known.whose(name)
    if inside and language not in ("de", UNSURE) and not capitals:
        yield from _by_capitals(text, known)


def _looks_english(text: str, known: Known) -> bool:
    """Whether the words around the capitals of a short sentence are those we know: English, as the vocabulary is."""
    said = [_SHORTENED.sub("", one) for one in _HYPHENED.findall(text[:LOOKED_AT])]
    low = [one for one in said if one[:1].islower()]
    if len(low) < 2:
        low = [one.lower() for place, one in enumerate(said) if not place or one[:1].islower()]
    if len(low) < 2:
        low = [one.lower() for one in said]
    words = [one for one in low if one not in PARTICLES and (one not in listed().words or one in known.vocabulary)]
    ours = [one for one in words if one in known.vocabulary and not is_foreign(one)]
    return len(low) > 1 and bool(words) and len(ours) >= len(words) * 0.75


# The first two tell by their words; the others by capitals, where we know which words are ordinary: in English. The last
# two need none inside the sentence.
_SHAPES = (_GREETED, _CALLED, _TRAILS, _LEADS, _ALONE)


def _by_acquaintance(text: str, known: Known) -> Iterator[tuple[int, int, str, str]]:
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


_DATING = re.compile(
    r"(?:\b(?:in|on|of|by|until|till|since|from|this|next|last|early|late|mid|end|before|after|every)|\d(?:st|nd|rd|th)?) $"
)
_RELATED = re.compile(
    r"\b(?:my|our|your) (?:child|spouse|parent|sibling|partner|friend|colleague|boss|neighbour|neighbor) $"
)
_GREETS_BEFORE = re.compile(rf"\b{_GREETS},? $", re.IGNORECASE)


def _mostly_capitals(text: str) -> bool:
    """Whether This Is Written Like This, so that capitals say nothing."""
    words = [one for one in _WORD.findall(text[:LOOKED_AT]) if one != "I" and not one.startswith("I'")]
    return len(words) > 4 and sum(word[0].isupper() for word in words) > len(words) * 0.6


def _is_ordinary(word: str, known: Known) -> bool:
    """Whether the word, or each part of "they're" and "twenty-six", is no name by itself."""
    plain_word = _SHORTENED.sub("", word)
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
    shaped = words[0] in NAMES_ENDING_SO or not _SUFFIX.search(words[0])
    return words[0] not in known.vocabulary and words[0] not in WORDS_TOO and shaped


def _by_capitals(text: str, known: Known) -> Iterator[tuple[int, int, str, str]]:
    """Capitals where a sentence has none of its own."""
    for match in _INSIDE.finditer(text):
        for start, end in _groups(text, *match.span("name")):
            if not _dated(text, start, end):
                yield start, end, placed(text, start), known.whose(text[start:end])


def _dated(text: str, start: int, end: int) -> bool:
    """Whether it is the month: "in May"."""
    return text[start:end].lower() in MONTHS and bool(_DATING.search(text.lower(), max(0, start - 12), start))


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


def _first(text: str, known: Known) -> Iterator[tuple[int, int, str, str]]:
    """The capital at the start of a sentence, where it says something."""
    match = _FIRST.match(text)
    if not match or not known.vocabulary:
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


_KEPT = 8
_everyday_of: dict[int, tuple[Collection[str], frozenset[str]]] = {}


def _everyday(vocabulary: Collection[str]) -> frozenset[str]:
    """Words that are nobody's name wherever they stand.

    Kept by which vocabulary it is: asking whether two readers' seven thousand words are the same ones takes longer
    than the rest of a sentence.
    """
    kept = _everyday_of.get(id(vocabulary))
    if kept is None:
        listing = listed()
        words = (frozenset(vocabulary) | BEGINS | STAYS | NEUTRAL) - listing.too - WORDS_TOO - listing.names
        if len(_everyday_of) >= _KEPT:
            _everyday_of.clear()
        kept = _everyday_of[id(vocabulary)] = vocabulary, words  # held, so that no other gets its number
    return kept[1]


def _by_list(text: str, lower: str, said: frozenset[str], known: Known) -> Iterator[tuple[int, int, str, str]]:
    """Names of our list however they are written, and other words where they must be names: "my child X is ill"."""
    everyday = _everyday(known.vocabulary)
    for match in _TITLED_LOW.finditer(text) if not said.isdisjoint(_TITLES) else ():
        if match["name"].rpartition(" ")[2].lower() not in everyday:
            yield *match.span(), NAME, known.whose(match["name"])
    odd = {one for one in said - everyday if _SHORTENED.sub("", one) not in everyday}
    if not odd:
        return
    words = [(match[0], *match.span()) for match in _TOKEN.finditer(lower)]
    last = -2
    for place, (word, start, _) in enumerate(words):
        if word in odd and _tells(words, place, text, lower, known, after_name=last == start - 1):
            bare = _SHORTENED.sub("", word)
            last = start + len(bare)
            yield start, last, placed(text, start), known.whose(bare)


_IRISH = re.compile(r"[od]'(?!clock|you|ya|er$)[a-z]{3}")
_TITLES = frozenset(["mr", "mrs", "ms", "mx", "dr"])


LEARNT = 2000  # words; a pack that taught us fewer doesn't say which words are strange


def _tells(words: list[Word], place: int, text: str, lower: str, known: Known, *, after_name: bool) -> bool:
    """Whether the word is a name: listed, a surname behind one that is, or for what stands beside it."""
    listing, (word, start, end) = listed(), words[place]
    bare = _SHORTENED.sub("", word)
    if bare in listing.names or _IRISH.match(bare):
        return True
    too, ours = bare in listing.too or bare in WORDS_TOO, known.whose(bare) != SOMEBODY
    if not too and not (len(known.vocabulary) > LEARNT and _unheard(bare)):
        return False
    if after_name and not too and text[start - 2].islower() == text[end - 1].islower():
        return True
    if ours and any(known.whose(one) != SOMEBODY for one, *_ in words[place + 1 : place + 2]):
        return True
    return beside(words, place, lower, too=too, ours=ours)


def _unheard(word: str) -> bool:
    """Whether a word that nobody taught us has the shape of a name."""
    return len(word) > 2 and not _SHORTENED.search(word) and not _SUFFIX.search(word)


def _phrases(text: str, lower: str, first: str, known: Known) -> Iterator[tuple[int, int, str, str]]:
    """Names of several words: "new york"."""
    for match in re.finditer(rf"\b{first}\b", lower):
        for whole in listed().phrases[first]:
            end = match.start() + len(whole)
            if lower.startswith(whole, match.start()) and not lower[end : end + 1].isalnum():
                yield match.start(), end, placed(text, match.start()), known.whose(whole)
                break
