"""What is to come and what was; one gathering; a seat in it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.gatherings import queries, questions
from whiteglove.learning.gatherings.actions import seat as verbs
from whiteglove.learning.gatherings.calendars import token_of
from whiteglove.learning.gatherings.forms import CodeForm, FeedbackForm
from whiteglove.learning.gatherings.models import Feed, Gathering, Seat

from .answer import done, known, refusals


@door("gatherings.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Those to come with one's own seat, and those that were, the newest first."""
    now = clock.now()
    coming = list(queries.coming(now)[:50])
    past = page_after(queries.past(now), order=("-ends_at", "-id"), after=request.GET.get("after", ""))
    seats = queries.seats_of(request.user, [*coming, *past.rows])
    feed = Feed.objects.filter(person=request.user).first()
    context = {
        "coming": [(one, seats.get(one.pk)) for one in coming], "past": past,
        "been": [(one, seats.get(one.pk)) for one in past.rows],
        "feed": request.build_absolute_uri(reverse("gatherings:feed", args=[token_of(feed)])) if feed else "",
    }  # fmt: skip
    return render(request, "gatherings/home.html", context)


@door("gatherings.see")
@require_GET
def gathering(request: HttpRequest, pk: int) -> HttpResponse:
    row, now = known(pk), clock.now()
    return render(request, "gatherings/gathering.html", shown(row, request.user, now))


def shown(row: Gathering, person: Person, now: datetime) -> dict[str, Any]:
    """The link and the materials are for those who have a seat, those who were there, and the hosts."""
    seat, hosts = queries.seat_of(person, row), list(row.hosts.select_related("profile"))
    hosting = may(person, "gatherings.host", row)
    inside = hosting or person in hosts or is_inside(seat)
    over, waits = row.is_over(now), bool(seat and seat.state == "taken" and not seat.attended)
    return {
        "gathering": row, "seat": seat, "hosts": hosts, "hosting": hosting, "inside": inside, "over": over,
        "shows": hosting and not (seat and seat.is_standing),
        "begun": row.has_begun(now), "free": None if row.seats is None else max(0, row.seats - row.taken),
        "code_form": CodeForm() if waits and person not in hosts and row.takes_codes(now) else None,
        "feedback_form": FeedbackForm() if seat and seat.attended and not seat.fed_back else None,
        "watching": over and row.recording and row.questions and person not in hosts and not (seat and seat.attended),
        "guesses": questions.GUESSES, "said": queries.said_of(row) if hosting and row.has_begun(now) else None,
    }  # fmt: skip


def is_inside(seat: Seat | None) -> bool:
    return bool(seat and (seat.state == "taken" or seat.attended))


@door("gatherings.see")
@require_http_methods(["POST", "DELETE"])
@refusals
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one, or wait for one; DELETE gives it back."""
    about, here = {"gathering": known(pk), "by": request.user, "at": clock.now()}, reverse("gatherings:seat", args=[pk])
    if request.method == "DELETE" or request.POST.get("leave"):
        verbs.leave_seat(**about)
        return done(request, "Given back.", "gathering", pk, undo=here, undo_by="POST")
    made = verbs.take_seat(**about)
    taken = "You have a seat." if made.state == "taken" else "All seats are taken. You move up when one is given back."
    return done(request, taken, "gathering", pk, undo=here)
