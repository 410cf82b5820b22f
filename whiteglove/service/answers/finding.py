"""Find the article that answers a question, among those the asker may read; rather nothing than a wrong one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from whiteglove.service.knowledge.models import Article
from whiteglove.service.knowledge.words import of_the_language

from . import cutting, gathering, judging
from .judging import Candidate

if TYPE_CHECKING:
    from .gathering import Told, Words
    from .models import Passage

LONGEST = 1500  # characters of a question
PARTS = 3  # passages of an article that come near


@dataclass(frozen=True)
class Offer:
    """An article to choose. `url` is whole, so that it can be sent to the asker."""

    article: Article
    title: str
    url: str
    score: float = 0.0


@dataclass(frozen=True)
class Part:
    """A passage of the article, with the address of its heading."""

    heading: str
    url: str
    text: str


@dataclass(frozen=True)
class Found:
    """An answer in the words of an article. `article` None: none is sure, choose between `others`.

    `language` is the article's, `foreign` whether it isn't the asker's: say so. `parts` are those passages of the
    article that fit best, the quoted one first; `shortening` what came of asking a language model, "" where none was.
    """

    article: Article | None
    title: str = ""
    url: str = ""
    heading: str = ""
    quote: str = ""
    score: float = 0.0
    others: tuple[Offer, ...] = ()
    language: str = ""
    foreign: bool = False
    parts: tuple[Part, ...] = ()
    shortening: str = ""


@dataclass
class Looked:
    """All that was thought about a question, for whoever wants to know why."""

    told: Told
    candidates: list[Candidate] = field(default_factory=list)
    verdict: judging.Verdict = field(default_factory=judging.Verdict)
    words: dict[int, Words] = field(default_factory=dict)

    @property
    def encoded(self) -> bool:
        return self.told.vectors is not None


def find_answer(text: str, *, language: str, reader: Any, around: Sequence[str] = ()) -> Found | None:
    """What answers the question, what to choose from, or None. `reader` is whoever asks: only what they may read.

    `around` is what they said before, the newest last: it is looked at where the question alone says too little.
    """
    looked = look(text, language=language, reader=reader)
    if not looked.verdict.answer and not looked.verdict.offered and around:
        looked = look(f"{around[-1]}\n{text}", language=language, reader=reader)
    return found(looked)


def answer_from(article: int, text: str, *, language: str, reader: Any) -> Found | None:
    """The part of this article that fits the question best; None where the reader may not read it (any more)."""
    told = gathering.told(text[:LONGEST], language)
    words = gathering.words_of([article], told, reader)
    return quoted(words[article], told, 1.0) if article in words else None


def look(text: str, *, language: str, reader: Any) -> Looked:
    told = gathering.told(text[:LONGEST], language)
    if not told.asked.words:
        return Looked(told)
    words = gathering.words_of(gathering.articles(told, reader), told, reader)
    candidates = [one for each in words.values() for one in gathering.candidates(each, told)]
    ranked = best_of_each(judging.scored(told.asked, candidates, encoded=told.vectors is not None))
    return Looked(told, ranked, judging.judged(ranked, encoded=told.vectors is not None), words)


def best_of_each(ranked: Sequence[Candidate]) -> list[Candidate]:
    """An article stands once, by its title or by other words for it, whichever fits better."""
    first: dict[int, Candidate] = {}
    for one in ranked:
        first.setdefault(one.article, one)
    return list(first.values())


def found(looked: Looked) -> Found | None:
    offers = tuple(offer(looked.words[one.article], one.score) for one in looked.verdict.offered)
    answer = looked.verdict.answer
    if answer is None:
        return Found(None, others=offers) if offers else None
    return quoted(looked.words[answer.article], looked.told, answer.score, offers)


def quoted(words: Words, told: Told, score: float, others: tuple[Offer, ...] = ()) -> Found:
    """The passage of the article that fits best, word for word."""
    parts = tuple(part(one, words, told) for one in gathering.best_passages(words, told, PARTS))
    foreign = of_the_language(words.language) != of_the_language(told.language)
    best = parts[0]
    return Found(
        words.article, words.title, best.url, best.heading, best.text, score, others, words.language, foreign, parts
    )  # fmt: skip


def part(passage: Passage, words: Words, told: Told) -> Part:
    url = address(words) + (f"#{passage.anchor}" if passage.anchor else "")
    return Part(passage.heading, url, cutting.quoted(passage.text, gathering.best_line(passage.text, told)))


def offer(words: Words, score: float) -> Offer:
    return Offer(words.article, words.title, address(words), score)


def address(words: Words) -> str:
    return settings.PUBLIC_URL + reverse("help:article", args=[words.language, words.article.slug])
