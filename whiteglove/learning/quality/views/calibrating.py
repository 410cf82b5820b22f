"""Calibrations: judged blind, opened together, settled, and what they tell of the graders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door
from whiteglove.learning.quality import actions, calibrating, queries
from whiteglove.learning.quality.forms import VERDICTS, CalibrationForm, SettleForm
from whiteglove.learning.quality.models import Calibration, CalibrationCase

from .answering import attempt, done
from .home import tabs


def calibration_for(request: HttpRequest, pk: int) -> Calibration:
    near = Calibration.objects.visible_to(request.user).select_related("by")
    return get_object_or_404(near, pk=min(pk, LARGEST))


@door("quality.calibrate")
@require_http_methods(["GET", "POST"])
def calibrations(request: HttpRequest) -> HttpResponse:
    """Those one takes part in; POST calls one."""
    form = CalibrationForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made, no = attempt(request, actions.call_calibration, name=given["name"], tickets=given["numbers"],
                           reviewers=list(given["reviewers"]))  # fmt: skip
        if not no:
            return done(request, "They can begin.", "quality:calibration", made.pk)
    rows = Calibration.objects.visible_to(request.user).select_related("by").order_by("-at", "-id")[:30]
    about = {"calibrations": rows, "form": form, "graders": calibrating.graders_over_time(rows)}
    return render(request, "quality/calibrations.html", about | tabs(request, "calibrations"))


@door("quality.calibrate")
@require_http_methods(["GET", "POST"])
def calibration(request: HttpRequest, pk: int) -> HttpResponse:
    """POST with `do`: open the verdicts, or close it."""
    row = calibration_for(request, pk)
    if request.method == "POST":
        change, says = {
            "reveal": (actions.reveal, "Everybody sees everybody's verdicts now."), "close": (actions.close, "Closed."),
        }.get(request.POST.get("do", ""), (actions.reveal, ""))  # fmt: skip
        _, no = attempt(request, change, calibration=row)
        return done(request, "" if no else says, "quality:calibration", row.pk)
    about = calibrating.shown(row, request.user)
    leads = row.by_id == request.user.pk or request.user.role == "admin"
    about |= {"calibration": row, "leads_it": leads, "few": queries.rules()["few"], "verdicts": VERDICTS}
    return render(request, "quality/calibration.html", about | tabs(request, "calibrations"))


@door("quality.calibrate")
@require_POST
def case(request: HttpRequest, pk: int, case: int) -> HttpResponse:
    """Begin, or go on with, one's own blind review of it."""
    row = calibration_for(request, pk)
    found = get_object_or_404(CalibrationCase.objects.select_related("ticket"), pk=min(case, LARGEST), calibration=row)
    made, no = attempt(request, actions.begin_case, calibration=row, ticket=found.ticket)
    return done(request, "", "quality:calibration", row.pk) if no else done(request, "", "quality:review", made.pk)


@door("quality.calibrate")
@require_POST
def reference(request: HttpRequest, pk: int, case: int, item: str) -> HttpResponse:
    """Settle what it should have been."""
    row = calibration_for(request, pk)
    found = get_object_or_404(CalibrationCase, pk=min(case, LARGEST), calibration=row)
    form = SettleForm(request.POST)
    if form.is_valid():
        attempt(request, actions.settle, case=found, item=item, **form.cleaned_data)
    return redirect(f"{reverse('quality:calibration', args=[row.pk])}#cell-{found.pk}-{item}")
