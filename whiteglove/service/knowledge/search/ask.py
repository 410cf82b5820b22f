"""Ask the index: the words of a question, those they may have been meant as, and the pages on which they stand."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Case, Count, F, FloatField, Max, Q, QuerySet, Sum, Value, When
from rapidfuzz.distance import OSA

from whiteglove.service.knowledge.models import Page, Posting, Slip, Word
from whiteglove.service.knowledge.words import asked, fold, slips, stem, tolerance

from .snippets import Piece, snippet

SIZE = 20
BEGINNINGS = 40
# What a word is worth by how it came to be asked for.
EXACT, STEM, BEGINS, SLIP = 1.0, 0.9, 0.5, 0.35


class Meant(NamedTuple):
    """A word of the index that one of the question may stand for."""

    pk: int
    word: str
    worth: float
    slips: int


@dataclass(frozen=True)
class Hit:
    """A page that fits: title and text as pieces, of which those that were asked for are marked. Escape them."""

    page: Page
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]


@dataclass
class Found:
    """`count` is exact. `corrected`: (as typed, as read) where only another spelling was found. `partial`: no page has
    all of the words, these have some."""

    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    partial: bool = False
    corrected: list[tuple[str, str]] = field(default_factory=list)


def find(
    person: Any,
    text: str,
    *,
    languages: Iterable[str] = (),
    staff: bool = False,
    among: QuerySet | None = None,
    size: int = SIZE,
    start: int = 0,
) -> Found:
    """What `person` may read about `text`, the best first; `start` rows in.

    languages  the reader's, then those an article is shown in when it isn't written in the reader's; none means all.
               An article that is written in two of them is found once, in the first.
    staff      the newest words of everything they may see, in place of what is published
    among      only these articles
    """
    pages = Page.objects.visible_to(person) if staff else Page.objects.readable_by(person)
    pages = pages if among is None else pages.filter(article__in=among.order_by().values("pk"))
    languages = list(dict.fromkeys(languages))
    pages = in_languages(pages, languages)
    words = asked(text, languages[0] if languages else "")
    if not words:
        return Found()
    terms = [meant(word, languages) for word in words]
    frequent = frequencies(pages, terms)
    kept = [settled(term, frequent) for term in terms]
    rows, partial = matched(pages, kept, frequent)
    if not rows:
        return Found()
    corrected = [pair for word, term in zip(words, kept, strict=True) if (pair := correction(word, term, frequent))]
    hits = shown([pk for pk, _ in rows[start : start + size]], kept)
    return Found(hits, len(rows), partial, corrected)


def in_languages(pages: QuerySet, languages: list[str]) -> QuerySet:
    """Each article in the first of these languages in which this reader has it."""
    if not languages:
        return pages
    wanted = Q(language=languages[0])
    for number, language in enumerate(languages[1:], 1):
        earlier = pages.filter(language__in=languages[:number]).order_by().values("article")
        wanted |= Q(language=language) & ~Q(article__in=earlier)
    return pages.filter(wanted)


def meant(word: str, languages: list[str]) -> list[Meant]:
    """The words of the index it may stand for: itself, others of its stem, those it begins, those easily mistaken."""
    folded = fold(word)
    raw = folded.encode()
    of = {"language__in": languages} if languages else {}
    stems = {stem(word, language).encode() for language in languages or ["en"]}
    rows = [
        *Word.objects.filter(Q(word=raw) | Q(stem__in=stems), **of).values_list("pk", "word", "stem")[:200],
        *beginnings(raw, of),
        *mistaken(folded, of),
    ]
    found: dict[int, Meant] = {}
    for pk, other, root in rows:
        one = judged(pk, folded, bytes(other).decode(), bytes(root) in stems)
        if one and (pk not in found or found[pk].worth < one.worth):
            found[pk] = one
    return list(found.values())


def beginnings(raw: bytes, of: dict) -> Iterable[tuple]:
    if len(raw) < 2:
        return []
    begun = Word.objects.filter(word__gt=raw, word__lt=raw + b"\xff", **of)
    return begun.order_by("word").values_list("pk", "word", "stem")[:BEGINNINGS]


def mistaken(folded: str, of: dict) -> Iterable[tuple]:
    keys = slips(folded)
    near = Slip.objects.filter(key__in=keys).values("word") if keys else None
    return Word.objects.filter(pk__in=near, **of).values_list("pk", "word", "stem")[:2_000] if keys else []


def judged(pk: int, folded: str, other: str, same_stem: bool) -> Meant | None:
    if other == folded:
        return Meant(pk, other, EXACT, 0)
    if same_stem:
        return Meant(pk, other, STEM, 0)
    if other.startswith(folded):
        return Meant(pk, other, BEGINS, 0)
    most = tolerance(folded)
    apart = OSA.distance(folded, other, score_cutoff=most)
    # The first letter is seldom the wrong one; where it is, the rest has to be right.
    if apart > most or (other[:1] != folded[:1] and apart > 1) or abs(len(other) - len(folded)) > most:
        return None
    return Meant(pk, other, SLIP / apart, apart)


def frequencies(pages: QuerySet, terms: list[list[Meant]]) -> dict[int, int]:
    """On how many of these pages each word stands. What stands on none of them doesn't exist for this reader."""
    numbers = {one.pk for term in terms for one in term}
    rows = Posting.objects.filter(word__in=numbers, page__in=pages.order_by().values("pk"))
    return dict(rows.order_by().values_list("word").annotate(pages=Count("pk")))


