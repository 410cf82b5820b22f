"""Calendars, one's own data, and the page for everybody."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.limits import too_often
from whiteglove.ground.people.policy import door, may, public
from whiteglove.ground.people.sign_in import network_address
from whiteglove.learning.gatherings import queries
from whiteglove.learning.gatherings.actions import after
from whiteglove.learning.gatherings.calendars import feed_of, file_of, without_link
from whiteglove.learning.gatherings.models import Gathering
from whiteglove.learning.gatherings.taking_along import kept_of

from .answer import done, known, refusals
from .coming import is_inside

KIND = "text/calendar; charset=utf-8; method=PUBLISH"
ASKS, WITHIN = 240, 3600  # of one calendar, or of wrong addresses from one network, in an hour


def calendar_file(gatherings: list[Gathering], name: str) -> HttpResponse:
    response = HttpResponse(file_of(gatherings, clock.now()), content_type=KIND)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@door("gatherings.see")
@require_GET
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """One for one's calendar. Its link is only for those who have a seat, and for hosts."""
    row = known(pk)
    inside = is_inside(queries.seat_of(request.user, row)) or may(request.user, "gatherings.host", row)
    return calendar_file([row if inside else without_link(row)], "gathering.ics")


@door("gatherings.see")
@require_GET
def mine(request: HttpRequest) -> JsonResponse:
    """All that this room keeps of oneself."""
    response = JsonResponse(kept_of(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="gatherings.json"'
    return response


@door("gatherings.see")
@require_POST
@refusals
def renewed(request: HttpRequest) -> HttpResponse:
    feed = after.renew_feed(by=request.user, at=clock.now())
    old = " The one before leads nowhere now." if feed.number > 1 else ""
    return done(request, f"Here is the address of your calendar.{old}", "home")


@public
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """A calendar program asks for it without signing in: whoever has the address reads when one goes where."""
    found = feed_of(token)
    who = f"person {found.person_id}" if found else network_address(request) or ""
    if too_often("gatherings.feed", who, ASKS, WITHIN):
        return HttpResponse("Please ask less often.", status=429, content_type="text/plain")
    if found is None:
        raise Http404
    response = calendar_file(queries.calendar_of(found.person), "gatherings.ics")
    response.headers["Cache-Control"], response.headers["X-Robots-Tag"] = "private, no-cache", "noindex"
    return response


@public
@require_safe
def open_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """For everybody, where the organisation says so: what and when; nobody's name, and no link."""
    row = get_object_or_404(Gathering.objects.published(), public_id=public_id)
    return render(request, "gatherings/public.html", {"gathering": row, "over": row.is_over(clock.now())})
