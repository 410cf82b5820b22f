"""What a number was counted from, row by row, with its arithmetic in words."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.learning.careers import arithmetic, queries, shown
from whiteglove.learning.careers.counting.asked import Asked
from whiteglove.learning.careers.evidence.gathered import first_day, rows_of
from whiteglove.learning.careers.evidence.page import Wanted

from .answer import capability_named, whose


@door("careers.own")
@require_GET
def rows(request: HttpRequest, pk: int, key: str, indicator: str) -> HttpResponse:
    of, (found, capability), at = whose(request, pk), capability_named(key), clock.now()
    reader = None if of == request.user else request.user
    standing = queries.standing_of(found, capability, of, at, reader)
    reading = next((one for one in standing.readings if one.indicator.id == indicator), None)
    if reading is None:
        raise Http404
    asked = Asked((of.pk,), at, reader)
    wanted = Wanted(reading.indicator, asked, request.user, request.GET.get("after", ""))
    page, since = rows_of(wanted), first_day(wanted)
    about = {"of": of, "own": reader is None, "capability": capability, "line": shown.line(reading, found),
             "sentences": arithmetic.sentences(reading, found, since), "page": page, "here": request.path}  # fmt: skip
    return render(request, "careers/rows.html", about)
