"""How every door here answers after a change: say what was done and show the page again, or say why not."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.ui import answering
from whiteglove.learning.forum.errors import Refused
from whiteglove.learning.forum.models import Post, Topic

CHANGED = "forum:changed"
refusals = answering.refusals(Refused, "forum:home")
whole = answering.done  # the page anew: what may be done there has changed


def read(form: Form) -> dict[str, Any]:
    """What was filled in. Refused with the first thing that is wrong with it."""
    return answering.read(form, Refused)


def topic_for(request: HttpRequest, pk: int) -> Topic:
    near = Topic.objects.visible_to(request.user).select_related("category", "author", "merged_into")
    return get_object_or_404(near, pk=min(pk, LARGEST))


def post_for(request: HttpRequest, pk: int) -> Post:
    """One that stands in a topic this person sees."""
    near = Post.objects.visible_to(request.user).filter(topic__in=Topic.objects.visible_to(request.user))
    return get_object_or_404(near.select_related("topic", "author"), pk=min(pk, LARGEST))


def page_of_post(topic: int, post: int) -> str:
    """Where a post is read, whatever page of its topic it is on."""
    return f"{reverse('forum:topic', args=[topic])}?post={post}#post-{post}"


def done(request: HttpRequest, says: str, url: str, *, undo: str = "", undo_by: str = "DELETE") -> HttpResponse:
    """Say so, and show the page at `url`: on a topic's own page its posts alone are fetched again."""
    return answering.done(request, says, url, undo, undo_by, fresh=CHANGED if "/topics/" in url else "")
