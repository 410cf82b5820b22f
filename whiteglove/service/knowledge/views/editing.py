"""The editor: words on the left, as readers will see them on the right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui.toasts import say
from whiteglove.service.knowledge import actions, languages, overview
from whiteglove.service.knowledge.forms import WordsForm, offered
from whiteglove.service.knowledge.markdown import Parsed, parsed, rendered
from whiteglove.service.knowledge.models import Article, Translation

from .answer import or_say_why


@door("knowledge.see")
@require_GET
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """To its words: in the help centre's language, or the first there is."""
    found = overview.article_for(request.user, pk)
    written = list(found.translations.values_list("language", flat=True))
    return redirect("knowledge:edit", pk, languages.chosen([], written))


@door("knowledge.see", writes="knowledge.write")
@require_http_methods(["GET", "POST"])
@or_say_why
def edit(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """GET: the editor. POST: keep these words; from htmx while one writes, otherwise because somebody said so."""
    found = overview.article_for(request.user, pk)
    words = overview.words_in(found, language)
    if request.method == "POST":
        return kept(request, words)
    return render(request, "knowledge/edit.html", page_of(request, found, words))


def page_of(request: HttpRequest, article: Article, words: Translation) -> dict:
    written = list(article.translations.order_by("pk"))
    return {
        "article": article,
        "words": words,
        "draft": words.draft,
        "direction": languages.direction(words.language),
        "translations": [(one, languages.name_of(one.language)) for one in written],
        "others": offered([one.language for one in written]),
        "votes": overview.votes_on(article),
        "may_write": may(request.user, "knowledge.write", article) and not article.archived_at,
        "may_publish": may(request.user, "knowledge.publish", article),
        **seen(request, article, words.draft.body),
    }


def seen(request: HttpRequest, article: Article, body: str) -> dict:
    """{"preview", "faults"}: the words as readers will see them, and what leads nowhere."""
    page = parsed(body)
    linked = overview.links_from(request.user, page.articles)
    pictures = overview.pictures_of(article, page.pictures)

    def where(slug: str) -> str | None:
        return reverse("knowledge:article", args=[linked[slug].pk]) if slug in linked else None

    def drawn(number: int) -> str | None:
        return pictures[number].address if number in pictures else None

    faults = [*page.faults, *lost(page, linked, pictures)]
    return {"preview": safe(rendered(page, where, drawn)), "faults": faults}


def safe(html: str) -> SafeString:
    """It comes from the house's cleaner."""
    return mark_safe(html)


def lost(page: Parsed, linked: dict, pictures: dict) -> list[str]:
    """Links and pictures that lead nowhere."""
    nowhere = [f"There is no article “{slug}” to link to." for slug in sorted(page.articles - set(linked))]
    unread = [
        f"Readers can't open “{slug}”: it isn't published."
        for slug, one in sorted(linked.items())
        if one.archived_at or not one.published
    ]
    missing = [f"This article has no picture {number}." for number in sorted(page.pictures - set(pictures))]
    return [*nowhere, *unread, *missing]


def kept(request: HttpRequest, words: Translation) -> HttpResponse:
    form = WordsForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    now = actions.save_draft(
        translation=words, by=request.user, at=clock.now(), title=given.get("title", ""),
        summary=given.get("summary", ""), body=given.get("body", ""), edition=given.get("edition"),
        beside=given.get("beside"), by_itself="keep" not in request.POST,
    )  # fmt: skip
    if not request.htmx:
        say(request, "Kept." if not now.beside else "Somebody had saved first: your words are kept beside theirs.")
        return redirect("knowledge:edit", words.article_id, words.language)
    edition = given.get("edition") if now.beside else now.edition
    context = {"article": words.article, "words": words, "kept": now, "edition": edition}
    return render(request, "knowledge/kept.html", context | seen(request, words.article, now.version.body))


@door("knowledge.write")
@require_POST
@or_say_why
def translations(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the words in one more language."""
    found, language = overview.article_for(request.user, pk), request.POST.get("language", "")
    if language not in dict(offered()):
        raise ValueError("Choose a language.")
    actions.translate(article=found, language=language, by=request.user, at=clock.now())
    return redirect("knowledge:edit", pk, language)
