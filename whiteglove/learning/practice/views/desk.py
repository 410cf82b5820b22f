"""Serving a simulated customer at the desk: the band, deeds beside the desk, leaving."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.learning.practice import desk_queries
from whiteglove.learning.practice.actions.do_deed import do_deed, undo_deed
from whiteglove.learning.practice.actions.go_on import stop
from whiteglove.learning.practice.actions.sit_down import sit_down
from whiteglove.learning.practice.desk_panels import debrief_of
from whiteglove.learning.practice.errors import Refused
from whiteglove.learning.practice.models import Run

from .answer import to_desk


def run_for(request: HttpRequest, pk: int) -> Run:
    """One's own run, or 404."""
    return get_object_or_404(Run.objects.of(request.user).select_related("ticket"), pk=min(pk, LARGEST))


@door("practice.play")
@require_POST
def sit(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an open run to the desk."""
    return to_desk(request, sit_down(run=run_for(request, pk), by=request.user, at=clock.now()))


@door("practice.play")
@require_GET
def band(request: HttpRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(Run.objects.of(request.user).select_related("sitting"), pk=min(pk, LARGEST))
    about = {"stands": desk_queries.stands(run, clock.now()), "debrief": debrief_of(pk)}
    return render(request, "practice/desk/band.html", about)


@door("practice.play")
@require_POST
def deeds(request: HttpRequest, pk: int) -> HttpResponse:
    """Do something in the systems beside the desk."""
    run = run_for(request, pk)
    given = {name: request.POST.get(name, "") for name in ("do", "value")}
    try:
        did = do_deed(run=run, by=request.user, at=clock.now(), **given)
    except Refused as no:
        return refused(request, str(no))
    undo = reverse("practice:deed", args=[pk, did.pk])
    return changed(request, run, f"Done: {did.facts['did']}. Your customer hears of it with your next answer.", undo)


@door("practice.play")
@require_http_methods(["DELETE"])
def deed(request: HttpRequest, pk: int, did: int) -> HttpResponse:
    run = run_for(request, pk)
    try:
        undo_deed(run=run, by=request.user, at=clock.now(), did=min(did, LARGEST))
    except Refused as no:
        return refused(request, str(no))
    return changed(request, run, "Taken back.")


@door("practice.play")
@require_POST
def leaving(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop here, and hear how it went."""
    stop(run=run_for(request, pk), by=request.user, at=clock.now())
    to = debrief_of(pk) or reverse("desk:practice")
    if not request.htmx:
        return redirect(to)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = to
    return response


def changed(request: HttpRequest, run: Run, says: str, undo_url: str = "") -> HttpResponse:
    toasts.say(request, says, undo_url=undo_url)
    if not request.htmx:
        return redirect("desk:ticket", run.ticket_id)
    return toasts.tell(HttpResponse(status=204), "desk:changed", {"ticket": run.ticket_id})


def refused(request: HttpRequest, why: str) -> HttpResponse:
    toasts.say(request, why, level="error")
    response = HttpResponse(why, status=409, content_type="text/plain; charset=utf-8")
    response.headers["HX-Reswap"] = "none"
    return response
