"""Topics: the newest, those nobody has answered, those one follows, one's own, those that hold some words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.forum import actions, queries

from .answer import done


@door("forum.see")
@require_GET
def newest(request: HttpRequest) -> HttpResponse:
    view, words = request.GET.get("view", "newest"), request.GET.get("q", "").strip()[:200]
    view, category = view if view in queries.VIEWS else "newest", number(request.GET.get("category"))
    after = request.GET.get("after", "")
    page = queries.searched(request.user, words, after, category) if words else queries.listed(
        request.user, view, category, after)  # fmt: skip
    context = {"page": page, "view": view, "words": words, "category": category, "views": queries.VIEWS,
               "categories": queries.categories(), "may_moderate": may(request.user, "forum.moderate")}  # fmt: skip
    if request.htmx and request.htmx.target == "topics":
        return render(request, "forum/topics.html", context)
    context |= {"notices": queries.notices(request.user), "may_setup": may(request.user, "forum.setup"),
                "waiting": queries.reports_waiting(request.user) if context["may_moderate"] else 0}  # fmt: skip
    return render(request, "forum/list.html", context)


@door("forum.see")
@require_POST
def notices(request: HttpRequest) -> HttpResponse:
    actions.see_notices(by=request.user, at=clock.now())
    return done(request, "Seen.", reverse("forum:home"))


@door("forum.see")
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """All of it counts as read."""
    actions.read_all(by=request.user, at=clock.now())
    return done(request, "All is read.", reverse("forum:home"))
