"""The portfolio: samples that collected themselves, a thought on each, another in the place of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.learning.academy import queries
from whiteglove.learning.academy.actions import portfolio as verbs
from whiteglove.learning.academy.activity_forms import ReflectForm, SampleForm
from whiteglove.learning.academy.collecting import ENOUGH, by_sort
from whiteglove.learning.academy.gates.portfolio import samples
from whiteglove.learning.academy.programme import PORTFOLIO
from whiteglove.learning.academy.standing import known_of

from .answer import done, own, read, refusals


@door("academy.learn")
@require_GET
def portfolio(request: HttpRequest, enrolment: int) -> HttpResponse:
    row = own(request, enrolment)
    programme, known = queries.programme_of(row), known_of(row, clock.now())
    gates = [one for one in programme.gates if one.kind == PORTFOLIO] if programme else []
    gate = next((one for one in gates if one.id == request.GET.get("gate")), gates[0] if gates else None)
    if gate is None or known is None:
        raise Http404
    shown = samples(row, programme, gate, known.results)
    context = {"enrolment": row, "state": known.standing.gate(gate.id), "enough": ENOUGH,
               "sorts": by_sort(gate, shown), "none": not shown}  # fmt: skip
    return render(request, "academy/portfolio.html", context)


@door("academy.learn")
@require_POST
@refusals
def thought(request: HttpRequest, enrolment: int) -> HttpResponse:
    """What a sample taught them."""
    row = own(request, enrolment)
    verbs.reflect(enrolment=row, **read(ReflectForm(request.POST)), by=request.user, at=clock.now())
    return done(request, "Kept.", "portfolio", row.pk)


@door("academy.learn")
@require_POST
@refusals
def sample(request: HttpRequest, enrolment: int, how: str) -> HttpResponse:
    """`drop` it for another of its kind, or `show` it again."""
    row = own(request, enrolment)
    given, drop = read(SampleForm(request.POST or request.GET)), how == "drop"
    if "words" in request.POST:  # typed beside the button and not kept yet
        verbs.reflect(enrolment=row, **read(ReflectForm(request.POST)), by=request.user, at=clock.now())
    verbs.drop(enrolment=row, key=given["key"], dropped=drop, by=request.user, at=clock.now())
    undo = f"{reverse('academy:sample', args=[row.pk, 'show' if drop else 'drop'])}?key={given['key']}"
    says = "Another takes its place, if there is one." if drop else "It can be shown again."
    return done(request, says, "portfolio", row.pk, undo=undo, undo_by="POST")
