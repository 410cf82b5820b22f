"""Where a manager of programmes begins: what waits, who learns what, which workshops come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.learning.academy import queries, staff_queries


@door("academy.manage")
@require_GET
def manage(request: HttpRequest) -> HttpResponse:
    context = {
        "waiting": queries.waiting_for(request.user), "programmes": staff_queries.programmes_managed(request.user),
        "sessions": queries.sessions_coming(clock.now())[:5],
    }  # fmt: skip
    return render(request, "academy/staff/manage.html", context)
