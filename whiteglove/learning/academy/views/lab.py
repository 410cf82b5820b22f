"""A tool lab: the task, the customer to serve at the practice desk, and what stands there after the last time."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.people.policy import door
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.gates.lab import begins_at, runs_for
from whiteglove.learning.academy.programme import LAB, LABS

from .answer import own
from .case import gate_for


@door("academy.learn")
@require_GET
def lab(request: HttpRequest, enrolment: int, gate: str, item: str) -> HttpResponse:
    row = own(request, enrolment)
    state = gate_for(row, gate, LAB)
    content = queries.part_of(row.revision_id, LABS).get(item)
    if content is None or state.of_item(item) is None:
        raise Http404
    context = {"enrolment": row, "state": state, "one": state.of_item(item), "lab": content,
               "runs": runs_for(row, content)[:10], "way": begins_at(content)}  # fmt: skip
    return render(request, "academy/lab.html", context)
