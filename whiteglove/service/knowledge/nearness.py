"""Articles that are about what somebody wrote: by the rarest words the two share, over the index of the search.

No language model and no encoder: a word that few articles have says much, one that many have says little.
"""

import math
from collections import Counter, defaultdict
from typing import Any

from django.db.models import Count, QuerySet

from whiteglove.service.knowledge.models import Page, Posting, Word
from whiteglove.service.knowledge.search.ask import in_languages
from whiteglove.service.knowledge.words import EMPTY, fold, of_the_language, runs, stem

# Of a long message so many different words are looked up, and the rarest of those that are known count.
LOOKED_UP, COUNTING = 120, 14
# So many places of words are read for one text.
BUDGET = 3_000
# What stands in more than a third of all articles says nothing about one of them.
COMMON = 3
LONGEST = 6_000


def about(person: Any, text: str, languages: list[str], *, most: int = 4) -> list[Page]:
    """What `person` may read about `text`, the nearest first; [] rather than a guess."""
    best = nearest(in_languages(Page.objects.readable_by(person), languages), text, languages)[:most]
    found = Page.objects.select_related("article").in_bulk(best)
    return [found[pk] for pk in best if pk in found]


def beside(text: str, language: str, *, most: int) -> list[int]:
    """Articles about the same, whoever they are for, in this language: show only those that the reader may read."""
    pages = Page.objects.filter(published=True, language=language, article__archived_at=None)
    best = nearest(pages, text, [language])[:most]
    of = dict(Page.objects.filter(pk__in=best).values_list("pk", "article"))
    return [of[pk] for pk in best if pk in of]


def nearest(pages: QuerySet, text: str, languages: list[str]) -> list[int]:
    """The numbers of those of `pages` that are about the text, the best first."""
    pages = pages.order_by()
    terms = telling(pages, text, languages)
    scores = near(pages, terms) if terms else {}
    return [pk for pk, _ in sorted(scores.items(), key=lambda row: (-row[1], row[0]))]


def telling(pages: QuerySet, text: str, languages: list[str]) -> list[tuple[set[int], float]]:
    """[(numbers of a word and its forms, how much it says)], the most telling first."""
    terms = rarest(known(text, languages))
    everywhere = {pk for numbers in terms for pk in numbers}
    frequent = counted(Posting.objects.filter(word__in=everywhere, page__in=pages.values("pk")))
    # All there are, not only the reader's: it draws a line and is never shown.
    whole = max(Page.objects.filter(published=True).count(), 1)
    found, read = [], 0
    for count, numbers in sorted((sum(frequent.get(pk, 0) for pk in term), sorted(term)) for term in terms):
        read += count
        if count and (count <= 2 or count * COMMON <= whole) and (read <= BUDGET or len(found) < 2):
            found.append((set(numbers), math.log(1 + whole / count)))
    return found[:COUNTING]


def rarest(terms: list[set[int]]) -> list[set[int]]:
    """Twice as many as will count, by all there is: to ask who may read each of a hundred words would take long."""
    if len(terms) <= 2 * COUNTING:
        return terms
    frequent = counted(Posting.objects.filter(word__in={pk for numbers in terms for pk in numbers}))
    return sorted(terms, key=lambda numbers: (sum(frequent.get(pk, 0) for pk in numbers), min(numbers)))[: 2 * COUNTING]


def counted(postings: QuerySet) -> dict[int, int]:
    """On how many pages each word stands."""
    return dict(postings.order_by().values_list("word").annotate(n=Count("pk")))


def known(text: str, languages: list[str]) -> list[set[int]]:
    """The words of a text that the index has, each with the other forms of its stem."""
    empty = {word for language in languages for word in EMPTY.get(of_the_language(language), "").split()}
    words = [word for word in runs(text[:LONGEST]) if len(word) > 2 and not word.isdigit() and fold(word) not in empty]
    chosen = list(dict.fromkeys(words))[:LOOKED_UP]
    stems = {stem(word, language).encode() for word in chosen for language in languages}
    rows = Word.objects.filter(language__in=languages, stem__in=stems).order_by("pk").values_list("pk", "stem")
    forms: dict[bytes, set[int]] = defaultdict(set)
    for pk, root in rows:
        forms[bytes(root)].add(pk)
    return list(forms.values())


def near(pages: QuerySet, terms: list[tuple[set[int], float]]) -> dict[int, float]:
    """{page: score} of pages that share two words with the text, or its only telling one."""
    worth = {pk: (place, value) for place, (numbers, value) in enumerate(terms) for pk in numbers}
    rows = Posting.objects.filter(word__in=worth, page__in=pages.values("pk")).order_by()
    scores: Counter[int] = Counter()
    shared: dict[int, set[int]] = defaultdict(set)
    for word, page, weight in rows.values_list("word", "page", "weight"):
        place, value = worth[word]
        scores[page] += value * math.sqrt(weight)
        shared[page].add(place)
    least = min(2, len(terms))
    return {page: score for page, score in scores.items() if len(shared[page]) >= least}
