"""Workshops as their managers plan them: a day, a move, who was there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST, number
from whiteglove.ground.people.policy import door
from whiteglove.learning.academy import queries, staff_queries
from whiteglove.learning.academy.actions import workshop as verbs
from whiteglove.learning.academy.models import Session
from whiteglove.learning.academy.staff_forms import MoveForm, SessionForm, WhyForm

from .answer import done, read, refusals


def session_for(pk: int) -> Session:
    return get_object_or_404(Session, pk=min(pk, LARGEST))


@door("academy.manage")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def planning(request: HttpRequest) -> HttpResponse:
    """Those to come and those that were; POST sets a day for one."""
    offered, now = staff_queries.workshops_offered(), clock.now()
    if request.method == "POST":
        given = read(SessionForm(request.POST, workshops=offered))
        made = verbs.schedule(workshop=given["workshop"], starts_at=given["when"], where=given["where"],
                              seats=given["seats"], by=request.user, at=now)  # fmt: skip
        return done(
            request, f"{made.name} is planned. Everybody who learns finds it under Workshops.", "session", made.pk
        )
    past = page_after(queries.sessions_past(now), order=("-starts_at", "-id"), after=request.GET.get("after", ""))
    context = {"coming": queries.sessions_coming(now)[:50], "past": past, "offered": offered,
               "form": SessionForm(workshops=offered)}  # fmt: skip
    return render(request, "academy/staff/planning.html", context)


@door("academy.manage")
@require_GET
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has a seat, who waits for one, and once it has begun who was there."""
    row, now = session_for(pk), clock.now()
    seats = queries.seats_in(row)
    move = MoveForm(initial={"when": request.user.local(row.starts_at), "where": row.where})
    context = {
        "session": row, "agenda": staff_queries.agenda_of(row), "begun": row.starts_at <= now, "move_form": move,
        "why_form": WhyForm(), "taken": [one for one in seats if one.state == "taken"],
        "waiting": [one for one in seats if one.state == "waiting"],
    }  # fmt: skip
    return render(request, "academy/staff/session.html", context)


@door("academy.manage")
@require_POST
@refusals
def moved(request: HttpRequest, pk: int) -> HttpResponse:
    given = read(MoveForm(request.POST))
    verbs.move(session=session_for(pk), starts_at=given["when"], where=given["where"], by=request.user, at=clock.now())
    return done(request, "Moved. Whoever has a seat is told.", "session", pk)


@door("academy.manage")
@require_POST
@refusals
def cancelled(request: HttpRequest, pk: int) -> HttpResponse:
    verbs.cancel(session=session_for(pk), why=read(WhyForm(request.POST))["why"], by=request.user, at=clock.now())
    return done(request, "Called off. Whoever had a seat is told why.", "session", pk)


@door("academy.manage")
@require_POST
@refusals
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody with a seat who isn't ticked wasn't there. It can be noted again."""
    there = {number(one) for one in request.POST.getlist("there")[:500]}
    verbs.mark_attendance(session=session_for(pk), there=there, by=request.user, at=clock.now())
    return done(request, "Noted who was there.", "session", pk)
