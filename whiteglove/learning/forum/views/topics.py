"""A topic: what is asked, what is answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.forum import actions, queries
from whiteglove.learning.forum.forms import MergeForm, MoveForm, WhyForm
from whiteglove.learning.forum.models import Post, Topic
from whiteglove.learning.forum.sight import shown_to

from .answer import done, refusals, topic_for


@door("forum.see")
@require_GET
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    """The page; for htmx its posts alone. A merged topic leads to the other."""
    shown = topic_for(request, pk)
    if shown.merged_into_id:
        asked = request.GET.urlencode()
        return redirect(reverse("forum:topic", args=[shown.merged_into_id]) + (f"?{asked}" if asked else ""))
    context = posts_of(request, shown) | head_of(shown)
    if request.htmx and request.htmx.target == "posts":
        return render(request, "forum/posts.html", context | {"again": True})
    return render(request, "forum/topic.html", context | beside(request, shown))


def posts_of(request: HttpRequest, shown: Topic) -> dict:
    start = number(request.GET.get("post"))
    page = queries.posts(shown, request.user, request.GET.get("after", ""), start)
    html = shown_to(request.user, [one.text for one in page.rows])
    drawn = queries.drawn(page.rows, request.user, html, shown.accepted_id)
    moderates, asked = may(request.user, "forum.moderate"), shown.author_id == request.user.pk
    for one in drawn:
        one.may_settle = not one.post.opening and (asked or (moderates and not one.is_mine))
    return {"topic": shown, "page": page, "posts": drawn, "here": request.get_full_path(), "may_moderate": moderates,
            "upto": page.rows[-1].pk if page.rows else 0,
            "earlier": bool(page.rows) and not page.rows[0].opening}  # fmt: skip


def head_of(shown: Topic) -> dict:
    """What changes with the posts: whether it is settled, and what leads did about it."""
    return {"author": queries.name_of(shown.author), "deeds": queries.deeds_about(shown)}


def beside(request: HttpRequest, shown: Topic) -> dict:
    """What the page has around its posts."""
    draft = queries.draft_of(request.user, shown) if shown.open else None
    seen = queries.seen_to(shown, request.user)
    return {"draft": draft, "text": draft.text if draft else "", "follows": queries.follows(shown, request.user),
            "unread": seen if 0 < seen < shown.latest else 0,
            "why_form": WhyForm(auto_id="close_%s"), "move_form": MoveForm(auto_id="move_%s"),
            "merge_form": MergeForm(auto_id="merge_%s")}  # fmt: skip


@door("forum.see")
@require_POST
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    actions.see(topic=topic_for(request, pk), upto=number(request.POST.get("upto")), by=request.user, at=clock.now())
    return HttpResponse(status=204)


@door("forum.see")
@require_http_methods(["POST", "DELETE"])
def following(request: HttpRequest, pk: int) -> HttpResponse:
    about = {"topic": topic_for(request, pk), "by": request.user, "at": clock.now()}
    url = reverse("forum:topic", args=[pk])
    if request.method == "DELETE" or request.POST.get("back"):
        actions.unfollow(**about)
        follows = False
    else:
        actions.follow(**about)
        follows = True
    if not request.htmx:
        return redirect(url)
    return render(request, "forum/follow.html", {"topic": about["topic"], "follows": follows})


@door("forum.see", writes="forum.write")
@require_http_methods(["POST", "DELETE"])
@refusals
def accepted(request: HttpRequest, pk: int) -> HttpResponse:
    shown, url = topic_for(request, pk), reverse("forum:topic", args=[pk])
    if request.method == "DELETE" or request.POST.get("back"):
        before = shown.accepted_id
        actions.unaccept(topic=shown, by=request.user, at=clock.now())
        again = f"{request.path}?post={before}" if before else ""
        return done(request, "No longer accepted.", url, undo=again, undo_by="POST")
    one = get_object_or_404(Post, pk=number(request.POST.get("post") or request.GET.get("post")), topic=shown)
    actions.accept(post=one, by=request.user, at=clock.now())
    return done(request, "Accepted: this settled it.", url, undo=request.path)
