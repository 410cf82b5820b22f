"""The coach's answer to a pause in typing. What is sent here is read, answered and forgotten: not kept, not logged."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST, is_number
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.policy import door, require
from whiteglove.ground.ui import toasts
from whiteglove.learning.standards import actions, queries
from whiteglove.learning.standards.coach import LONGEST, whisper
from whiteglove.learning.standards.coach_situation import ticket_for
from whiteglove.learning.standards.forms import LetBeForm
from whiteglove.learning.standards.models import CoachRest, LetBe
from whiteglove.learning.standards.views.conversation import refused
from whiteglove.service.desk.errors import Refused

rests_for = Prepared(lambda person: CoachRest.objects.filter(person=person).values_list("pk"))
let_be_in = Prepared(
    lambda ticket, person: LetBe.objects.open().filter(ticket=ticket, person=person).values_list("key")
)


@door("desk.reply", rehearsed=True)
@require_POST
@sensitive_post_parameters()
def coach(request: HttpRequest, ticket: int) -> HttpResponse:
    """One fault, what is missing and what is good, as the partial under the text."""
    here = ticket_for(request.user, ticket)
    require(request.user, "desk.reply", here)
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if len(text) > LONGEST:
        return HttpResponse("The coach reads up to 20,000 characters.", status=413, content_type="text/plain")
    if rests_for(request.user.pk):
        return shown(request, {"rests": True})
    return shown(request, said(whisper(
        here, request.user, text, place_of(request.POST.get("caret", "")),
        [key for (key,) in let_be_in(here.pk, request.user.pk)],
    )))  # fmt: skip


def place_of(caret: str) -> int | None:
    """Where the writer is, in characters; None where it can't be a place in a text."""
    return int(caret) if is_number(caret, 9) else None


@door("standards.correct")
@require_POST
def let_be(request: HttpRequest, ticket: int) -> HttpResponse:
    """A fault of this reply is none: the coach is silent about it, and the reader learns of it once it is sent."""
    here, form = ticket_for(request.user, ticket), LetBeForm(request.POST)
    if not form.is_valid():
        return refused(request, "The coach knows no such fault.")
    key = form.cleaned_data["key"]
    try:
        row = actions.let_be(ticket=here, key=key, by=request.user, at=clock.now())
    except Refused as no:
        return refused(request, str(no))
    name = queries.behaviours().get(key.partition(":")[0], {"name": "that"})["name"].lower()
    return heard(request, f"Noted: not {name}.", reverse("standards:mind_again", args=[here.pk, row.pk]))


@door("standards.correct")
@require_http_methods(["POST", "DELETE"])
def mind_again(request: HttpRequest, ticket: int, pk: int) -> HttpResponse:
    """Take that back, before or after the reply was sent."""
    mine = LetBe.objects.filter(ticket=ticket_for(request.user, ticket), person=request.user)
    row = get_object_or_404(mine.select_related("ticket"), pk=min(pk, LARGEST))
    try:
        actions.mind_again(row=row, by=request.user, at=clock.now())
    except Refused as no:
        return refused(request, str(no))
    return heard(request, "Your answer is taken back.")


def heard(request: HttpRequest, says: str, undo_url: str = "") -> HttpResponse:
    """Say so, and let the coach read again."""
    toasts.say(request, says, undo_url=undo_url)
    return toasts.tell(HttpResponse(status=204), "coach:changed", {})


def said(found) -> dict:
    swaps = [[one.start, one.end, one.text] for one in found.masks]
    return {"whisper": found, "marks": json.dumps(found.marks), "masks": json.dumps(swaps)}


def shown(request: HttpRequest, context: dict) -> HttpResponse:
    response = render(request, "standards/coach.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@door("desk.reply")
@require_POST
def coach_switch(request: HttpRequest) -> HttpResponse:
    """Off or on for oneself, on every page from now on."""
    change = actions.rest_coach if request.POST.get("rests") == "1" else actions.wake_coach
    change(by=request.user, at=clock.now())
    return HttpResponse(status=204)
