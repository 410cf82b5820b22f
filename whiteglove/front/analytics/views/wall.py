"""The live wall: the page, and what it shows now."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from whiteglove.front.analytics.figures import together
from whiteglove.front.analytics.shared import shared
from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.models import Team
from whiteglove.ground.people.policy import door
from whiteglove.service.desk.models import NO_TEAM, Kind


@door("analytics.wall")
@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    teams, team = teams_of(request)
    title = dict(teams).get(team, "All your teams")
    about = {"teams": teams, "team": team, "title": title, "figures": drawn(teams, team)}
    return render(request, "analytics/wall.html", about)


@door("analytics.wall")
@require_GET
def now(request: HttpRequest) -> HttpResponse:
    """The figures alone, for a page that stands already."""
    return HttpResponse(drawn(*teams_of(request)))


def teams_of(request: HttpRequest) -> tuple[list[tuple[int, str]], int]:
    """Those whose tickets this person sees whole, and the one asked for, 0 for all."""
    person, teams = request.user, Team.objects.current()
    seen = teams if person.role == "admin" else teams.filter(pk__in=person.team_ids)
    rows = list(seen.order_by("name").values_list("pk", "name"))
    asked = request.GET.get("team", "")
    if asked and number(asked) not in dict(rows):
        raise Http404
    return rows, number(asked)


def drawn(teams: list[tuple[int, str]], team: int) -> SafeString:
    """The figures of these lanes, drawn once for all who see the same in the same time zone."""
    lanes = (team,) if team else (NO_TEAM, *dict(teams))
    worked = shared.now(clock.now())
    key = (lanes, timezone.get_current_timezone_name(), get_language())
    if key not in worked.drawn:
        found = together(worked.wall[lane] for lane in lanes if lane in worked.wall)
        about = {"f": found, "at": worked.at, "now": worked.at, "kinds": dict(Kind.choices)}
        worked.drawn[key] = render_to_string("analytics/figures.html", about)
    return worked.drawn[key]
