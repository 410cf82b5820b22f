"""Workshops to come: take a seat, give it back, put it into one's calendar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door
from whiteglove.learning.academy import queries, staff_queries
from whiteglove.learning.academy.actions import workshop as verbs
from whiteglove.learning.academy.calendars import calendar_of
from whiteglove.learning.academy.models import Seat, Session

from .answer import done, refusals

KIND = "text/calendar; charset=utf-8; method=PUBLISH"


@door("academy.see")
@require_GET
def workshops(request: HttpRequest) -> HttpResponse:
    """Those to come with one's own seat, and those one was in."""
    now, seats = clock.now(), queries.seats_of(request.user)
    coming = list(queries.sessions_coming(now)[:50])
    agendas = staff_queries.agendas_of(coming)
    past = [one for one in seats.values() if one.session.starts_at <= now and not one.session.cancelled_at]
    context = {
        "coming": [(one, seats.get(one.pk), agendas[one.pk]) for one in coming],
        "past": sorted(past, key=lambda one: one.session.starts_at, reverse=True)[:50],
        "struck": [one for one in seats.values() if one.session.cancelled_at and one.session.starts_at > now],
    }  # fmt: skip
    return render(request, "academy/workshops.html", context)


@door("academy.see")
@require_http_methods(["POST", "DELETE"])
@refusals
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one, or wait for one; DELETE gives it back."""
    row = get_object_or_404(Session, pk=min(pk, LARGEST))
    about, here = {"session": row, "by": request.user, "at": clock.now()}, reverse("academy:seat", args=[pk])
    if request.method == "DELETE" or request.POST.get("leave"):
        verbs.leave_seat(**about)
        return done(request, "Given back.", "workshops", undo=here, undo_by="POST")
    made = verbs.take_seat(**about)
    taken = "You have a seat." if made.state == "taken" else "All seats are taken. You move up when one is given back."
    return done(request, taken, "workshops", undo=here)


@door("academy.see")
@require_GET
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """One workshop for one's calendar."""
    return _file([get_object_or_404(Session, pk=min(pk, LARGEST))], "workshop.ics")


@door("academy.see")
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """All in which one has a seat, those called off struck out."""
    seats = Seat.objects.taken().filter(person=request.user).select_related("session").order_by("session__starts_at")
    return _file([one.session for one in seats[:200]], "workshops.ics")


def _file(sessions: list[Session], name: str) -> HttpResponse:
    response = HttpResponse(calendar_of(sessions, clock.now()), content_type=KIND)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
