"""A case study: read, mark, hand in; then compared with the key."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.learning.academy import queries, reading
from whiteglove.learning.academy.actions.attempt import hand_in_case
from whiteglove.learning.academy.marking import read_marks
from whiteglove.learning.academy.models import Attempt, Enrolment
from whiteglove.learning.academy.programme import CASE, CASES, SIMULATION
from whiteglove.learning.academy.standing import standing_of
from whiteglove.learning.academy.state import GateState
from whiteglove.learning.standards.queries import behaviours
from whiteglove.service.desk.errors import Refused

from .answer import own, refusals


def gate_for(enrolment: Enrolment, gate: str, kind: str) -> GateState:
    """Where they stand at a gate of this kind, or 404."""
    standing = standing_of(enrolment, clock.now())
    state = standing.gate(gate) if standing else None
    if state is None or state.gate.kind != kind:
        raise Http404
    return state


def case_for(enrolment: Enrolment, state: GateState, item: str) -> dict:
    found = queries.part_of(enrolment.revision_id, CASES).get(item)
    if found is None or state.of_item(item) is None:
        raise Http404
    return found


@door("academy.learn")
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, enrolment: int, gate: str, item: str) -> HttpResponse:
    """The conversation with what may be chosen at each sentence of ours. POST hands in; refused, the marks stay."""
    row = own(request, enrolment)
    state = gate_for(row, gate, CASE)
    content, marks = case_for(row, state, item), request.POST.getlist("mark")
    if request.method == "POST":
        try:
            made = hand_in_case(enrolment=row, gate=gate, case=item, marks=marks, by=request.user, at=clock.now())
            return redirect("academy:attempt", row.pk, made.pk)
        except Refused as no:
            toasts.say(request, str(no), level="error")
    context = {
        "enrolment": row, "state": state, "one": state.of_item(item), "case": content,
        "messages_shown": reading.to_mark(content, read_marks(marks, content), behaviours()),
        "chosen": [(number, behaviours().get(id, {"name": id})) for number, id in enumerate(content["choose"], 1)],
        "last": queries.attempts_at(row, state.gate, item)[:1],
    }  # fmt: skip
    return render(request, "academy/case.html", context, status=409 if request.method == "POST" else 200)


@door("academy.learn")
@require_GET
@refusals
def attempt(request: HttpRequest, enrolment: int, attempt: int) -> HttpResponse:
    """What came of it: of a case study the marks beside the key, of a simulation its targets."""
    row = own(request, enrolment)
    made = get_object_or_404(Attempt, pk=min(attempt, LARGEST), enrolment=row)
    programme = queries.programme_of(row)
    gate = programme.gate(made.gate) if programme else None
    if gate is None or gate.kind == SIMULATION or made.finished_at is None:
        return redirect(reverse("academy:simulation", args=[row.pk, made.gate]))
    return render(request, "academy/attempt.html", context_of(row, made, gate_for(row, made.gate, CASE)))


def context_of(enrolment: Enrolment, made: Attempt, state: GateState) -> dict:
    content = queries.part_of(made.revision_id, CASES).get(made.item)
    if content is None:
        raise Http404
    given, one = read_marks(made.work.get("marks", ()), content), state.of_item(made.item)
    passed = made.score >= state.gate.score
    opened = reading.key_opens(passed or bool(one and one.passed), one.left if one else None)
    return {
        "enrolment": enrolment, "attempt": made, "state": state, "one": one, "case": content, "passed": passed,
        "opened": opened, "found": made.outcome, "missed_in": reading.missed_in(content, given),
        "messages_shown": reading.compared(content, given, behaviours(), opened),
    }  # fmt: skip
