"""A gate: its rule, what was done, what is missing. Ask for a sign-off, or for a second look."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.academy import queries, shown
from whiteglove.learning.academy.actions import appeal as appeals
from whiteglove.learning.academy.actions import sign_off as signing
from whiteglove.learning.academy.forms import AppealForm
from whiteglove.learning.academy.models import Review
from whiteglove.learning.academy.wording import rule_of

from .answer import done, known, own, read, refusals, seen


@door("academy.see")
@require_GET
def gate(request: HttpRequest, enrolment: int, gate: str) -> HttpResponse:
    row = seen(request, enrolment)
    found = known(row)
    state = found.standing.gate(gate)
    if state is None:
        raise Http404
    owner = row.person_id == request.user.pk
    context = {
        "enrolment": row, "owner": owner, "state": state, "gate": state.gate, "shown": shown.gate_shown(state),
        "module": shown.module_of(found.standing, state.gate).module, "rule": rule_of(state.gate),
        "items": shown.items_of(row, state, found.results.get(gate, ()), owner and row.ended_at is None),
        "managers": queries.managers_of(row.person) if state.gate.signed else (), "form": AppealForm(),
        "reasons": owner or may(request.user, "academy.manage", row.person),
    }  # fmt: skip
    return render(request, "academy/gate.html", context)


@door("academy.see", writes="academy.learn")
@require_http_methods(["POST", "DELETE"])
@refusals
def sign_off(request: HttpRequest, enrolment: int, gate: str) -> HttpResponse:
    """Ask; take the request back."""
    row, here = own(request, enrolment), reverse("academy:ask", args=[enrolment, gate])
    programme = queries.programme_of(row)
    if programme is None or programme.gate(gate) is None:
        raise Http404
    if request.method == "DELETE":
        review = get_object_or_404(Review.objects.asked().select_related("enrolment"), enrolment=row, gate=gate)
        signing.withdraw_request(review=review, by=request.user, at=clock.now())
        return done(request, "Your request is taken back.", "gate", row.pk, gate)
    signing.ask(enrolment=row, gate=gate, by=request.user, at=clock.now())
    return done(request, "Asked. You hear of it by mail.", "gate", row.pk, gate, undo=here)


@door("academy.see", writes="academy.learn")
@require_POST
@refusals
def appeal(request: HttpRequest, enrolment: int, gate: str) -> HttpResponse:
    row, given = own(request, enrolment), read(AppealForm(request.POST))
    appeals.appeal(enrolment=row, gate=gate, item=given["item"], why=given["why"], by=request.user, at=clock.now())
    return done(request, "Somebody will take a second look. You hear of it by mail.", "gate", row.pk, gate)
