"""Look after the forum: what was reported, what was done, who is a mentor."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.forum import actions, queries
from whiteglove.learning.forum.errors import Refused
from whiteglove.learning.forum.forms import MentorForm, MergeForm, MoveForm, WhyForm
from whiteglove.learning.forum.models import Deed, Topic
from whiteglove.learning.forum.sight import told_to

from .answer import done, post_for, read, refusals, topic_for, whole

QUEUE = "forum:moderation"


@door("forum.moderate")
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    found = queries.reported(request.user)
    said, words = queries.open_reports(found), told_to(request.user, [one.text for one in found])
    context = {"reported": [(one, queries.name_of(one.author), text, said.get(one.pk, []))
                            for one, text in zip(found, words, strict=True)],
               "page": queries.deeds(request.GET.get("after", "")), "form": WhyForm()}  # fmt: skip
    return render(request, "forum/moderation.html", context)


@door("forum.moderate")
@require_http_methods(["GET", "POST"])
@refusals
def hidden(request: HttpRequest, pk: int) -> HttpResponse:
    one = post_for(request, pk)
    if request.method == "GET":
        (words,) = told_to(request.user, [one.text])
        return render(request, "forum/hide.html", {"post": one, "words": words, "form": WhyForm()})
    reason = read(WhyForm(request.POST))["reason"]
    deed = actions.hide(post=one, reason=reason, by=request.user, at=clock.now())
    return whole(request, "Hidden. Whoever wrote it is told why.", back(request, deed), undo=undo_of(deed))


@door("forum.moderate")
@require_POST
@refusals
def dismissed(request: HttpRequest, pk: int) -> HttpResponse:
    actions.dismiss(post=post_for(request, pk), by=request.user, at=clock.now())
    return done(request, "It may stand.", reverse(QUEUE))


@door("forum.moderate")
@require_http_methods(["POST", "DELETE"])
@refusals
def taken_back(request: HttpRequest, deed: int) -> HttpResponse:
    row = get_object_or_404(Deed, pk=min(deed, LARGEST))
    actions.undo(deed=row, reason=request.POST.get("reason", ""), by=request.user, at=clock.now())
    return whole(request, "Taken back.", back(request, row))


@door("forum.moderate")
@require_POST
@refusals
def closed(request: HttpRequest, pk: int) -> HttpResponse:
    reason = read(WhyForm(request.POST))["reason"]
    deed = actions.close(topic=topic_for(request, pk), reason=reason, by=request.user, at=clock.now())
    return whole(request, "Closed. What was said stays.", reverse("forum:topic", args=[pk]), undo=undo_of(deed))


@door("forum.moderate")
@require_POST
@refusals
def category(request: HttpRequest, pk: int) -> HttpResponse:
    given = read(MoveForm(request.POST))
    deed = actions.move(topic=topic_for(request, pk), category=given["category"], reason=given["reason"],
                        by=request.user, at=clock.now())  # fmt: skip
    return whole(request, "Moved.", reverse("forum:topic", args=[pk]), undo=undo_of(deed))


@door("forum.moderate")
@require_POST
@refusals
def merged(request: HttpRequest, pk: int) -> HttpResponse:
    given = read(MergeForm(request.POST))
    into = Topic.objects.standing().filter(pk=min(given["into"], LARGEST)).first()
    if into is None:
        raise Refused("No topic of this number stands here. It is in the address of its page.")
    deed = actions.merge(topic=topic_for(request, pk), into=into, reason=given["reason"], by=request.user,
                         at=clock.now())  # fmt: skip
    return done(request, "Merged.", reverse("forum:topic", args=[into.pk]), undo=undo_of(deed))


def back(request: HttpRequest, deed: Deed) -> str:
    """To the queue for whoever works it off, to the topic for whoever reads it."""
    came = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if urlsplit(came).path == (queue := reverse(QUEUE)):
        return queue
    return reverse("forum:topic", args=[deed.topic_id]) + (f"?post={deed.post_id}" if deed.post_id else "")


def undo_of(deed: Deed) -> str:
    return reverse("forum:taken_back", args=[deed.pk])


@door("forum.see", writes="forum.moderate")
@require_http_methods(["GET", "POST"])
@refusals
def mentors(request: HttpRequest) -> HttpResponse:
    """Who is one; POST names one."""
    if request.method == "GET":
        return render(
            request,
            "forum/mentors.html",
            {"mentors": queries.mentors(), "form": MentorForm(), "may_moderate": may(request.user, "forum.moderate")},
        )
    person = read(MentorForm(request.POST))["person"]
    actions.name_mentor(person=person, by=request.user, at=clock.now())
    url = reverse("forum:mentor", args=[person.pk])
    return done(request, f"{person.first_name} is a mentor of the forum.", reverse("forum:mentors"), undo=url)


@door("forum.see")
@require_http_methods(["POST", "DELETE"])
@refusals
def mentor(request: HttpRequest, person: int) -> HttpResponse:
    """No longer; by themselves or whoever moderates."""
    row = get_object_or_404(Person, pk=min(person, LARGEST))
    actions.end_mentor(person=row, by=request.user, at=clock.now())
    return done(request, "No longer a mentor. What was done as one still counts.", reverse("forum:mentors"))
