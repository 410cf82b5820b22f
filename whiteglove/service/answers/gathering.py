"""What is known of a question and of the articles that may answer it: everything judging.py looks at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F

from whiteglove.service.knowledge import languages
from whiteglove.service.knowledge.models import Article, Page, Posting, Word
from whiteglove.service.knowledge.nearness import about
from whiteglove.service.knowledge.search import find
from whiteglove.service.knowledge.words import of_the_language

from . import encoding, spelling, terms, titles
from .cutting import sentences_of
from .judging import Asked, Candidate
from .models import Alias, Passage

if TYPE_CHECKING:
    import numpy as np

NEAREST, BY_TITLES, BY_WORDS, BY_RARE_WORDS = 20, 10, 8, 6
UNITS = 6  # sentences of a question that are looked at one by one
SAYS_SOMETHING = 3  # words of a sentence
# What speaks for quoting a passage, beside cosines and words.
BEGINNING, STEPS, REFUSAL = 0.15, 0.25, 0.4
_HOW = re.compile(r"\W*(?:how (?:do|can|to|would|should)|comment|wie (?:kann|bekomme|geht|gebe)|cómo)\b", re.I)
_STEP = re.compile(r"^\d+\. ", re.M)
_WHETHER = re.compile(
    r"(?:(?:hi|hello|hey|bonjour|hallo|hola)\b\W*)?[¿\s]*(?:do|does|did|can|could|is|are|may|will|would|should"
    r"|puis|peut|est|avez|acceptez|kann|können|kaufen|haben|gibt|puedo|puede|tienen|aceptan|se)\b",
    re.I,
)


@dataclass
class Told:
    """A question: as it was written, with slips put right, in sentences, as words and as vectors (None: no encoder)."""

    text: str
    language: str
    right: str
    units: list[str]
    asked: Asked
    terms: list[terms.Term]
    vectors: np.ndarray | None

    @property
    def languages(self) -> list[str]:
        """Those an answer may be in, the asker's first."""
        return list(dict.fromkeys([self.language, of_the_language(self.language), languages.default()]))


@dataclass
class Words:
    """An article in the language that suits the asker best."""

    article: Article
    language: str
    passages: list[Passage]
    aliases: list[Alias] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.passages[0].text


def told(text: str, language: str) -> Told:
    right = spelling.put_right(text, [language, of_the_language(language)])
    words = terms.terms(right, language)
    telling = terms.telling(words, language)
    pages, often = Page.objects.filter(published=True).count(), frequencies([one.stem for one in telling], language)
    worth = {one.stem: terms.rarity(one.word, language, often.get(one.stem, 0), pages) for one in telling}
    asked = Asked(worth, terms.stands_for(words, language), whether=bool(_WHETHER.match(right)))
    units = list(dict.fromkeys([right, text, *parts(right)]))[:UNITS]
    return Told(text, language, right, units, asked, words, encoding.vectors(units))


def parts(text: str) -> list[str]:
    """A long question's sentences: what it is about often stands in one of them."""
    found = sentences_of(text)
    return [one for one in found if len(one.split()) >= SAYS_SOMETHING] if len(found) > 1 else []


def frequencies(stems: list[str], language: str) -> dict[str, int]:
    """{stem: on how many pages forms of it stand}."""
    words = Word.objects.filter(
        stem__in=[one.encode() for one in stems], language__in={language, of_the_language(language)}
    )
    roots = {pk: bytes(root).decode() for pk, root in words.values_list("pk", "stem")}
    counts = Posting.objects.filter(word__in=roots).order_by().values_list("word").annotate(n=Count("pk"))
    found: dict[str, int] = {}
    for word, count in counts:
        found[roots[word]] = found.get(roots[word], 0) + count
    return found


def articles(question: Told, reader: Any) -> list[int]:
    """The numbers of articles worth judging: near in meaning, found by words, about it by their titles."""
    found: list[int] = []
    if question.vectors is not None:
        from .matrix import current

        found += current().nearest(question.vectors, NEAREST)
    found += titles.current().nearest(question.asked.concepts, BY_TITLES)
    hits = find(reader, question.right, languages=question.languages, size=BY_WORDS).hits
    found += [hit.page.article_id for hit in hits]
    if question.vectors is None or not hits:
        found += [page.article_id for page in about(reader, question.right, question.languages, most=BY_RARE_WORDS)]
    return list(dict.fromkeys(found))


