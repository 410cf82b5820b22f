"""Home, category and article, as their readers see them."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import may, public
from whiteglove.service.customers.guest import reader
from whiteglove.service.knowledge import languages, queries, reading, shelf, structured, tongue
from whiteglove.service.knowledge.models import Translation

from .finding import begins_at, nothing_here, results
from .frame import kept, known, page, wanted

A_MONTH = timedelta(days=30)
# From so many headings on, a page begins with a list of them.
LONG = 3


@public
@require_safe
def arrive(request: HttpRequest) -> HttpResponse:
    """Without a language in the address: of those in which something is written, the one that suits the reader."""
    there = Translation.objects.readable_by(reader(request)).order_by().values_list("language", flat=True).distinct()
    language = languages.chosen(wanted(request, "")[1:], sorted(there)) or languages.default()
    return varying(redirect("help:home", language))


def varying(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "private, no-cache"
    return answer


@public
@require_safe
def home(request: HttpRequest, language: str) -> HttpResponse:
    known(language)
    if request.GET.get("q", "").strip():
        return results(request, language)
    wishes = wanted(request, language)
    sections, spoken = shelf.sections(reader(request), wishes)
    read, others = shelf.at_the_door(reader(request), clock.now().date() - A_MONTH, wishes)
    menu = [(code, reverse("help:home", args=[code])) for code in dict.fromkeys([language, *spoken])]
    context = {
        "sections": sections,
        "read": read,
        "others": others[: shelf.OTHERS],
        "more": len(others) > shelf.OTHERS,
        "menu": menu,
        "queried": "",
    }
    return page(request, "home.html", language, context)


@public
@require_safe
def category(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    known(language)
    wishes = wanted(request, language)
    tops, spoken = shelf.sections(reader(request), wishes)
    found = shelf.named(tops, slug)
    if found is None:
        return nothing_here(request, language, slug)
    section, top = found
    inside, start = [section.pk, *(part.pk for part in section.parts)], begins_at(request)
    entries, more = shelf.standing_in(reader(request), inside, wishes, start)
    for one in [section, *section.parts]:
        one.entries = [entry for entry in entries if entry.category == one.pk]
    menu = [(code, reverse("help:category", args=[code, slug])) for code in dict.fromkeys([language, *spoken])]
    context = {"section": section, "above": top if top is not section else None, "menu": menu,
               "more": start + shelf.PAGE if more else 0}  # fmt: skip
    return page(request, "category.html", language, context, last=max((entry.at for entry in entries), default=None))


@public
@require_safe
def others(request: HttpRequest, language: str) -> HttpResponse:
    """What stands in no topic."""
    known(language)
    start = begins_at(request)
    entries, more = shelf.standing_in(reader(request), [], wanted(request, language), start)
    context = {"entries": entries, "more": start + shelf.PAGE if more else 0}
    return page(request, "others.html", language, context)


@public
@require_safe
def article(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    known(language)
    wishes = wanted(request, language)
    written = shelf.written(reader(request), slug, wishes)
    if not written:
        moved = queries.moved_to(reader(request), slug)
        answer = moved and redirect("help:article", language, moved.slug, permanent=True)
        return answer or nothing_here(request, language, slug)
    shown = shelf.suiting(written, wishes)
    reading.opened(shown.article, request.headers, clock.now())
    context = around(request, language, shown, written, wishes)
    if may(request.user, "knowledge.see"):
        context["edit"] = reverse("knowledge:article", args=[shown.article_id])
    return page(request, "article.html", language, context, last=shown.published_at)


def around(
    request: HttpRequest, language: str, shown: Translation, written: list[Translation], wishes: list[str]
) -> dict:
    """Everything the page of an article shows."""
    article = shown.article
    text = reading.laid_out(reader(request), shown, language)
    trail = trail_of(shown, language)
    near = reading.neighbours(reader(request), shown, wishes, clock.now())
    headings = [one for one in text.headings if one.level <= 3]
    return {
        "article": article, "words": shown.published, "translation": shown, "shown_in": shown.language,
        "elsewhere": elsewhere(language, shown.language), "html": text.html, "trail": trail, **near,
        "headings": headings if len(headings) >= LONG else [], "canonical": whole(shown.language, article.slug),
        "menu": [(one.language, reverse("help:article", args=[one.language, article.slug])) for one in written],
        "alternates": [(one.language, whole(one.language, article.slug)) for one in written],
        "fallback": whole(languages.chosen([], [one.language for one in written]), article.slug),
        "day": tongue.day(shown.published_at, language), "description": shown.published.summary or text.text[:200],
        "structured": structured.article(
            url=whole(shown.language, article.slug), title=shown.published.title,
            summary=shown.published.summary or text.text[:200], text=text.text, language=shown.language,
            first=shown.first_published_at, last=shown.published_at, by=settings.HELP_NAME,
            trail=[(name, settings.PUBLIC_URL + where) for name, where in trail],
        ),
    }  # fmt: skip


def whole(language: str, slug: str) -> str:
    return settings.PUBLIC_URL + reverse("help:article", args=[language, slug])


def elsewhere(asked: str, shown: str) -> str:
    """A word to whoever asked for another language than the article is shown in."""
    if asked.partition("-")[0].lower() == shown.partition("-")[0].lower():
        return ""
    spoken = tongue.spoken(asked)
    names = {"wanted": languages.name_of(asked, spoken), "shown": languages.name_of(shown, spoken)}
    return tongue.says(asked)["elsewhere"].format(**names)


def trail_of(shown: Translation, language: str) -> list[tuple[str, str]]:
    """[(title, address)] of the categories above an article."""
    category = shown.article.category
    if category is None:
        return []
    steps = [(shown.above, category.parent), (shown.of, category)]
    there = [(title or one.slug, one.slug) for title, one in steps if one is not None]
    return [(title, reverse("help:category", args=[language, slug])) for title, slug in there]


@public
@require_safe
def words(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """An article as plain text: to be put into an answer, or read by a program."""
    shown = shelf.suited(reader(request), slug, wanted(request, known(language)))
    if shown is None:
        return nothing_here(request, language, slug)
    text = f"{shown.published.title}\n\n{reading.laid_out(reader(request), shown, language).text}\n"
    return kept(request, HttpResponse(text, content_type="text/plain; charset=utf-8"), shown.published_at)


@public
@require_safe
def brand(request: HttpRequest) -> HttpResponse:
    """The desk's own colour, as a style sheet: the content policy allows no other way."""
    from whiteglove.ground.ui.brand import sheet

    answer = HttpResponse(sheet(settings.HELP_COLOUR), content_type="text/css")
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


@public
@require_safe
def without_language(request: HttpRequest, slug: str) -> HttpResponse:
    """An address to pass on: `/help/paying/` leads each reader to their own language."""
    written = shelf.written(reader(request), slug, wanted(request, "")[1:])
    if written:
        language = languages.chosen(wanted(request, "")[1:], [one.language for one in written])
        return varying(redirect("help:article", language, slug))
    moved = queries.moved_to(reader(request), slug)
    if moved:
        return varying(redirect("help:anywhere", moved.slug))
    return nothing_here(request, languages.chosen(wanted(request, "")[1:], sorted(tongue.known())), slug)
