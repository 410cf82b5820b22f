"""Names of people and places, put out of sight before anything judges: a verdict must not depend on who someone is.

A name is known from the conversation (`name_known`), stands in our list (`name_by_list`), or is told by its shape
(`name_shapes`). Each becomes NAME or PLACE, by the words beside it and never by which name it is; the reader still
knows whose it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whiteglove.ground.reader.folding import Traced
from whiteglove.ground.reader.language import UNSURE, is_foreign
from whiteglove.ground.reader.name_by_list import TITLES, TOKEN, by_list, phrases
from whiteglove.ground.reader.name_known import AGENT, CUSTOMER, SOMEBODY, Found, Known, by_acquaintance
from whiteglove.ground.reader.name_list import listed
from whiteglove.ground.reader.name_places import NAME, placed
from whiteglove.ground.reader.name_shapes import (
    LOOKED_AT,
    PART,
    SHORTENED,
    TITLE,
    TITLE_INSIDE,
    TITLED,
    at_start,
    by_shape,
)
from whiteglove.ground.reader.name_words import PARTICLES
from whiteglove.ground.reader.spelling import is_english

__all__ = ["AGENT", "CUSTOMER", "SOMEBODY", "Known", "Masked", "mask"]

SHORT = 3  # words, of which a strange one may be two or three
_SHORT_FORMS = ("ca",)  # of can't
_FOREIGN = re.compile(r"[^\W\d_A-Za-z]{2,}(?:[ -][^\W\d_A-Za-z]{2,})*")
_HYPHENED = re.compile(r"[A-Za-z'-]+")
_PLACEHOLDER = re.compile(rf"(?:\b{TITLE}\.? )?(?P<who>\{{(?:customer|agent|name)\}})")
CONTACTS = re.compile(
    r"(?P<email>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})|(?P<url>(?:https?://|www\.)[^\s<>\"']{2,2000})"
)
_PLACEHOLDERS = {"{customer}": CUSTOMER, "{agent}": AGENT, "{name}": SOMEBODY}


@dataclass(frozen=True)
class Masked:
    """A sentence without its names; `names`: (start, end in `text`, whose)."""

    text: Traced
    names: tuple[tuple[int, int, str], ...]


def mask(sentence: Traced, known: Known, language: str) -> Masked:
    """NAME and PLACE for names, EMAIL and URL for addresses."""
    language = "en" if language == UNSURE and _looks_english(sentence.text, known) else language
    traced = sentence
    lower = traced.text.lower()
    if "@" in lower or "://" in lower or "www." in lower:
        traced = sentence.sub(CONTACTS, lambda match: "EMAIL" if match["email"] else "URL")
    found: list[Found] = []
    for one in _found(traced.text, known, language):
        if not any(one[0] < b and a < one[1] for a, b, *_ in found):
            found.append(one)
    if not found:
        return Masked(traced, ())
    return _masked(traced, _joined(traced.text, sorted(found)))


_BETWEEN = re.compile(rf"(?:(?<=\bst)\.)?[ -](?:{PART} )?", re.IGNORECASE)
_LEADING = re.compile(rf"(?:^|(?<= ))(?:{PART} |(?:al|el)-|[a-z]\. ?|(?:mrs|mr|ms|mx|dr)\.? )$", re.IGNORECASE)
_AN_ORDINARY = re.compile(
    r"\b(?:a|the|this|that|your|my|our|delivery|removal|white|blue|red|main|rubbish|recycling) $", re.IGNORECASE
)


def _joined(text: str, found: list[Found]) -> list[Found]:
    """Names that stand together are one: "Maria Flor de la Cruz" as "Sarah"."""
    made: list[Found] = []
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


def _masked(traced: Traced, found: list[Found]) -> Masked:
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


def _found(text: str, known: Known, language: str) -> Iterator[Found]:
    """(start, end, NAME or PLACE, whose), the surest first."""
    for match in _PLACEHOLDER.finditer(text) if "{" in text else ():
        yield *match.span(), NAME, _PLACEHOLDERS[match["who"]]
    for match in TITLED.finditer(text) if TITLE_INSIDE.search(text) else ():
        yield *match.span(), NAME, known.whose(match[0])
    lower = text.lower()
    said = frozenset(TOKEN.findall(lower)) if language == "en" else frozenset()
    for first in listed().phrases.keys() & said:
        yield from phrases(text, lower, first, known)
    if said:
        yield from at_start(text, known)
    yield from by_acquaintance(text, known)
    if lower != text:
        yield from by_shape(text, known, language)
    if said:
        yield from by_list(text, lower, said, known)
    if language == "en" and not text.isascii():
        for match in _FOREIGN.finditer(text):
            yield *match.span(), *known.at(text, match.start(), match[0])


def _looks_english(text: str, known: Known) -> bool:
    """Whether the words around the capitals of a short sentence are those we know: English, as the vocabulary is."""
    said = [SHORTENED.sub("", one) for one in _HYPHENED.findall(text[:LOOKED_AT])]
    low = [one for one in said if one[:1].islower()]
    if len(low) < 2:
        low = [one.lower() for place, one in enumerate(said) if not place or one[:1].islower()]
    if len(low) < 2:
        low = [one.lower() for one in said]
    if len(low) == 1:
        return low[0] in listed().names
    words = [one for one in low if one not in PARTICLES and (one not in listed().words or one in known.vocabulary)]
    if any(is_foreign(one) for one in map(str.lower, said) if one not in _SHORT_FORMS and one not in listed().words):
        return False
    ours = [one for one in words if one in known.vocabulary or one in TITLES or is_english(one)]
    return len(low) > 1 and bool(words) and len(ours) >= len(words) * (0.5 if len(words) <= SHORT else 0.75)
