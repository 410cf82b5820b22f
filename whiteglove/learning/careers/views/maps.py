"""What evidence shows: of oneself, of somebody one looks after, of all of these together."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.careers import levels, queries, shown

MOST = 200


@door("careers.own")
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    return mapped(request, request.user)


@door("careers.see")
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    other = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    if not may(request.user, "careers.see", other):
        raise Http404
    return mapped(request, other)


def mapped(request: HttpRequest, of: Person) -> HttpResponse:
    found, own = queries.in_force(), of == request.user
    about = {"of": of, "own": own, "found": found, "may_see": may(request.user, "careers.see")}
    if found:
        map_of = queries.standings(found, [of], clock.now(), None if own else request.user)[of.pk]
        role = found.roles.get(request.GET.get("role", ""))
        gaps = shown.needs(levels.gaps(role.needs, map_of), found) if role else []
        about |= {"groups": shown.entries(found, map_of, queries.customers()), "role": role, "gaps": gaps,
                  "wanted": {one.capability.id for one in gaps}}  # fmt: skip
    return render(request, "careers/map.html", about)


@door("careers.see")
@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """Of whom one looks after: levels alone, never a rank."""
    found, everybody = queries.in_force(), list(queries.people_of(request.user)[: MOST + 1])
    people = everybody[:MOST]
    known = queries.standings(found, people, clock.now(), request.user) if found and people else {}
    rows = [(one, list(known[one.pk].values())) for one in people if one.pk in known]
    return render(request, "careers/team.html", {"found": found, "rows": rows, "first": len(everybody) > MOST and MOST})
