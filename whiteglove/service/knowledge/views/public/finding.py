"""Search, suggestions while one types, and the page for what isn't there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.limits import too_often
from whiteglove.ground.lib.numbers import is_number
from whiteglove.ground.people.policy import public
from whiteglove.ground.people.sign_in import network_address
from whiteglove.service.customers.guest import reader
from whiteglove.service.knowledge import actions, search
from whiteglove.service.knowledge.models import SearchMiss
from whiteglove.service.knowledge.tongue import says

from .frame import kept, known, page, wanted

SIZE, SUGGESTED, NEAR = 20, 7, 5
LONGEST = 200
FAR = 10_000


def results(request: HttpRequest, language: str) -> HttpResponse:
    """A page of what was found for `?q=`; what nobody has written is counted, and leads on to asking."""
    words, start = asked(request), begins_at(request)
    found = search.find(reader(request), words, languages=wanted(request, language), size=SIZE, start=start)
    if not found.count:
        missed(request, words, language)
    context = {
        "queried": words, "found": found, "start": start + 1,
        "more": start + SIZE if found.count > start + SIZE else 0, "meant": " ".join(dict(found.corrected).values()),
    }  # fmt: skip
    return page(request, "results.html", language, context)


def asked(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]


def begins_at(request: HttpRequest) -> int:
    given = request.GET.get("start", "")
    return min(int(given), FAR) if is_number(given, 7) else 0


def missed(request: HttpRequest, words: str, language: str) -> None:
    """Counted once a search, never for a page fetched ahead, and not without end for one network."""
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    if not ahead and not too_often("knowledge.miss", str(network_address(request)), most=60, seconds=600):
        actions.count_miss(words=words, language=language, where=SearchMiss.Where.HELP, at=clock.now())


@public
@require_safe
def suggest(request: HttpRequest, language: str) -> HttpResponse:
    """The rows of the list under the field. What is found here for half a word is counted nowhere."""
    words = asked(request)
    known(language)
    found = search.find(reader(request), words, languages=wanted(request, language), size=SUGGESTED) if words else None
    context = {"hits": found.hits if found else [], "language": language, "say": says(language)}
    return kept(request, render(request, "knowledge/public/suggestions.html", context))


def nothing_here(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The same for what never was, was taken away, or isn't for this reader; it searches for what the address says."""
    words = slug.replace("-", " ")
    found = search.find(reader(request), words, languages=wanted(request, language), size=NEAR)
    return page(request, "gone.html", language, {"found": found, "queried": ""}, status=404)