def settled(term: list[Meant], frequent: dict[int, int]) -> list[Meant]:
    """Of the words that exist here those with the fewest slips: a mistake is only supposed where nothing is right."""
    here = [one for one in term if one.pk in frequent]
    fewest = min((one.slips for one in here), default=0)
    return [one for one in here if one.slips == fewest]


def correction(word: str, term: list[Meant], frequent: dict[int, int]) -> tuple[str, str] | None:
    best = max((one for one in term if one.slips), key=lambda one: (one.worth, frequent[one.pk]), default=None)
    return (word, best.word) if best else None


def matched(
    pages: QuerySet, terms: list[list[Meant]], frequent: dict[int, int]
) -> tuple[list[tuple[int, float]], bool]:
    """[(page, score)] with every word, the best first; or with the most words there are, and True."""
    known = [term for term in terms if term]
    if not known:
        return [], False
    if len(known) == len(terms) and (rows := scored(pages, known, frequent, everything=True)):
        return rows, False
    # A page that has one word of five is chance; one that has half of them may be it.
    least = -(-len(terms) // 2)
    return (
        (scored(pages, known, frequent, least=least), True) if least <= len(known) and len(terms) > 1 else ([], False)
    )


def scored(
    pages: QuerySet, terms: list[list[Meant]], frequent: dict[int, int], *, everything: bool = False, least: int = 1
) -> list[tuple[int, float]]:
    worth: dict[int, float] = {}
    for term in terms:
        for one in term:
            worth[one.pk] = max(worth.get(one.pk, 0.0), one.worth / math.log(2.0 + frequent[one.pk]))
    rows = Posting.objects.filter(word__in=worth, page__in=pages.order_by().values("pk")).order_by().values("page")
    cases = [When(word=pk, then=Value(value)) for pk, value in worth.items()]
    score = Sum(F("weight") * Case(*cases, default=Value(0.0), output_field=FloatField()))
    rows = rows.annotate(score=score)
    if len(terms) == 1:
        found = rows.values_list("page", "score")
        return sorted(found, key=lambda row: (-row[1], row[0]))
    has = {
        f"has_{number}": Max(Case(When(word__in=[one.pk for one in term], then=Value(1)), default=Value(0)))
        for number, term in enumerate(terms)
    }
    rows = rows.annotate(**has).annotate(all_of_them=sum((F(name) for name in has), Value(0)))
    found = rows.filter(all_of_them__gte=len(terms) if everything else least)
    ranked = sorted(found.values_list("page", "score", "all_of_them"), key=lambda row: (-row[2], -row[1], row[0]))
    return [(pk, score) for pk, score, _ in ranked]


def shown(numbers: list[int], terms: list[list[Meant]]) -> list[Hit]:
    pages = Page.objects.select_related("article", "translation").in_bulk(numbers)
    words = {one.word for term in terms for one in term}
    return [
        Hit(pages[pk], snippet(pages[pk].title, words, whole=True), snippet(pages[pk].text, words))
        for pk in numbers
        if pk in pages
    ]
