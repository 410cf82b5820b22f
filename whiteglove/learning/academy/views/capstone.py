"""The simulation: a queue of simulated customers over several channels, in a set time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.actions.attempt import begin_simulation, end_simulation
from whiteglove.learning.academy.gates.simulation import queue_of
from whiteglove.learning.academy.programme import SIMULATION
from whiteglove.learning.academy.simulating import aims_of
from whiteglove.service.desk.errors import Refused

from .answer import done, own, refusals
from .case import gate_for


@door("academy.learn")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def simulation(request: HttpRequest, enrolment: int, gate: str) -> HttpResponse:
    """Before: what waits. While it runs: the queue. After: the targets. POST begins."""
    row, now = own(request, enrolment), clock.now()
    if request.method == "POST":
        begin_simulation(enrolment=row, gate=gate, by=request.user, at=now)
        return done(request, "The clock runs. Good luck.", "simulation", row.pk, gate)
    state = gate_for(row, gate, SIMULATION)
    attempts = queries.attempts_at(row, state.gate)
    running = next((one for one in attempts if one.finished_at is None and one.until > now), None)
    over = next((one for one in attempts if one.finished_at is None and one.until <= now), None)
    context = {
        "enrolment": row, "state": state, "one": state.items[0], "running": running, "over": over,
        "queue": queue_of(row, state.gate, running, now), "aims": aims_of(state.gate.own),
        "ended": [one for one in attempts if one.finished_at],
    }  # fmt: skip
    return render(request, "academy/simulation.html", context)


@door("academy.learn")
@require_POST
@refusals
def ended(request: HttpRequest, enrolment: int, gate: str) -> HttpResponse:
    """They end it before its time, or it is over."""
    row = own(request, enrolment)
    state = gate_for(row, gate, SIMULATION)
    running = next((one for one in queries.attempts_at(row, state.gate) if one.finished_at is None), None)
    if running is None:
        raise Refused("It has ended already.")
    made = end_simulation(attempt=running, by=request.user, at=clock.now())
    says = "Every target is met." if made.score == 100 else "It is over. See below what came of it."
    return done(request, says, "simulation", row.pk, gate)
