"""The coach's answer to a pause in typing. What is sent here is read, answered and forgotten: not kept, not logged."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.policy import door, require
from whiteglove.learning.standards import actions
from whiteglove.learning.standards.coach import LONGEST, whisper
from whiteglove.learning.standards.coach_situation import ticket_for
from whiteglove.learning.standards.models import CoachRest

rests_for = Prepared(lambda person: CoachRest.objects.filter(person=person).values_list("pk"))


@door("desk.reply")
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
    caret = request.POST.get("caret", "")
    return shown(request, said(whisper(
        here, request.user, text, int(caret) if caret.isascii() and caret.isdigit() else None,
        request.POST.getlist("let")[:50],
    )))  # fmt: skip


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
