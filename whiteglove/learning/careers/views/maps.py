"""What evidence shows: of oneself, of somebody one looks after, of all of these together."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.careers import levels, queries, shown

from .answer import whose


@door("careers.own")
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    return mapped(request, request.user)


@door("careers.see")
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    return mapped(request, whose(request, pk))


def mapped(request: HttpRequest, of: Person) -> HttpResponse:
    found, own = queries.in_force(), of == request.user
    about = {"of": of, "own": own, "found": found, "may_see": may(request.user, "careers.see")}
    if found:
        map_of = queries.standings(found, [of], clock.now(), None if own else request.user)[of.pk]
        said = queries.said(of)
        seen = {id: said.seen(one) for id, one in map_of.items()}
        role = found.roles.get(request.GET.get("role", ""))
        gaps = shown.needs(levels.gaps(role.asks, map_of), found) if role else []
        verdict = levels.judged(role.asks, map_of) if role else None
        about |= {"groups": shown.entries(found, seen, queries.customers()), "role": role, "verdict": verdict,
                  "gaps": gaps, "wanted": {one.capability.id for one in gaps}}  # fmt: skip
    return render(request, "careers/map.html", about)
