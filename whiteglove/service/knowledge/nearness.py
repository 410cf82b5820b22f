"""Articles that are about what somebody wrote: by the rarest words the two share, over the index of the search.

No language model and no encoder: a word that few articles have says much, one that many have says little.
"""

import math
from collections import Counter, defaultdict
from typing import Any

from django.db.models import Count, QuerySet

from whiteglove.ground.lib.words import fold
from whiteglove.service.knowledge.models import Page, Posting, Word
from whiteglove.service.knowledge.search.ask import in_languages
from whiteglove.service.knowledge.search.document import TITLE
from whiteglove.service.knowledge.words import EMPTY, of_the_language, runs, stem

# Of a long message so many different words are looked up, and the rarest of those that are known count.
LOOKED_UP, COUNTING = 120, 14
# So many places of words are read for one text.
BUDGET = 3_000
# What stands in more than a third of many articles says nothing about one of them.
COMMON, MANY = 3, 20
# A word of the first line, a title or subject, says as much as so many others.
FIRST_LINE = 2.0
# What isn't in a page's title, summary or headings isn't what the page is about; what fits far less than the best is
# left out.
ABOUT, FAR = 4.0, 0.4
LONGEST = 6_000


def about(person: Any, text: str, languages: list[str], *, most: int = 4) -> list[Page]:
    """What `person` may read about `text`, the nearest first; [] rather than a guess."""
    best = nearest(in_languages(Page.objects.readable_by(person), languages), text, languages)[:most]
    found = Page.objects.select_related("article").in_bulk(best)
    return [found[pk] for pk in best if pk in found]


def beside(article: int, text: str, language: str, *, most: int) -> list[int]:
    """Other articles about the same, whoever they are for, in this language: show only those the reader may read."""
    pages = Page.objects.filter(published=True, language=language, article__archived_at=None).exclude(article=article)
    best = nearest(pages, text, [language])[:most]
    of = dict(Page.objects.filter(pk__in=best).values_list("pk", "article"))
    return [of[pk] for pk in best if pk in of]


def nearest(pages: QuerySet, text: str, languages: list[str]) -> list[int]:
    """The numbers of those of `pages` that are about the text, the best first."""
    pages = pages.order_by()
    terms = telling(pages, text, languages)
    scores = near(pages, terms) if terms else {}
    return [pk for pk, _ in sorted(scores.items(), key=lambda row: (-row[1], row[0]))]


# The numbers of a word and its forms, how much it says, whether it stands in the first line.
Term = tuple[frozenset[int], float, bool]


def telling(pages: QuerySet, text: str, languages: list[str]) -> list[Term]:
    """The words of a text that say something about what this reader may read, the rarest first."""
    terms = rarest(known(text, languages))
    everywhere = {pk for term in terms for pk in term[0]}
    frequent = counted(Posting.objects.filter(word__in=everywhere, page__in=pages.values("pk")))
    # All there are, not only the reader's: it draws a line and is never shown.
    whole = max(Page.objects.filter(published=True).count(), 1)
    found, read = [], 0
    for count, numbers, first in sorted((often(term, frequent), sorted(term[0]), term[2]) for term in terms):
        read += count
        if count and count <= max(MANY, whole / COMMON) and (read <= BUDGET or len(found) < 2):
            worth = math.log(1 + whole / count) * (FIRST_LINE if first else 1)
            found.append((frozenset(numbers), worth, first))
    return found[:COUNTING]


def often(term: Term, frequent: dict[int, int]) -> int:
    return sum(frequent.get(pk, 0) for pk in term[0])


def rarest(terms: list[Term]) -> list[Term]:
    """Twice as many as will count, by all there is: to ask who may read each of a hundred words would take long."""
    if len(terms) <= 2 * COUNTING:
        return terms
    frequent = counted(Posting.objects.filter(word__in={pk for term in terms for pk in term[0]}))
    return sorted(terms, key=lambda term: (often(term, frequent), min(term[0])))[: 2 * COUNTING]


def counted(postings: QuerySet) -> dict[int, int]:
    """On how many pages each word stands."""
    return dict(postings.order_by().values_list("word").annotate(n=Count("pk")))


def known(text: str, languages: list[str]) -> list[Term]:
    """The words of a text that the index has, each with the other forms of its stem."""
    first = stems(text.partition("\n")[0], languages)
    rows = Word.objects.filter(language__in=languages, stem__in=stems(text[:LONGEST], languages)).order_by("pk")
    forms: dict[bytes, set[int]] = defaultdict(set)
    for pk, root in rows.values_list("pk", "stem"):
        forms[bytes(root)].add(pk)
    return [(frozenset(numbers), 0.0, root in first) for root, numbers in forms.items()]


def stems(text: str, languages: list[str]) -> set[bytes]:
    empty = {word for language in languages for word in EMPTY.get(of_the_language(language), "").split()}
    words = [word for word in runs(text) if len(word) > 2 and not word.isdigit() and fold(word) not in empty]
    chosen = list(dict.fromkeys(words))[:LOOKED_UP]
    return {stem(word, language).encode() for word in chosen for language in languages}


def near(pages: QuerySet, terms: list[Term]) -> dict[int, float]:
    """{page: score} of pages that share two words with the text and are about one of them, or whose title shares one
    with the text's own.
    """
    worth = {pk: (place, value) for place, (numbers, value, _) in enumerate(terms) for pk in numbers}
    rows = Posting.objects.filter(word__in=worth, page__in=pages.values("pk")).order_by()
    scores: Counter[int] = Counter()
    shared: dict[int, set[int]] = defaultdict(set)
    about, titled = set(), set()
    for word, page, weight in rows.values_list("word", "page", "weight"):
        place, value = worth[word]
        scores[page] += value * math.sqrt(weight)
        shared[page].add(place)
        about |= {page} if weight >= ABOUT else set()
        titled |= {page} if weight >= TITLE and terms[place][2] else set()
    best = max(scores.values(), default=0)
    fits = titled | {page for page in about if len(shared[page]) >= min(2, len(terms))}
    return {page: score for page, score in scores.items() if page in fits and score >= FAR * best}
