"""Write: a topic, an answer. What is written is kept while it is written, and shown as it will look."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.ground.ui.answering import SeeOther, go
from whiteglove.learning.forum import actions, queries
from whiteglove.learning.forum.errors import HoldsPersonalData, Refused
from whiteglove.learning.forum.forms import TextForm
from whiteglove.learning.forum.models import Topic
from whiteglove.learning.forum.personal_words import masked
from whiteglove.learning.forum.sight import shown_to
from whiteglove.learning.forum.worth import LONGEST

from .answer import CHANGED, page_of_post, read, refusals, topic_for


def given_in(request: HttpRequest) -> tuple[dict[str, Any], dict[str, Any]]:
    """(what the form says, the same as a verb takes it): masked where that was pressed."""
    form = read(TextForm(request.POST))
    if form["data"] == "mask":
        form |= {"text": masked(form["text"]), "title": masked(form["title"])}
    return form, {"text": form["text"], "shown_data": form["data"] == "keep", "by": request.user, "at": clock.now()}


def again(request: HttpRequest, template: str, form: dict, no: HoldsPersonalData, **more: Any) -> HttpResponse:
    """The form with all that was typed, and what it holds."""
    context = {"text": form["text"], "title": form["title"], "holds": no.kinds,
               "category": form["category"].pk if form["category"] else 0, **more}  # fmt: skip
    return render(request, template, context, status=422)


@door("forum.see", writes="forum.write")
@require_http_methods(["GET", "POST"])
@refusals
def new(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return opened(request)
    draft = queries.draft_of(request.user, None)
    chosen = draft.category_id if draft else number(request.GET.get("category"))
    context = {"draft": draft, "text": draft.text if draft else "", "title": draft.title if draft else "",
               "category": chosen, "categories": queries.categories()}  # fmt: skip
    return render(request, "forum/new.html", context)


def opened(request: HttpRequest) -> HttpResponse:
    form, words = given_in(request)
    if form["category"] is None:
        raise Refused("Choose where it belongs.")
    try:
        made = actions.open_topic(title=form["title"], category=form["category"], **words)
    except HoldsPersonalData as no:
        template = "forum/new_form.html" if request.htmx else "forum/new.html"
        return again(request, template, form, no, categories=queries.categories())
    toasts.say(request, "Asked. You hear of answers.")
    return go(request, reverse("forum:topic", args=[made.pk]))


@door("forum.see", writes="forum.write")
@require_POST
@refusals
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    topic = topic_for(request, pk)
    form, words = given_in(request)
    try:
        made = actions.answer(topic=topic, **words)
    except HoldsPersonalData as no:
        return again(request, "forum/answer_form.html" if request.htmx else "forum/answer.html", form, no, topic=topic)
    toasts.say(request, "Answered.", undo_url=reverse("forum:deleted", args=[made.pk]), undo_method="POST")
    if not request.htmx or queries.is_long(topic):
        return go(request, page_of_post(pk, made.pk)) if request.htmx else SeeOther(page_of_post(pk, made.pk))
    return toasts.tell(render(request, "forum/answer_form.html", {"topic": topic}), CHANGED, {})


@door("forum.see", writes="forum.draft")
@require_http_methods(["POST", "DELETE"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    return kept(request, topic_for(request, pk))


@door("forum.see", writes="forum.draft")
@require_http_methods(["POST", "DELETE"])
def new_draft(request: HttpRequest) -> HttpResponse:
    return kept(request, None)


def kept(request: HttpRequest, topic: Topic | None) -> HttpResponse:
    if request.method == "DELETE":
        actions.discard_draft(topic=topic, by=request.user, at=clock.now())
        return go(request, reverse("forum:topic", args=[topic.pk]) if topic else reverse("forum:home"))
    form = TextForm(request.POST)
    form.is_valid()
    # A category that was archived meanwhile, say, is no reason to lose the words.
    given = form.cleaned_data
    if "text" not in given:
        return HttpResponse(status=204)
    row = actions.save_draft(topic=topic, text=given["text"], title=given.get("title", ""),
                             category=given.get("category"), by=request.user, at=clock.now())  # fmt: skip
    return render(request, "forum/draft.html", {"draft": row})


@door("forum.see")
@require_GET
def alike(request: HttpRequest) -> HttpResponse:
    """Topics that may ask the same, while somebody writes a title."""
    return render(request, "forum/alike.html", {"alike": queries.alike(request.GET.get("title", "")[:200])})


@door("forum.see")
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """As it will look to whoever writes it."""
    (html,) = shown_to(request.user, [request.POST.get("text", "")[:LONGEST]])
    return render(request, "forum/preview.html", {"html": html})


@door("forum.write")
@require_GET
def named(request: HttpRequest) -> HttpResponse:
    """Colleagues to name, for whom the words behind an @ may begin."""
    return render(request, "forum/named.html", {"members": queries.people_like(request.GET.get("q", "")[:60])})
