"""Every version of an article's words, what changed between two, and going back to one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import is_number
from whiteglove.ground.people.policy import door, may
from whiteglove.ground.ui.toasts import say
from whiteglove.service.knowledge import actions, languages, overview
from whiteglove.service.knowledge.differences import lines_between
from whiteglove.service.knowledge.models import Translation, Version

from .answer import gone_to, or_say_why

MOST = 100


@door("knowledge.see")
@require_GET
def history(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    return shown(request, pk, language, None)


@door("knowledge.see", writes="knowledge.write")
@require_http_methods(["GET", "POST"])
@or_say_why
def version(request: HttpRequest, pk: int, language: str, number: int) -> HttpResponse:
    """GET: what this version changed, beside the one before or `?with=`. POST: its words are the draft again."""
    if request.method == "GET":
        return shown(request, pk, language, number)
    words = overview.words_in(overview.article_for(request.user, pk), language)
    wanted = get_object_or_404(words.versions.select_related("translation__article"), number=number)
    actions.restore_version(version=wanted, by=request.user, at=clock.now())
    say(request, f"Version {number} is the draft again. Nothing between is lost.")
    return gone_to(request, reverse("knowledge:edit", args=[pk, language]))


def shown(request: HttpRequest, pk: int, language: str, number: int | None) -> HttpResponse:
    article = overview.article_for(request.user, pk)
    words = overview.words_in(article, language)
    near = words.versions.select_related("by").prefetch_related("publications__by").defer("body")
    versions = list(near.order_by("-number")[:MOST])
    chosen = get_object_or_404(words.versions.select_related("by"), number=number or words.draft.number)
    other = compared(request, words, chosen)
    context = {
        "article": article, "words": words, "versions": versions, "chosen": chosen, "other": other,
        "name": languages.name_of(language), "direction": languages.direction(language),
        "lines": lines_between(text_of(other), text_of(chosen)),
        "may_write": may(request.user, "knowledge.write", article) and not article.archived_at,
    }  # fmt: skip
    return render(request, "knowledge/history.html", context)


def compared(request: HttpRequest, words: Translation, chosen: Version) -> Version | None:
    """The version it is compared with: `?with=`, or the draft before it, which is none that was kept beside another."""
    given = request.GET.get("with", "")
    if is_number(given, 9):
        return words.versions.filter(number=given).first()
    earlier = words.versions.filter(number__lt=chosen.number).exclude(how=Version.How.BESIDE)
    return earlier.order_by("-number").first()


def text_of(version: Version | None) -> str:
    return "\n".join(filter(None, (version.title, version.summary, "", version.body))) if version else ""
