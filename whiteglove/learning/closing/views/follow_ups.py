"""Asking again after solving: the list, one of them, and planning one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST, number
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.learning.closing import actions, queries
from whiteglove.learning.closing.models import FollowUp
from whiteglove.learning.standards.coach_situation import ticket_for
from whiteglove.service.desk.errors import Refused

WHOSE = (("mine", "Mine"), ("team", "The team's"))
LISTS = (("due", "To ask now"), ("planned", "Planned"), ("ended", "Done"))
EMPTY = {
    "due": ("Nobody waits to be asked", "Where no letter can go out by itself, you are reminded here to ask."),
    "planned": ("No follow-up is planned", "Plan one while you solve a ticket, or beside a solved one."),
    "ended": ("Nothing was followed up yet", "What was asked, sent or called off stands here."),
}


@door("closing.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    state, whose = request.GET.get("state", "due"), request.GET.get("whose", "mine")
    if state not in dict(LISTS) or whose not in dict(WHOSE):
        raise Http404
    mine, after = whose == "mine", request.GET.get("after", "")
    page = queries.page_of_follow_ups(request.user, state, mine=mine, after=after)
    title, text = EMPTY[state]
    about = {"rows": page.rows, "after": page.cursor, "state": state, "whose": whose, "lists": LISTS, "whose_of": WHOSE,
             "empty_title": title, "empty_text": text, "here": "follow_ups"}  # fmt: skip
    return render(request, "closing/follow_ups.html", about)


@door("closing.see", writes="closing.plan")
@require_http_methods(["POST", "DELETE"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """POST says what became of it, DELETE takes that back."""
    seen = FollowUp.objects.visible_to(request.user)
    row = get_object_or_404(seen, pk=min(pk, LARGEST))
    about = {"follow_up": row, "by": request.user, "at": clock.now()}
    try:
        if request.method == "DELETE":
            actions.take_back(**about)
            return answered(request, row.ticket_id, "Taken back.")
        if request.POST.get("how") == "done":
            actions.done(**about)
            return answered(request, row.ticket_id, "Noted: they were asked.", reverse("closing:follow_up", args=[pk]))
        actions.call_off(**about)
        return answered(request, row.ticket_id, "Called off.", reverse("closing:follow_up", args=[pk]))
    except Refused as no:
        return refused(request, str(no))


@door("closing.see", writes="closing.plan")
@require_POST
def plan(request: HttpRequest, ticket: int) -> HttpResponse:
    here = ticket_for(request.user, ticket)
    try:
        row = actions.plan(ticket=here, by=request.user, at=clock.now(), days=number(request.POST.get("days", "")))
    except Refused as no:
        return refused(request, str(no))
    return answered(request, here.pk, "Planned.", reverse("closing:follow_up", args=[row.pk]), "POST")


def answered(request: HttpRequest, ticket: int, says: str, undo_url: str = "", method: str = "DELETE") -> HttpResponse:
    """The undo of planning is calling it off, which is a POST to the same door."""
    toasts.say(request, says, undo_url=undo_url, undo_method=method)
    if not request.htmx:
        return redirect("desk:ticket", ticket)
    return toasts.tell(HttpResponse(status=204), "desk:changed", {"ticket": ticket})


def refused(request: HttpRequest, why: str) -> HttpResponse:
    toasts.say(request, why, level="error")
    response = HttpResponse(why, status=409, content_type="text/plain; charset=utf-8")
    response.headers["HX-Reswap"] = "none"
    return toasts.tell(response, "desk:changed", {})
