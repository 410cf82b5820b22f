"""An article on its way to its reader: laid out, beside its neighbours, and counted as read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from whiteglove.service.knowledge import markdown, nearness, shelf, tally
from whiteglove.service.knowledge.actions.count_reads import count_reads
from whiteglove.service.knowledge.models import Article, Picture, Translation

BEGINNING = 300
RELATED, NEAR = 5, 12
HOUR = 3600
# Pairs of what the words point to and where that is.
Addresses = tuple[tuple[Any, str], ...]


@dataclass(frozen=True)
class LaidOut:
    html: SafeString
    text: str
    headings: tuple[markdown.Heading, ...]


def laid_out(person: Any, shown: Translation, language: str) -> LaidOut:
    """The published words as HTML; links lead to what this reader may open, in the language they read."""
    version = shown.published
    points_to, pictures = pointers(version.pk, version.body)
    slugs = shelf.linked(person, points_to)
    links = tuple(sorted((old, reverse("help:article", args=[language, slug])) for old, slug in slugs.items()))
    return drawn(version.pk, version.body, links, own_of(shown, pictures))


def own_of(shown: Translation, pictures: frozenset[int]) -> Addresses:
    """(number, address) of those pictures that are the article's own."""
    rows = Picture.objects.filter(article=shown.article_id, pk__in=pictures).order_by("pk").defer("content")
    return tuple((one.pk, one.address) for one in rows) if pictures else ()


@lru_cache(maxsize=2_000)
def pointers(version: int, body: str) -> tuple[frozenset[str], frozenset[int]]:
    page = markdown.parsed(body)
    return frozenset(page.articles), frozenset(page.pictures)


def beginning(version: int, body: str) -> str:
    """The first words, for lists that have no summary."""
    return drawn(version, body, (), ()).text[:BEGINNING]


@lru_cache(maxsize=500)
def drawn(
    version: int, body: str, links: tuple[tuple[str, str], ...], pictures: tuple[tuple[int, str], ...]
) -> LaidOut:
    """Markdown takes milliseconds, and words once published never change."""
    page = markdown.parsed(body)
    html = markdown.rendered(page, dict(links).get, dict(pictures).get)
    return LaidOut(mark_safe(html), page.text, tuple(page.headings))


def neighbours(person: Any, shown: Translation, wanted: list[str], at: datetime) -> dict[str, Any]:
    """{"previous", "next", "related"} of an article: by its place, and by what it is about."""
    article, near = shown.article, near_to(shown, at)
    rows = shelf.beside(person, article, near, RELATED, wanted)
    shelved = [one for one in rows if article.category_id and one.category == article.category_id]
    place = (article.position, article.pk)
    before = [one for one in shelved if (one.position, one.article) < place]
    after = [one for one in shelved if (one.position, one.article) > place]
    known = {one.article: one for one in rows}
    alike = [known[pk] for pk in near if pk in known]
    related = list({one.article: one for one in [*alike, *after, *before[::-1]]}.values())
    return {"previous": before[-1] if before else None, "next": after[0] if after else None,
            "related": related[:RELATED]}  # fmt: skip


def near_to(shown: Translation, at: datetime) -> tuple[int, ...]:
    """Articles about the same, worked out once an hour: what is written meanwhile can wait, who may read it can't."""
    version = shown.published
    hour = int(at.timestamp()) // HOUR
    return about_the_same(shown.article_id, version.pk, version.title, version.body, shown.language, hour)


@lru_cache(maxsize=20_000)
def about_the_same(article: int, version: int, title: str, body: str, language: str, hour: int) -> tuple[int, ...]:
    text = f"{title}\n{title}\n{beginning(version, body)}"
    return tuple(nearness.beside(article, text, language, most=NEAR))


ROBOTS = ("bot", "crawl", "spider", "preview", "monitor")


def opened(article: Article, headers: Mapping[str, str], at: datetime) -> None:
    """Count it, unless a program fetched it ahead or to index it."""
    ahead = "prefetch" in (headers.get("Sec-Purpose", "") + headers.get("Purpose", ""))
    robot = any(word in headers.get("User-Agent", "").lower() for word in ROBOTS)
    if not ahead and not robot and tally.add(article.pk, at):
        count_reads(reads=tally.take())
