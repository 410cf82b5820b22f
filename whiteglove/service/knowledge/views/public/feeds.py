"""What programs read of the help centre: the map of the site and feeds. Only what is for everybody, whoever asks."""

from itertools import groupby

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from whiteglove.ground.lib.text import one_line, storable
from whiteglove.ground.people.policy import public
from whiteglove.service.knowledge import languages, reading, shelf
from whiteglove.service.knowledge.tongue import says

from .finding import nothing_here
from .frame import kept, known, wanted

EVERYBODY = AnonymousUser()
# Search engines take 50,000 addresses in a file (sitemaps.org); articles with all their languages stay together.
IN_A_MAP = 10_000
IN_A_FEED = 30


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The map itself, or for a large help centre the list of its parts."""
    articles = shelf.places(EVERYBODY).values("article").distinct().count()
    parts = range(1, -(-articles // IN_A_MAP) + 1)
    if len(parts) > 1:
        where = [settings.PUBLIC_URL + reverse("help:sitemap_part", args=[number]) for number in parts]
        return told(request, "sitemap_parts.xml", {"where": where})
    return mapped(request, 1)


@public
@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    return mapped(request, number)


def mapped(request: HttpRequest, number: int) -> HttpResponse:
    start = min(max(number - 1, 0), 1_000) * IN_A_MAP
    part = shelf.article_numbers(EVERYBODY)[start : start + IN_A_MAP]
    rows = groupby(shelf.places(EVERYBODY).filter(article__in=part), key=lambda row: row[0])
    return told(request, "sitemap.xml", {"places": [place for _, found in rows for place in places(list(found))]})


def places(rows: list[tuple]) -> list[dict]:
    """An entry for each language of one article, each naming all the others."""
    written = [(language, whole("help:article", language, slug)) for _, slug, language, _ in rows]
    best = dict(written)[languages.chosen([], [language for language, _ in written])]
    return [
        {"where": where, "at": row[3], "others": written, "best": best}
        for row, (_, where) in zip(rows, written, strict=True)
    ]


def whole(name: str, *parts: str) -> str:
    return settings.PUBLIC_URL + reverse(name, args=parts)


def told(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    answer = render(request, f"knowledge/public/{template}", context, content_type="application/xml")
    return kept(request, answer)


@public
@require_safe
def feed(request: HttpRequest, language: str) -> HttpResponse:
    known(language)
    title = f"{settings.HELP_NAME} · {says(language)['help_centre']}"
    return fed(request, language, title, whole("help:home", language), None)


@public
@require_safe
def category_feed(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    known(language)
    tops, _ = shelf.sections(EVERYBODY, wanted(request, language))
    found = shelf.named(tops, slug)
    if found is None:
        return nothing_here(request, language, slug)
    section, _ = found
    title = f"{settings.HELP_NAME} · {section.title}"
    inside = [section.pk, *(part.pk for part in section.parts)]
    return fed(request, language, title, whole("help:category", language, slug), inside)


def fed(request: HttpRequest, language: str, title: str, link: str, categories: list[int] | None) -> HttpResponse:
    """Atom (RFC 4287) of what was published last in this language."""
    rows = shelf.newest(EVERYBODY, categories, language, IN_A_FEED)
    made = Atom1Feed(
        title=plain(title), link=link, description="", language=language, feed_url=settings.PUBLIC_URL + request.path
    )
    for row in rows:
        where, version = whole("help:article", language, row.article.slug), row.published
        text = version.summary or reading.beginning(version.pk, version.body)
        # XML holds no control characters at all (XML 1.0, 2.2), and one would cost everybody the whole feed.
        made.add_item(
            title=plain(version.title), link=where, description=plain(text), unique_id=where,
            pubdate=row.first_published_at, updateddate=row.published_at,
        )  # fmt: skip
    answer = HttpResponse(made.writeString("utf-8"), content_type=made.content_type)
    return kept(request, answer, rows[0].published_at if rows else None)


def plain(text: str) -> str:
    return storable(one_line(text))
