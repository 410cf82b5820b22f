"""Show words to their readers, take them back, put an article away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.toasts import say
from whiteglove.service.knowledge import actions, languages, overview
from whiteglove.service.knowledge.forms import PublishForm
from whiteglove.service.knowledge.models import Translation

from .answer import gone_to, or_say_why
from .editing import seen


@door("knowledge.publish")
@require_http_methods(["GET", "POST", "DELETE"])
@or_say_why
def publication(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """GET: what will happen. POST: it is published. DELETE: it is taken back."""
    found = overview.article_for(request.user, pk)
    words = overview.words_in(found, language)
    if request.method == "GET":
        return asked(request, words)
    here = reverse("knowledge:edit", args=[pk, language])
    if request.method == "DELETE" or "take_back" in request.POST:
        if actions.unpublish(translation=words, by=request.user, at=clock.now()):
            say(request, "Taken back. Readers don't see it any more.")
        return gone_to(request, here)
    form = PublishForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    actions.publish(
        translation=words, by=request.user, at=clock.now(), note=given.get("note", ""), edition=given.get("edition")
    )
    say(request, "Published.", undo_url=reverse("knowledge:publication", args=[pk, language]))
    return gone_to(request, here)


def asked(request: HttpRequest, words: Translation) -> HttpResponse:
    faults = seen(request, words.article, words.draft.body)["faults"]
    context = {"article": words.article, "words": words, "faults": faults, "name": languages.name_of(words.language)}
    form = PublishForm(initial={"edition": words.edition})
    template = "knowledge/publish.html" if request.htmx else "knowledge/publish_page.html"
    return render(request, template, {**context, "form": form})


@door("knowledge.publish")
@require_http_methods(["POST", "DELETE"])
@or_say_why
def archival(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: put it away. DELETE: bring it back."""
    found = overview.article_for(request.user, pk)
    if request.method == "DELETE" or "back" in request.POST:
        actions.restore(article=found, by=request.user, at=clock.now())
        say(request, "The article is back.")
        return gone_to(request, reverse("knowledge:article", args=[pk]))
    actions.archive(article=found, by=request.user, at=clock.now())
    say(request, "Archived.", undo_url=reverse("knowledge:archival", args=[pk]))
    return gone_to(request, reverse("knowledge:list"))
