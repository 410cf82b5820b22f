"""One post: change it, take it away, see what it was, say that it helped, report it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door, require
from whiteglove.learning.forum import actions, queries
from whiteglove.learning.forum.errors import HoldsPersonalData
from whiteglove.learning.forum.forms import ReportForm
from whiteglove.learning.forum.models import Post
from whiteglove.learning.forum.personal_words import masked
from whiteglove.learning.forum.sight import told_to
from whiteglove.service.knowledge.differences import lines_between

from .answer import done, page_of_post, post_for, read, refusals
from .writing import again, given_in

# Wordings on a page, and lines of each that are compared: many thousands of them would take minutes.
WORDINGS, LINES = 10, 150


@door("forum.see", writes="forum.reword")
@require_http_methods(["GET", "POST"])
@refusals
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """To change one's own words."""
    one = post_for(request, pk)
    require(request.user, "forum.reword", one)
    if request.method == "GET" and one.author_id != request.user.pk:
        return redirect(page_of_post(one.topic_id, one.pk))
    if request.method == "GET":
        context = {"post": one, "text": one.text, "title": one.topic.title, "seen": one.wordings_count}
        return render(request, "forum/reword.html", context)
    form, words = given_in(request)
    try:
        now = actions.reword(post=one, title=form["title"] or one.topic.title, seen=form["seen"], **words)
    except HoldsPersonalData as no:
        template = "forum/reword_form.html" if request.htmx else "forum/reword.html"
        return again(request, template, form, no, post=one, seen=form["seen"])
    return done(request, "Changed. What it was stays readable beside it.", page_of_post(now.topic_id, now.pk))


@door("forum.see", writes="forum.reword")
@require_http_methods(["POST", "DELETE"])
@refusals
def deleted(request: HttpRequest, pk: int) -> HttpResponse:
    """POST takes it away; DELETE brings it back."""
    one = get_object_or_404(Post.objects.select_related("topic"), pk=min(pk, LARGEST))
    require(request.user, "forum.reword", one)
    if request.method == "DELETE":
        actions.restore(post=one, by=request.user, at=clock.now())
        return done(request, "Back again.", reverse("forum:topic", args=[one.topic_id]))
    topic = actions.delete(post=one, by=request.user, at=clock.now())
    url = reverse("forum:topic", args=[topic.pk]) if topic.stands else reverse("forum:home")
    return done(request, "Deleted.", url, undo=request.path)


@door("forum.see")
@require_GET
def wordings(request: HttpRequest, pk: int) -> HttpResponse:
    """What it was, and what changed each time."""
    one = post_for(request, pk)
    rows = list(one.wordings.select_related("by")[:WORDINGS])
    after, *before = earlier(request.user, one, [one.text, *(row.text for row in rows)])
    steps = []
    for row, words in zip(rows, before, strict=True):
        row.title = masked(row.title)
        steps.append((row, queries.name_of(row.by), lines_between(words, after)))
        after = words
    return render(request, "forum/wordings.html", {"post": one, "steps": steps, "author": queries.name_of(one.author)})


def earlier(reader: Person, post: Post, texts: list[str]) -> list[str]:
    """As this reader may read them. Whoever took a customer's data out of a post took them from its readers."""
    said = ["\n".join(words.splitlines()[:LINES]) for words in told_to(reader, texts)]
    return said if post.author_id == reader.pk else [masked(words) for words in said]


@door("forum.see", writes="forum.write")
@require_http_methods(["POST", "DELETE"])
@refusals
def helped(request: HttpRequest, pk: int) -> HttpResponse:
    one = post_for(request, pk)
    if request.method == "DELETE" or request.POST.get("back"):
        actions.not_helped(post=one, by=request.user, at=clock.now())
        return done(request, "Taken back.", page_of_post(one.topic_id, pk))
    actions.helped(post=one, by=request.user, at=clock.now())
    return done(request, "Thank you for saying so.", page_of_post(one.topic_id, pk), undo=request.path)


@door("forum.see", writes="forum.write")
@require_http_methods(["GET", "POST"])
@refusals
def reports(request: HttpRequest, pk: int) -> HttpResponse:
    one = post_for(request, pk)
    if request.method == "GET":
        (words,) = told_to(request.user, [one.text])
        context = {"post": one, "words": words, "form": ReportForm(), "author": queries.name_of(one.author)}
        return render(request, "forum/report.html", context)
    given = read(ReportForm(request.POST))
    actions.report(post=one, why=given["why"], note=given["note"], by=request.user, at=clock.now())
    return done(request, "Reported. A lead looks at it.", page_of_post(one.topic_id, pk))
