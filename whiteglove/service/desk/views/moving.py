"""Giving a ticket to the team whose matter it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door, may
from whiteglove.service.desk import actions
from whiteglove.service.desk.forms import MoveForm
from whiteglove.service.desk.models import Ticket
from whiteglove.service.desk.views.answers import done, first_error, refusals, refused, ticket_for


@door("desk.move")
@require_http_methods(["GET", "POST"])
@refusals
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever is not in that team loses sight of it and goes on to the next ticket."""
    ticket = ticket_for(request, pk)
    form = MoveForm(request.POST or None, apart_from=ticket.team_id)
    if request.method == "GET":
        return render(request, "desk/move.html", {"ticket": ticket, "form": form})
    if not form.is_valid():
        return refused(request, first_error(form))
    chosen = form.cleaned_data["team"]
    actions.move(ticket=ticket, by=request.user, at=clock.now(), team=chosen)
    gone = not may(request.user, "desk.move", Ticket.objects.get(pk=ticket.pk))
    return done(request, ticket, f"Moved to {chosen.name}.", gone=gone)
