"""What is said after a run; beside a good play; shown to a coach, and what is remarked on it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door
from whiteglove.learning.practice import queries, shown
from whiteglove.learning.practice.actions import show as showing
from whiteglove.learning.practice.course import course_of
from whiteglove.learning.practice.engine.debrief import debrief as told_of
from whiteglove.learning.practice.forms import RemarkForm, ShowForm
from whiteglove.learning.practice.library import Played, card_of
from whiteglove.learning.practice.models import Remark, Run
from whiteglove.learning.standards.queries import behaviours

from .answer import done, go, read, refusals, seen_run


@door("practice.see")
@require_GET
def debrief(request: HttpRequest, pk: int) -> HttpResponse:
    run = seen_run(request, pk)
    if run.is_open:
        if run.person_id != request.user.pk:
            raise Http404
        return redirect("practice:play", run.pk)
    if run.forgotten_at:
        return render(request, "practice/forgotten.html", remembered(run, request.user))
    return render(request, "practice/debrief.html", debriefed(run, request.user))


def remembered(run: Run, person: Person) -> dict:
    """What stays of a run whose words were let go."""
    parts = shown.parts_of(run.result)
    return {
        "run": run, "mine": run.person_id == person.pk, "case": queries.case_of_run(run), "parts": parts,
        "caps": shown.caps_of(run.result, parts), "card": card_of(queries.scenario_of_run(run), Played()),
        "days": settings.PRACTICE_DAYS,
    }  # fmt: skip


def debriefed(run: Run, person: Person) -> dict:
    fold = queries.replayed(run)
    told = told_of(fold)
    parts = shown.parts_of(run.result)
    coaches, remarks = queries.run_with_talk(run)
    mine = run.person_id == person.pk
    return {
        "run": run, "mine": mine, "case": fold.case, "told": told, "parts": parts, "course": course_of(fold),
        "card": card_of(queries.scenario_of_run(run), Played()),
        "lines": shown.lines_of(fold, run.inputs, told, behaviours()),
        "caps": shown.caps_of(run.result, parts), "missed": shown.missed_of(told), "seen": shown.shown_of(told),
        "coaches": coaches, "remarks": remarks, "remark_form": RemarkForm(auto_id="remark_%s"),
        "show_form": show_form(person, coaches) if mine else None,
    }  # fmt: skip


def show_form(person: Person, shown_to: list) -> ShowForm | None:
    """None where there is nobody left to show it to."""
    known = {one.coach_id for one in shown_to}
    left = [one for one in queries.coaches_of(person) if one.pk not in known]
    return ShowForm(coaches=left, auto_id="show_%s") if left else None


@door("practice.see")
@require_GET
def golden(request: HttpRequest, pk: int) -> HttpResponse:
    """A good play of the same customer beside it, once it is over."""
    run = seen_run(request, pk)
    fold = None if run.is_open or run.forgotten_at else queries.golden_of(run)
    if fold is None:
        raise Http404
    own = queries.replayed(run)
    told = told_of(own, fold)
    context = {"run": run, "turns": fold.turns[1:], "opening": fold.turns[0].said, "case": fold.case, "told": told,
               "own": own.turns, "course": course_of(fold), "ours": course_of(own)}  # fmt: skip
    return render(request, "practice/golden.html", context)


@door("practice.see", writes="practice.play")
@require_POST
@refusals
def show(request: HttpRequest, pk: int) -> HttpResponse:
    run = seen_run(request, pk)
    coach = read(ShowForm(request.POST, coaches=queries.coaches_of(request.user)))["coach"]
    made = showing.show(run=run, coach=get_object_or_404(Person, pk=coach), by=request.user, at=clock.now())
    undo = reverse("practice:shown", args=[run.pk, made.coach_id])
    return done(request, f"{made.coach.first_name} can read it now.", "debrief", run.pk, undo=undo)


@door("practice.see", writes="practice.play")
@require_http_methods(["DELETE", "POST"])
@refusals
def withdraw(request: HttpRequest, pk: int, coach: int) -> HttpResponse:
    run = seen_run(request, pk)
    person = get_object_or_404(Person, pk=min(coach, LARGEST))
    showing.withdraw(run=run, coach=person, by=request.user, at=clock.now())
    return done(request, "Nobody else reads it from that any more.", "debrief", run.pk)


@door("practice.see")
@require_POST
@refusals
def remarks(request: HttpRequest, pk: int) -> HttpResponse:
    run = seen_run(request, pk)
    given = read(RemarkForm(request.POST))
    made = showing.remark(run=run, text=given["text"], turn=given["turn"] or 0, by=request.user, at=clock.now())
    undo = reverse("practice:remark", args=[run.pk, made.pk])
    return done(request, "Remarked.", "debrief", run.pk, undo=undo)


@door("practice.see")
@require_http_methods(["DELETE", "POST"])
@refusals
def remark(request: HttpRequest, pk: int, remark: int) -> HttpResponse:
    """Its author takes it away; POST brings it back."""
    row = get_object_or_404(Remark, pk=min(remark, LARGEST), run=seen_run(request, pk), by=request.user)
    back = request.method == "POST" and "delete" not in request.POST
    showing.delete_remark(remark=row, by=request.user, at=clock.now(), back=back)
    if back:
        return go(request, "debrief", row.run_id)
    undo = reverse("practice:remark", args=[row.run_id, row.pk])
    return done(request, "Deleted.", "debrief", row.run_id, undo=undo, undo_by="POST")