def words_of(numbers: list[int], question: Told, reader: Any) -> dict[int, Words]:
    """Those the reader may read, each in the asker's language or else in the help centre's own; {number: its words}."""
    rows = Passage.objects.readable_by(reader, numbers).annotate(language=F("translation__language"))
    by_language: dict[int, dict[str, list[Passage]]] = {}
    for row in rows.order_by("place"):
        by_language.setdefault(row.article_id, {}).setdefault(row.language, []).append(row)
    known, found = Article.objects.in_bulk(by_language), {}
    for article, written in by_language.items():
        language = languages.chosen([question.language], sorted(written))
        if of_the_language(language) in map(of_the_language, question.languages):
            found[article] = Words(known[article], language, written[language])
    for alias in Alias.objects.standing().filter(article__in=found):
        found[alias.article_id].aliases.append(alias)
    return {number: found[number] for number in numbers if number in found}


def candidates(words: Words, question: Told) -> list[Candidate]:
    """The article by its title, and by each of the other words for it."""
    of = words.language
    texts = [terms.terms(f"{one.heading} {one.text}", of) for one in words.passages]
    everything = [one for each in texts for one in each]
    stems, meant = stems_of(everything, of), terms.concepts(everything, of)
    near = nearness([one.vector for one in words.passages], question)
    made = []
    named_by = [
        (words.title, of, near[0]),
        *((one.words, one.language, nearness([one.vector], question)[0]) for one in words.aliases),
    ]
    for title, language, near_title in named_by:
        named = terms.terms(title, language)
        comparable = of_the_language(language) == of_the_language(question.language)
        made.append(
            Candidate(
                words.article.pk, stems_of(named, language), stems | stems_of(named, language),
                terms.concepts(named, language), meant | terms.concepts(named, language),
                near_title, max(near[1:], default=near[0]), comparable,
                comparable and terms.against(question.terms, named, language),
            )
        )  # fmt: skip
    return made


def stems_of(found: list[terms.Term], language: str) -> frozenset[str]:
    return frozenset(one.stem for one in terms.telling(found, language))


def nearness(stored: list[bytes | None], question: Told) -> list[float]:
    """The greatest cosine of each with a sentence of the question; 0 for what has no vector."""
    if question.vectors is None:
        return [0.0] * len(stored)
    blank = bytes(encoding.WIDTH)
    return (encoding.unpacked([one or blank for one in stored]) @ question.vectors.T).max(axis=1).tolist()


def best_passages(words: Words, question: Told, most: int) -> list[Passage]:
    """What to quote, the best first, never the title alone where there is more.

    The title is in every vector, and often all that was asked for: then the beginning is as good as any part, and
    steps are better where somebody asks how. A part on what can't be done isn't for who asks how it can.
    """
    near = nearness([one.vector for one in words.passages], question)
    named = stems_of(terms.terms(words.title, words.language), words.language)
    beyond = {word: worth for word, worth in question.asked.words.items() if word not in named}
    scored = [
        (value + shared(f"{one.heading} {one.text}", words.language, question, beyond) + fitting(one, words, question),
         -one.place, one)
        for value, one in zip(near, words.passages, strict=True)
        if one.place or len(words.passages) == 1
    ]  # fmt: skip
    return [one for *_, one in sorted(scored, key=lambda one: one[:2], reverse=True)[:most]]


def fitting(one: Passage, words: Words, question: Told) -> float:
    steps = bool(_HOW.match(question.right)) and bool(_STEP.search(one.text))
    refuses = terms.says_no(terms.terms(one.heading, words.language), words.language)
    asked = terms.says_no(question.terms, question.language)
    return BEGINNING * (one.place == 1) + STEPS * steps - REFUSAL * (refuses and not asked)


def best_line(text: str, question: Told) -> int:
    """Which line of a passage has most of the question's words."""
    lines = text.split("\n")
    return max(range(len(lines)), key=lambda at: (shared(lines[at], question.language, question), -at))


def shared(text: str, language: str, question: Told, words: dict[str, float] | None = None) -> float:
    """How much of what the question says, or of these words of it, stands in the text; from 0 to 1."""
    found = terms.terms(text, language)
    stems, meant = stems_of(found, language), terms.concepts(found, language)
    words = dict(question.asked.words) if words is None else words
    whole = sum(words.values()) or 1.0
    return (
        sum(
            worth
            for word, worth in words.items()
            if word in stems or question.asked.meant.get(word, frozenset()) & meant
        )
        / whole
    )
