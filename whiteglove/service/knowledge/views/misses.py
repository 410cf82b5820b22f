"""Searched, not found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.toasts import say
from whiteglove.service.knowledge import actions, overview
from whiteglove.service.knowledge.models import SearchMiss


@door("knowledge.misses")
@require_GET
def misses(request: HttpRequest) -> HttpResponse:
    settled = request.GET.get("settled") == "1"
    page = overview.misses(settled=settled, after=request.GET.get("after", ""))
    return render(request, "knowledge/misses.html", {"page": page, "settled": settled})


@door("knowledge.write")
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody needs to write about it."""
    miss = get_object_or_404(SearchMiss, pk=pk)
    if actions.settle_miss(miss=miss, by=request.user, at=clock.now()):
        say(request, f"“{miss.words}” is off the list, until somebody misses it again.")
    return redirect("knowledge:misses")
