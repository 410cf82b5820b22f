"""Escalations for leads: what waits, how they went, and the rows behind each number."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.lib.numbers import is_number
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.days import chosen
from whiteglove.service.desk import escalations
from whiteglove.service.desk.escalation_counting import WHICH
from whiteglove.service.desk.models import Reason

LISTS = (("waiting", "Waiting"), ("taken", "Taken on"))


@door("desk.count_escalations")
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Who asked, why, in which words, for how long: the oldest first."""
    state = request.GET.get("state", "waiting")
    if state not in dict(LISTS):
        raise Http404
    page = escalations.standing(request.user, taken=state == "taken", after=request.GET.get("after", ""))
    about = {"rows": page.rows, "after": page.cursor, "state": state, "lists": LISTS}
    return render(request, "desk/escalations.html", about)


@door("desk.count_escalations")
@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    first, last, form = chosen(request)
    found = escalations.counts(request.user, first, last)
    tables = (("Why", found.reasons), ("Team", found.teams), ("Who asked", found.people))
    about = {"counts": found, "tables": tables, "first": first, "last": last, "form": form}
    return render(request, "desk/escalation_counts.html", about)


@door("desk.count_escalations")
@require_GET
def rows(request: HttpRequest) -> HttpResponse:
    """The escalations that a number counts."""
    first, last, _ = chosen(request)
    asked = asked_for(request)
    page = escalations.behind(request.user, first, last, **asked, after=request.GET.get("after", ""))
    about = {"rows": page.rows, "after": page.cursor, "first": first, "last": last, **asked}
    return render(request, "desk/escalations_counted.html", about)


def asked_for(request: HttpRequest) -> dict[str, str]:
    """Which rows: all of a kind, or those of a reason, a person or a team."""
    group, key, which = (request.GET.get(name, "") for name in ("group", "key", "which"))
    known = key in Reason.values if group == "reason" else key == "none" or (is_number(key) and len(key) < 19)
    if which not in WHICH or group not in ("", *escalations.GROUPS) or (group and not known):
        raise Http404
    return {"group": group, "key": key, "which": which}


@door("desk.count_escalations")
@require_GET
def export(request: HttpRequest) -> StreamingHttpResponse:
    first, last, _ = chosen(request)
    return sheet(escalations.as_csv(request.user, first, last), first, last)


def sheet(lines, first: date, last: date) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="escalations-{first}-{last}.csv"'
    return response
