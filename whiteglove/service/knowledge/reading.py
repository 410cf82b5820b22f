"""An article on its way to its reader: laid out, beside its neighbours, and counted as read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from whiteglove.service.knowledge import markdown, shelf, tally
from whiteglove.service.knowledge.actions.count_reads import count_reads
from whiteglove.service.knowledge.models import Article, Picture, Translation

RELATED = 5
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
    return drawn(version, body, (), ()).text[:300]


@lru_cache(maxsize=500)
def drawn(
    version: int, body: str, links: tuple[tuple[str, str], ...], pictures: tuple[tuple[int, str], ...]
) -> LaidOut:
    """Markdown takes milliseconds, and words once published never change."""
    page = markdown.parsed(body)
    html = markdown.rendered(page, dict(links).get, dict(pictures).get)
    return LaidOut(mark_safe(html), page.text, tuple(page.headings))


def neighbours(beside: list[shelf.Entry], article: Article) -> dict[str, Any]:
    """{"previous", "next", "related"} of an article among what stands in its category."""
    at = next((place for place, one in enumerate(beside) if one.article == article.pk), None)
    if at is None:
        return {"previous": None, "next": None, "related": []}
    following = [*beside[at + 1 :], *beside[:at]]
    return {
        "previous": beside[at - 1] if at else None,
        "next": beside[at + 1] if at + 1 < len(beside) else None,
        "related": following[:RELATED],
    }


ROBOTS = ("bot", "crawl", "spider", "preview", "monitor")


def opened(article: Article, headers: Mapping[str, str], at: datetime) -> None:
    """Count it, unless a program fetched it ahead or to index it."""
    ahead = "prefetch" in (headers.get("Sec-Purpose", "") + headers.get("Purpose", ""))
    robot = any(word in headers.get("User-Agent", "").lower() for word in ROBOTS)
    if not ahead and not robot and tally.add(article.pk, at):
        count_reads(reads=tally.take())
