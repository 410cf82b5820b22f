"""Set a day, change it, call it off; show it to everybody."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.gatherings import queries
from whiteglove.learning.gatherings.actions import plan as verbs
from whiteglove.learning.gatherings.forms import PlanForm, WhyForm, as_it_is, as_the_series
from whiteglove.learning.gatherings.models import Gathering
from whiteglove.service.desk.errors import Refused, Stale

from .answer import done, known, read, refusals


@door("gatherings.plan")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def plan(request: HttpRequest) -> HttpResponse:
    """`?series=`: begun from one of the pack."""
    series, name = queries.series(), request.GET.get("series", "")
    if request.method == "POST":
        form = PlanForm(request.POST)
        if form.is_valid():
            given = planned(form.cleaned_data, name if name in series else "", request.user.time_zone)
            made = taken(form, verbs.schedule, plan=given, by=request.user, at=clock.now())
            if made:
                return done(request, "Planned. Everybody finds it under Gatherings.", "gathering", made.pk)
    else:
        form = PlanForm(initial={"hosts": [request.user.pk]} | as_the_series(series.get(name, {})))
    about = {"form": form, "series": series, "name": name}
    return render(request, "gatherings/plan.html", about, status=422 if form.errors else 200)


@door("gatherings.plan")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def change(request: HttpRequest, pk: int) -> HttpResponse:
    row = known(pk)
    form = PlanForm(request.POST) if request.method == "POST" else PlanForm(initial=as_it_is(row, request.user))
    if request.method == "POST" and form.is_valid():
        given, seen = planned(form.cleaned_data, row.name, row.zone), form.cleaned_data["seen"]
        if taken(form, verbs.change, gathering=row, plan=given, seen=seen, by=request.user, at=clock.now()):
            return done(request, "Changed. Whoever comes is told what matters to them.", "gathering", pk)
    other = known(pk) if form.has_error(NON_FIELD_ERRORS, "meanwhile") else None
    if other:
        form.saved_again(queries.mark_now(other))
    about = {"form": form, "gathering": row, "why_form": WhyForm(), "over": row.is_over(clock.now()),
             "publishing": may(request.user, "gatherings.publish"), "other": other}  # fmt: skip
    return render(request, "gatherings/plan.html", about, status=422 if form.errors else 200)


def taken(form: PlanForm, verb: Callable[..., Gathering], **about: Any) -> Gathering | None:
    """What came of it; None where it is refused: the form says why, and keeps what was typed."""
    try:
        return verb(**about)
    except Refused as no:
        form.add_error(None, ValidationError(str(no), code="meanwhile" if isinstance(no, Stale) else "refused"))
        return None


def planned(given: dict[str, Any], name: str, zone: str) -> verbs.Plan:
    return verbs.Plan(**{one: said for one, said in given.items() if one != "seen"}, name=name, zone=zone)


@door("gatherings.plan")
@require_http_methods(["POST", "DELETE"])
@refusals
def off(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off; DELETE takes that back."""
    about, here = {"gathering": known(pk), "by": request.user, "at": clock.now()}, reverse("gatherings:off", args=[pk])
    if request.method == "DELETE" or request.POST.get("back"):
        verbs.call_back(**about)
        return done(request, "It takes place after all. Whoever has a seat is told.", "gathering", pk)
    verbs.call_off(**about, why=read(WhyForm(request.POST))["why"])
    return done(request, "Called off. Whoever had a seat is told why.", "gathering", pk, undo=here)


@door("gatherings.publish")
@require_http_methods(["POST", "DELETE"])
@refusals
def published(request: HttpRequest, pk: int) -> HttpResponse:
    about = {"gathering": known(pk), "by": request.user, "at": clock.now()}
    here = reverse("gatherings:published", args=[pk])
    if request.method == "DELETE" or request.POST.get("close"):
        verbs.unpublish(**about)
        return done(request, "The public page is closed.", "change", pk, undo=here, undo_by="POST")
    verbs.publish(**about)
    return done(request, "Everybody who has its address may read it now.", "change", pk, undo=here)
