"""What one may learn, and one's own programmes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.gates.registry import address
from whiteglove.learning.academy.shown import mine, page_of
from whiteglove.learning.standards.queries import behaviours


@door("academy.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """One's own programmes, each with what comes next; and those one may apply for."""
    found, enrolled = queries.in_force(), queries.enrolments_of(request.user)
    taken = {one.programme for one in enrolled}
    latest = queries.latest_applications(request.user)
    offered = [(one, latest.get(name)) for name, one in found.items() if name not in taken]
    mentored = [
        (one.enrolment, address("academy:mentoring", one.enrolment_id)) for one in queries.mentored_by(request.user)
    ]
    context = {"mine": mine(enrolled, clock.now()), "offered": offered, "mentored": mentored}
    return render(request, "academy/home.html", context)


@door("academy.see")
@require_GET
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    """All there is to know before one applies."""
    found = queries.in_force().get(programme)
    if found is None:
        raise Http404
    context = {"programme": found, "page": page_of(found, behaviours()), **own_state(request.user, programme)}
    return render(request, "academy/programme.html", context)


def own_state(person: Person, programme: str) -> dict[str, object]:
    """Whether they take it, and their latest application to it."""
    taken = next((one for one in queries.enrolments_of(person) if one.programme == programme), None)
    return {"enrolment": taken, "application": queries.application_of(person, programme)}
