"""What pops up on every page: a telephone that rings, a call that is handed over, one that seems forgotten."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.service.calls import numbers, queries


@door("calls.take")
@require_GET
def ringing(request: HttpRequest) -> HttpResponse:
    rows = queries.ringing_for(request.user, clock.now())
    for row in rows:
        row.spoken_number = numbers.spoken(row.call.number)
        row.offered = row.call.offered_to_id == request.user.pk
    return render(request, "calls/ringing.html", {"rows": rows})
