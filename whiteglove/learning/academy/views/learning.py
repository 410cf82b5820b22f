"""A programme one takes: where am I, why, what next. Leave it, take it up again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.learning.academy import queries, shown
from whiteglove.learning.academy.actions.enrol import leave, resume
from whiteglove.learning.academy.forms import WhyForm

from .answer import done, known, own, read, refusals, seen


@door("academy.see")
@require_GET
def enrolment(request: HttpRequest, enrolment: int) -> HttpResponse:
    row = seen(request, enrolment)
    standing = known(row).standing
    context = {
        "enrolment": row, "standing": standing, "owner": row.person_id == request.user.pk, "form": WhyForm(),
        "next_url": shown.address_of(row, standing.step), "outcomes": shown.outcomes_of(standing),
        "credential": shown.certificate_of(row) if row.completed_at else None, "mentoring": queries.mentoring_of(row),
    }  # fmt: skip
    return render(request, "academy/enrolment.html", context)


@door("academy.see")
@require_GET
def module(request: HttpRequest, enrolment: int, module: str) -> HttpResponse:
    row = seen(request, enrolment)
    state = known(row).standing.module(module)
    if state is None:
        raise Http404
    context = {
        "enrolment": row, "state": state, "module": state.module, "owner": row.person_id == request.user.pk,
        "lessons": shown.lessons_of(state), "gates": [shown.gate_shown(one) for one in state.gates],
        "next_url": shown.address_of(row, state.step),
    }  # fmt: skip
    return render(request, "academy/module.html", context)


@door("academy.see", writes="academy.learn")
@require_http_methods(["POST", "DELETE"])
@refusals
def left(request: HttpRequest, enrolment: int) -> HttpResponse:
    row = own(request, enrolment)
    if request.method == "DELETE":
        resume(enrolment=row, by=request.user, at=clock.now())
        return done(request, "You are back where you were.", "enrolment", row.pk)
    leave(enrolment=row, why=read(WhyForm(request.POST))["why"], by=request.user, at=clock.now())
    return done(request, "You have left it. What you did is kept.", "home", undo=reverse("academy:left", args=[row.pk]))
