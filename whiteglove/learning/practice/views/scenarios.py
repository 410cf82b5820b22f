"""For trainers: the scenarios in force, what each asks for, and whether its golden plays keep their promise."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.people.policy import door
from whiteglove.learning.practice import queries, voicing
from whiteglove.learning.practice.library import Played, card_of, cards_of
from whiteglove.learning.practice.written import tables_of
from whiteglove.learning.standards.reader_in_force import in_force as reader_in_force


@door("practice.set_up")
@require_GET
def scenarios(request: HttpRequest) -> HttpResponse:
    ruling = queries.in_force()
    cards = cards_of(ruling[1], {}) if ruling else []
    about = {"cards": cards, "revision": queries.revision_in_force()}
    about |= {"voice": voicing.in_force(), "wrong": voicing.wrong()}
    return render(request, "practice/scenarios.html", about)


@door("practice.set_up")
@require_POST
def try_voice(request: HttpRequest) -> HttpResponse:
    """Ask the language model once, for a line of ours."""
    return render(request, "practice/voice_tried.html", {"tried": voicing.tried(reader_in_force())})


@door("practice.set_up")
@require_GET
def scenario(request: HttpRequest, key: str) -> HttpResponse:
    """All that its author wrote, as tables."""
    ruling = queries.in_force()
    if ruling is None or key not in ruling[1]:
        raise Http404
    one = ruling[1][key]
    about = {"card": card_of(one, Played()), "one": one, "tables": tables_of(one)}
    return render(request, "practice/scenario.html", about)


@door("practice.set_up")
@require_GET
def check(request: HttpRequest, key: str) -> HttpResponse:
    """Its three golden plays, played now."""
    plays = queries.golden_plays(key)
    if not plays:
        raise Http404
    return render(request, "practice/check.html", {"plays": plays})
