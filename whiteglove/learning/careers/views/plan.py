"""A development plan: for the person and whoever looks after them, and nobody else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door, require
from whiteglove.learning.careers import plans, queries, shown
from whiteglove.learning.careers.actions import plan as planning
from whiteglove.learning.careers.forms import AimForm, StepForm, UntilForm
from whiteglove.learning.careers.framework import Framework
from whiteglove.learning.careers.models import Aim, Step

from .answer import done, in_a_month, read, refusals, whose


@door("careers.own")
@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    of, found, at = whose(request, pk), queries.in_force(), clock.now()
    if found is None:
        raise Http404
    own = of == request.user
    reader = None if own else request.user
    steps = plans.plan_of(of, of.local(at).date(), reader=reader)
    map_of = queries.standings(found, [of], at, reader)[of.pk]
    missing = plans.wanted(found, of, map_of)
    proposed = plans.proposed(of, [map_of[one.capability.id] for one in missing[: plans.GAPS]], steps, reader)
    gaps = list(zip(shown.needs(missing, found), proposed, strict=False))
    about = {"of": of, "own": own, "found": found, "aims": shown.aims(plans.aims_of(of), found), "gaps": gaps,
             "more": len(missing) - len(gaps), "to_do": [one for one in steps if one.done.at is None],
             "over": [one for one in steps if one.done.at], "aim_form": AimForm(found=found, auto_id="aim_%s"),
             "step_form": StepForm(found=found, auto_id="step_%s"), "in_a_month": in_a_month(of, at)}  # fmt: skip
    return render(request, "careers/plan.html", about)


def framework() -> Framework:
    found = queries.in_force()
    if found is None:
        raise Http404
    return found


def theirs(request: HttpRequest, model: type[Aim | Step], pk: int) -> Aim | Step:
    """An aim or a step of somebody whose plan one may change."""
    row = get_object_or_404(model.objects.select_related("person"), pk=min(pk, LARGEST))
    require(request.user, "careers.plan", row.person)
    return row


def page_of(person: Person) -> str:
    return reverse("careers:plan", args=[person.pk])


@door("careers.own", writes="careers.plan")
@require_POST
@refusals
def aims(request: HttpRequest, pk: int) -> HttpResponse:
    of = whose(request, pk)
    given = read(AimForm(request.POST, found=framework()))
    made = planning.aim(of=of, **given, by=request.user, at=clock.now())
    return done(request, "That is an aim now.", page_of(of), reverse("careers:aim", args=[made.pk]))


@door("careers.own", writes="careers.plan")
@require_http_methods(["DELETE"])
@refusals
def aim(request: HttpRequest, pk: int) -> HttpResponse:
    row = theirs(request, Aim, pk)
    planning.end_aim(aim=row, by=request.user, at=clock.now())
    return done(request, "No longer an aim. Its steps stay in the plan.", page_of(row.person))


@door("careers.own", writes="careers.plan")
@require_POST
@refusals
def steps(request: HttpRequest, pk: int) -> HttpResponse:
    of = whose(request, pk)
    given = read(StepForm(request.POST, found=framework()))
    made = planning.plan_step(of=of, **given, by=request.user, at=clock.now())
    return done(request, "It is in the plan.", page_of(of), reverse("careers:step", args=[made.pk]))


@door("careers.own", writes="careers.plan")
@require_http_methods(["POST", "DELETE"])
@refusals
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """DELETE drops it, POST takes it up again."""
    row = theirs(request, Step, pk)
    about = {"step": row, "by": request.user, "at": clock.now()}
    if request.method == "DELETE":
        planning.drop_step(**about)
        return done(request, "Out of the plan.", page_of(row.person), request.path, "POST")
    planning.take_up_step(**about)
    return done(request, "To do again.", page_of(row.person))


@door("careers.own", writes="careers.plan")
@require_POST
@refusals
def step_done(request: HttpRequest, pk: int) -> HttpResponse:
    row = theirs(request, Step, pk)
    planning.do_step(step=row, by=request.user, at=clock.now())
    undo = reverse("careers:step", args=[row.pk])
    return done(request, "Done.", page_of(row.person), undo, "POST")


@door("careers.own", writes="careers.plan")
@require_POST
@refusals
def step_until(request: HttpRequest, pk: int) -> HttpResponse:
    row = theirs(request, Step, pk)
    planning.move_step(step=row, **read(UntilForm(request.POST)), by=request.user, at=clock.now())
    return done(request, "Moved.", page_of(row.person))
