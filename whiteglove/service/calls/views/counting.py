"""How calls went, the calls behind each number, and all of it as a sheet."""

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import is_number
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.days import chosen
from whiteglove.service.calls import call_counts, queries

HEAD = ("day", "team", *call_counts.WHICH, "seconds_to_answer", "seconds_talking", "seconds_wrapping_up")


@door("calls.counts")
@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    first, last, form = chosen(request)
    now = clock.now()
    found = call_counts.counts(request.user, first, last, now)
    about = {"counts": found, "first": first, "last": last, "form": form, "limits": queries.limits(now)}
    return render(request, "calls/counts.html", about)


@door("calls.counts")
@require_GET
def rows(request: HttpRequest) -> HttpResponse:
    """The calls that a number counts."""
    first, last, _ = chosen(request)
    team, which = request.GET.get("team", ""), request.GET.get("which", "calls")
    if which not in call_counts.WHICH or not (team in ("", "none") or is_number(team)):
        raise Http404
    after = request.GET.get("after", "")
    page = call_counts.behind(request.user, first, last, clock.now(), team=team, which=which, after=after)
    about = {"rows": page.rows, "after": page.cursor, "first": first, "last": last, "team": team, "which": which}
    return render(request, "calls/counted.html", about)


@door("calls.counts")
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    first, last, _ = chosen(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="calls-{first}-{last}.csv"'
    sheet = csv.writer(response)
    sheet.writerow(HEAD)
    for one in call_counts.counts(request.user, first, last, clock.now()).days:
        sums = one.sum
        sheet.writerow([one.day, one.name, *(many for _, many in sums.numbers), sums.wait, sums.talk, sums.wrap])
    return response
