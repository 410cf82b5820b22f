"""Where a manager of programmes begins: what waits, who learns what, which workshops come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.academy import queries, staff_queries
from whiteglove.learning.academy.gates.registry import address

# (door, permit, what it says) of the room of tests; those that this house lacks are left out.
TESTS = (
    ("quizzes:texts", "quizzes.review", "Texts to read"),
    ("quizzes:people", "quizzes.results", "Results"),
    ("quizzes:bank", "quizzes.bank", "Questions"),
)


@door("academy.manage")
@require_GET
def manage(request: HttpRequest) -> HttpResponse:
    context = {
        "waiting": queries.waiting_for(request.user), "programmes": staff_queries.programmes_managed(request.user),
        "sessions": queries.sessions_coming(clock.now())[:5],
        "tests": [(address(door), says) for door, permit, says in TESTS if address(door) and may(request.user, permit)],
    }  # fmt: skip
    return render(request, "academy/staff/manage.html", context)
