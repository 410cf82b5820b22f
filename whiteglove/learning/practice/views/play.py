"""A conversation with a simulated customer on one plain page: for a phone, and for whoever wants no desk around it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.learning.practice import queries
from whiteglove.learning.practice.actions.answer import answer_run
from whiteglove.learning.practice.actions.begin import begin_run
from whiteglove.learning.practice.actions.leave import leave_run
from whiteglove.learning.practice.engine.state import RINGING, Deed
from whiteglove.learning.practice.forms import PLACES, AgainForm, AnswerForm
from whiteglove.learning.practice.library import MEDIUM_NAMES
from whiteglove.learning.practice.models import Run

from .answer import go, own_run, read, refusals, serve, to_desk

UNHURRIED, RINGS = 30, 5  # seconds that count for an answer here, where nobody is timed
HOLD = "hold"


@door("practice.see", writes="practice.play")
@require_http_methods(["GET", "POST"])
@refusals
def play(request: HttpRequest, pk: int) -> HttpResponse:
    run = own_run(request, pk)
    if run.ticket_id and run.is_open:
        return to_desk(request, run)
    if request.method == "POST":
        form = AnswerForm(request.POST)
        given, deeds = read(form), form.deeds()
        answer_run(run=run, said=given["said"], deeds=deeds, waited=waited(run, deeds), turn=given["turn"],
                   by=request.user, at=clock.now())  # fmt: skip
        if not request.htmx:
            return redirect("practice:play", run.pk)
        return render(request, "practice/talk.html", shown(own_run(request, pk)))
    if not run.is_open:
        return redirect("practice:debrief", run.pk)
    return render(request, "practice/play.html", shown(run))


def waited(run: Run, deeds: list[Deed]) -> int:
    """Nobody is timed here; only what they ask the caller to hold for counts."""
    held = sum(int(one.value) for one in deeds if one.do == HOLD and one.value.isdecimal() and len(one.value) < 5)
    return (RINGS if run.medium == "phone" and not run.turns else UNHURRIED) + held


def shown(run: Run) -> dict:
    fold = queries.replayed(run)
    texts = ("", *(one.get("text", "") for one in run.inputs))
    lines = [(turn, texts[turn.number]) for turn in fold.turns]
    return {
        "run": run, "case": fold.case, "lines": lines, "ringing": fold.state.stage == RINGING, "over": not run.is_open,
        "turn": run.turns + 1, "form": AnswerForm(initial={"turn": run.turns + 1}), "places": range(PLACES),
        "deeds": queries.deeds_known(), "medium": MEDIUM_NAMES[run.medium],
    }  # fmt: skip


@door("practice.see", writes="practice.play")
@require_POST
@refusals
def left(request: HttpRequest, pk: int) -> HttpResponse:
    run = leave_run(run=own_run(request, pk), by=request.user, at=clock.now())
    return go(request, "debrief", run.pk)


@door("practice.see", writes="practice.play")
@require_POST
@refusals
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The same customer once more, from one of the turns on."""
    before = own_run(request, pk)
    turn = read(AgainForm(request.POST))["turn"]
    run = begin_run(parent=before, from_turn=turn, by=request.user, at=clock.now())
    return serve(request, run)
