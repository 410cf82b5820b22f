"""What one takes along: one's own calendar and one's own file."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.learning.coaching.taking_along import calendar_of, file_of


@door("coaching.see")
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """One's planned conversations as iCalendar; who and when, no more."""
    response = HttpResponse(calendar_of(request.user, clock.now()), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="coaching.ics"'
    return response


@door("coaching.see")
@require_GET
def mine(request: HttpRequest) -> JsonResponse:
    """All that this room keeps of oneself, as far as one may read it."""
    response = JsonResponse(file_of(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="coaching.json"'
    return response
