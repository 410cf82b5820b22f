"""Promise a customer a call."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.service.desk.actions.call_back import promise_call
from whiteglove.service.desk.actions.commitment import asap
from whiteglove.service.desk.forms import CallForm
from whiteglove.service.desk.models import Ticket
from whiteglove.service.desk.promised import zone_named
from whiteglove.service.desk.views.answers import done, first_error, refusals, refused, ticket_for, url_of


@door("desk.promise")
@require_http_methods(["GET", "POST"])
@refusals
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog, with the numbers that are known and the time where the customer is; POST promises it."""
    ticket, now = ticket_for(request, pk), clock.now()
    if request.method == "GET":
        return render(request, "desk/call.html", {"ticket": ticket, **about(ticket, now)})
    form = CallForm(request.POST)
    if not form.is_valid():
        return refused(request, first_error(form))
    given = form.cleaned_data
    made = promise_call(
        ticket=ticket, by=request.user, at=now, phone=given["phone"], due_at=given["due"], what=given["what"]
    )
    says = "Promised. The ticket comes back to you in time."
    return done(request, ticket, says, undo_url=f"{url_of('promise', pk, made.pk)}?how=dismiss", undo_method="POST")


def about(ticket: Ticket, now: datetime) -> dict:
    """`there`: what time it is where the customer is, "" where nobody knows."""
    numbers = [one.value for one in ticket.customer.reached_at if one.kind == "phone"]
    zone = zone_named(ticket.customer.time_zone)
    there = f"{now.astimezone(zone):%H:%M}" if zone else ""
    return {"numbers": numbers, "there": there, "asap": timezone.localtime(asap(ticket, now))}
