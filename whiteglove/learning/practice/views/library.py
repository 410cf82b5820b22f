"""Whom one can serve, and beginning to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.learning.practice import queries
from whiteglove.learning.practice.actions.begin import begin_run
from whiteglove.learning.practice.forms import BeginForm
from whiteglove.learning.practice.library import Wanted, by_kind, choices
from whiteglove.learning.practice.models import Run

from .answer import read, refusals, serve

MENUS = {"kind": "Kind", "level": "Level", "medium": "Comes by", "language": "Language", "state": "Your runs"}


@door("practice.see")
@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """Everybody, in groups; a search or a filter leaves those it fits."""
    under_way = queries.open_runs(request.user)
    found = queries.library(request.user, {one.scenario for one in under_way})
    if found is None:
        return render(request, "practice/library.html", {"empty": True})
    wanted = Wanted(request.GET.get("q", "")[:100], *(request.GET.get(name, "")[:20] for name in MENUS))
    menus = [(name, MENUS[name], options, getattr(wanted, name)) for name, options in choices(found.cards).items()]
    kept = [one for one in found.cards if wanted.takes(one)]
    context = {
        "groups": by_kind(kept), "count": len(kept), "of": len(found.cards), "wanted": wanted, "menus": menus,
        "next": found.next if wanted == Wanted() else None, "card": found.card_of_next,
        "open": under_way,
    }  # fmt: skip
    part = request.htmx and request.htmx.target == "customers"
    return render(request, "practice/cards.html" if part else "practice/library.html", context)


@door("practice.see")
@require_GET
def customer(request: HttpRequest, key: str) -> HttpResponse:
    """One of them: what is to be done, how they can be served, and one's own runs with them."""
    card = queries.card(request.user, key)
    if card is None:
        raise Http404
    runs = queries.titled(queries.listed(Run.objects.of(request.user).filter(scenario=key).order_by("-id"))[:30])
    return render(request, "practice/customer.html", {"card": card, "runs": runs})


@door("practice.see", writes="practice.play")
@require_POST
@refusals
def begin(request: HttpRequest, key: str) -> HttpResponse:
    given = read(BeginForm(request.POST))
    run = begin_run(scenario=key, medium=given["medium"], by=request.user, at=clock.now())
    if run.turns:
        toasts.say(request, "You are in the middle of this one. Go on, or stop there to meet them anew.")
    return serve(request, run)
