"""Ask the index: the words of a question, those they may have been meant as, and the pages on which they stand."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from rapidfuzz.distance import OSA

from whiteglove.ground.lib.words import fold
from whiteglove.service.knowledge.models import Page, Posting, Slip, Word, for_finding
from whiteglove.service.knowledge.words import asked, slips, stem, tolerance

from .snippets import Piece, snippet

SIZE = 20
BEGINNINGS = 40
# What a word is worth by how it came to be asked for.
EXACT, STEM, BEGINS, SLIP = 1.0, 0.9, 0.5, 0.35

# {word: {page: weight}}
Standing = dict[int, dict[int, float]]


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
    languages = list(dict.fromkeys(languages))
    words = asked(text, languages[0] if languages else "")
    terms = [meant(word, languages) for word in words]
    allowed = Posting.objects.filter(
        for_finding(person, staff=staff, page="page__"), in_first(person, languages, staff)
    )
    allowed = allowed if among is None else allowed.filter(page__article__in=among.order_by().values("pk"))
    standing = where_they_stand(allowed, terms)
    kept = [settled(term, standing) for term in terms]
    ranked, partial = matched(kept, standing)
    corrected = [pair for word, term in zip(words, kept, strict=True) if (pair := correction(word, term, standing))]
    hits = shown(ranked[start : start + size], kept) if ranked else []
    return Found(hits, len(ranked), partial, corrected if ranked else [])


def in_first(person: Any, languages: list[str], staff: bool) -> Q:
    """Of postings: each article in the first of these languages in which this reader has it."""
    wanted = Q(page__language=languages[0]) if languages else Q()
    for number, language in enumerate(languages[1:], 1):
        earlier = Page.objects.filter(for_finding(person, staff=staff), language__in=languages[:number])
        wanted |= Q(page__language=language) & ~Exists(earlier.filter(article=OuterRef("page__article")))
    return wanted


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
    return list((found | kindred(rows, found)).values())


def kindred(rows: Iterable[tuple], found: dict[int, Meant]) -> dict[int, Meant]:
    """Other forms of the words somebody may have meant: who looks for a “recipt” looks for receipts too."""
    nearest: dict[bytes, int] = {}
    for pk, _, root in rows:
        if pk in found and found[pk].slips:
            nearest[bytes(root)] = min(found[pk].slips, nearest.get(bytes(root), found[pk].slips))
    apart = {pk: (other, nearest[bytes(root)]) for pk, other, root in rows if bytes(root) in nearest}
    return {
        pk: Meant(pk, bytes(other).decode(), STEM * SLIP / slips, slips)
        for pk, (other, slips) in apart.items()
        if pk not in found or found[pk].slips > slips
    }


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


def where_they_stand(allowed: QuerySet, terms: list[list[Meant]]) -> Standing:
    """What of these words this reader may find; a word that stands on no such page doesn't exist for them."""
    numbers = {one.pk for term in terms for one in term}
    standing: Standing = {}
    if numbers:
        for word, page, weight in allowed.filter(word__in=numbers).order_by().values_list("word", "page", "weight"):
            standing.setdefault(word, {})[page] = weight
    return standing


def settled(term: list[Meant], standing: Standing) -> list[Meant]:
    """Of the words that exist here those with the fewest slips: a mistake is only supposed where nothing is right."""
    here = [one for one in term if one.pk in standing]
    fewest = min((one.slips for one in here), default=0)
    return [one for one in here if one.slips == fewest]


def correction(word: str, term: list[Meant], standing: Standing) -> tuple[str, str] | None:
    best = max((one for one in term if one.slips), key=lambda one: (one.worth, len(standing[one.pk])), default=None)
    return (word, best.word) if best else None


def matched(terms: list[list[Meant]], standing: Standing) -> tuple[list[int], bool]:
    """Pages with every word, the best first; or those with the most words there are, and True."""
    scores = [scored(term, standing) for term in terms]
    if not scores:
        return [], False
    whole = set.intersection(*(set(one) for one in scores))
    if whole:
        return best_first(whole, scores), False
    # A page that has one word of five is chance; one that has half of them may be it.
    least = -(-len(terms) // 2)
    some = Counter(page for one in scores for page in one)
    near = [page for page, words in some.items() if words >= least] if len(terms) > 1 else []
    return best_first(near, scores, some), bool(near)


def scored(term: list[Meant], standing: Standing) -> dict[int, float]:
    """{page: how much it says about this word of the question}. Of two words the rarer says more."""
    found: dict[int, float] = {}
    for one in term:
        worth = one.worth / math.log(2.0 + len(standing[one.pk]))
        for page, weight in standing[one.pk].items():
            found[page] = found.get(page, 0.0) + worth * weight
    return found


def best_first(
    pages: Iterable[int], scores: list[dict[int, float]], words: Mapping[int, int] | None = None
) -> list[int]:
    """Those with the most words first, then by what they say about each; the older of two that are equal."""

    def rank(page: int) -> tuple:
        return -words[page] if words else 0, -sum(one.get(page, 0.0) for one in scores), page

    return sorted(pages, key=rank)


def shown(numbers: list[int], terms: list[list[Meant]]) -> list[Hit]:
    pages = Page.objects.select_related("article", "translation").in_bulk(numbers)
    words = {one.word for term in terms for one in term}
    return [
        Hit(pages[pk], snippet(pages[pk].title, words, whole=True), snippet(pages[pk].text, words))
        for pk in numbers
        if pk in pages
    ]
