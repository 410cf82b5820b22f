"""The live wall: the page, and what it shows now."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
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
    return render(request, "analytics/wall.html", shown(request))


@door("analytics.wall")
@require_GET
def now(request: HttpRequest) -> HttpResponse:
    """The figures alone, for a page that stands already."""
    return render(request, "analytics/figures.html", shown(request))


def shown(request: HttpRequest) -> dict:
    teams = list(teams_of(request).order_by("name").values_list("pk", "name"))
    asked = request.GET.get("team", "")
    team = number(asked)
    if asked and team not in dict(teams):
        raise Http404
    lanes = [team] if team else [NO_TEAM, *dict(teams)]
    worked = shared.now(clock.now())
    found = together(worked.wall[lane] for lane in lanes if lane in worked.wall)
    return {
        "f": found, "at": worked.at, "now": timezone.localtime(clock.now()), "teams": teams, "team": team,
        "title": dict(teams).get(team, "All your teams"), "kinds": dict(Kind.choices),
    }  # fmt: skip


def teams_of(request: HttpRequest):
    """Those whose tickets this person sees whole."""
    person, teams = request.user, Team.objects.current()
    return teams if person.role == "admin" else teams.filter(pk__in=person.team_ids)
